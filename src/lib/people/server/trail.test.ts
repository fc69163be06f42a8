import { expect, test } from 'vitest';
import { listRequest } from '../../kernel/listing.ts';
import { aCouncil } from '#test/people.ts';
import { context, countStatements, ownerQuery, testDatabase } from '#test/database.ts';
import { grantRole, registerPerson } from './commands.ts';
import { chainState, listTrail } from './trail.ts';

const hanako = { name: '髙橋 花子', tie: 'resides' };
const asked = (query = '') =>
	listRequest(new URLSearchParams(query), {
		sorts: ['at'],
		descending: true,
		filters: ['noun', 'from', 'to'],
	});

async function aTrail() {
	const council = await aCouncil();
	const { sato, kato } = council;
	const { id } = await registerPerson(
		context(sato, { now: new Date('2026-11-20T14:59:00Z') }),
		hanako,
	);
	await registerPerson(context(kato, { now: new Date('2026-11-20T15:00:00Z') }), hanako);
	await grantRole(context(sato), { id, role: 'evaluator', scope: 'operator', validUntil: '' });
	const database = await testDatabase();
	const list = (query = '') => database.as(sato, (tx) => listTrail(tx, sato, asked(query)));
	return { ...council, database, list, id };
}

test('acts are listed newest first, with who and what and no content', async () => {
	const { list, id } = await aTrail();
	const { rows, total } = await list();
	expect(total).toBe(3);
	expect(rows.map(({ act, personName }) => [act, personName])).toEqual([
		['role.grant', '佐藤 事務局'],
		['person.register', '加藤 事務局'],
		['person.register', '佐藤 事務局'],
	]);
	expect(rows[0]).toMatchObject({
		subjectKind: 'person',
		subjectId: id,
		detail: { role: 'evaluator' },
	});
	expect(JSON.stringify(rows)).not.toContain('花子');
});

test.each([
	['noun=role', ['role.grant']],
	['q=加藤', ['person.register']],
	['q=だれでもない', []],
	['to=R8.11.20', ['person.register']],
	['from=2026/11/21&to=2026/11/21', ['person.register']],
	['from=2026/11/22', ['role.grant']],
	["noun='; drop table people", ['role.grant', 'person.register', 'person.register']],
	['from=someday', ['role.grant', 'person.register', 'person.register']],
])('?%s', async (query, acts) => {
	const { list } = await aTrail();
	expect((await list(query)).rows.map(({ act }) => act)).toEqual(acts);
});

test('secretariat and auditors read it, nobody else', async () => {
	const { database, abe, mori, ito, ono, visitor } = await aTrail();
	expect((await database.as(abe, (tx) => listTrail(tx, abe, asked()))).total).toBe(3);
	for (const actor of [mori, ito, ono, visitor]) {
		const list = database.as(actor, (tx) => listTrail(tx, actor, asked()));
		await expect(list).rejects.toMatchObject({ code: 'not-found' });
		const chain = database.as(actor, (tx) => chainState(tx, actor, true));
		await expect(chain).rejects.toMatchObject({ code: 'not-found' });
	}
});

test('the page says whether the chain is whole, and where it breaks', async () => {
	const { database, abe, operatorId } = await aTrail();
	const state = () => database.as(abe, (tx) => chainState(tx, abe, false));
	expect(await state()).toEqual({ state: 'whole', rows: 3 });
	await ownerQuery(
		"update audit_trail set act = 'person.edit' where operator_id = $1 and sequence = 2",
		[operatorId],
	);
	expect(await state()).toEqual({ state: 'broken', at: 2 });
});

test('a list of twenty costs as many statements as a list of three', async () => {
	const { sato, list } = await aTrail();
	const few = await countStatements(() => list());
	for (let index = 0; index < 20; index++) await registerPerson(context(sato), hanako);
	expect(await countStatements(() => list())).toBe(few);
	expect((await list()).rows).toHaveLength(20);
});
