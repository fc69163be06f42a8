import { expect, test } from 'vitest';
import type { Actor } from '#lib/kernel/actor.ts';
import { editPlace } from '#lib/places/server/commands.ts';
import { context, ownerQuery, testDatabase, testTime, trail } from '#test/database.ts';
import { aCouncil } from '#test/people.ts';
import type { ImportKind } from '../vocabulary/index.ts';
import { confirmImport, draftImport, undoImport } from './commands.ts';
import { keptOf } from './queries.ts';

async function importList(actor: Actor, kind: ImportKind, list: string): Promise<string> {
	const file = [{ name: '名簿.csv', content: new TextEncoder().encode(list) }];
	const draft = await draftImport(context(actor), { kind, file });
	return (await confirmImport(context(actor), { id: draft.id })).id;
}

async function namesIn(table: 'organisations' | 'places' | 'people', operatorId: string) {
	const rows = await ownerQuery<{ name: string }>(
		`select name from ${table} where operator_id = $1 order by name`,
		[operatorId],
	);
	return rows.map(({ name }) => name);
}

async function kept(actor: Actor, id: string) {
	const database = await testDatabase();
	return database.as(actor, (tx) => keptOf(tx, actor, id));
}

test('an import that was a mistake is taken back as a whole', async () => {
	const { sato, operatorId } = await aCouncil();
	const before = await namesIn('organisations', operatorId);
	const id = await importList(sato, 'organisations', '団体名\nひだまり\nそよかぜ\n');
	expect(await undoImport(context(sato), { id })).toMatchObject({ removed: 2, kept: 0 });
	expect(await namesIn('organisations', operatorId)).toEqual(before);
	expect((await trail(operatorId)).at(-1)).toBe('import.undo');
	await expect(undoImport(context(sato), { id })).rejects.toMatchObject({ code: 'not-now' });
});

test('what it rewrote is as before', async () => {
	const { sato, operatorId } = await aCouncil();
	await importList(sato, 'places', '名称,電話番号,緯度,経度\n会館,03-0123-0001,35.1,139.9\n');
	const id = await importList(sato, 'places', '名称,電話番号\n会館,03-0123-0002\n');
	expect(await undoImport(context(sato), { id })).toMatchObject({ removed: 0, restored: 1 });
	const rows = await ownerQuery(
		'select telephone, latitude from places where operator_id = $1 and name = $2',
		[operatorId, '会館'],
	);
	expect(rows).toEqual([{ telephone: '03-0123-0001', latitude: 35.1 }]);
});

test('what somebody has changed or used since stays and is named', async () => {
	const { sato, operatorId } = await aCouncil();
	const organisations = await importList(sato, 'organisations', '団体名\nひだまり\nそよかぜ\n');
	const places = await importList(
		sato,
		'places',
		'名称,運営団体\nひだまりの家,ひだまり\nみんなの家,\n',
	);
	const [house] = await ownerQuery<{ id: string }>(
		`select id from places where operator_id = $1 and name = 'みんなの家'`,
		[operatorId],
	);
	await editPlace(context(sato), {
		...{ id: house?.id, name: 'みんなの家', nameKana: 'ミンナノイエ', kind: 'ibasho' },
	});
	expect(await undoImport(context(sato), { id: organisations })).toMatchObject({
		...{ removed: 1, kept: 1 },
	});
	expect(await kept(sato, organisations)).toMatchObject([{ name: 'ひだまり', kept: 'used' }]);
	expect(await undoImport(context(sato), { id: places })).toMatchObject({ removed: 1, kept: 1 });
	expect(await kept(sato, places)).toMatchObject([{ name: 'みんなの家', kept: 'changed' }]);
	expect(await namesIn('places', operatorId)).toEqual(['みんなの家']);
});

test('a person who was given a role since stays', async () => {
	const { sato, operatorId } = await aCouncil();
	const id = await importList(sato, 'people', '氏名,電話番号\n佐藤 花子,\n林 明,\n');
	await ownerQuery(
		`insert into role_grants (operator_id, id, person_id, role, scope_kind, valid_from, granted_at)
		select operator_id, gen_random_uuid(), id, 'facilitator', 'operator', '2026-11-22', now()
		from people where operator_id = $1 and name = '林 明'`,
		[operatorId],
	);
	expect(await undoImport(context(sato), { id })).toMatchObject({ removed: 1, kept: 1 });
	expect(await kept(sato, id)).toMatchObject([{ name: '林 明', kept: 'used' }]);
});

test('after thirty days it stays', async () => {
	const { sato } = await aCouncil();
	const id = await importList(sato, 'organisations', '団体名\nひだまり\n');
	const later = new Date(testTime.getTime() + 31 * 86_400_000);
	await expect(undoImport({ ...context(sato), now: () => later }, { id })).rejects.toMatchObject({
		key: 'imports_undo_too_late',
	});
});

test('nobody else takes an import back or sees it', async () => {
	const council = await aCouncil();
	const id = await importList(council.sato, 'organisations', '団体名\nひだまり\n');
	const other = await aCouncil();
	for (const actor of [council.visitor, council.ito, council.ueda, council.ono, other.sato]) {
		await expect(undoImport(context(actor), { id })).rejects.toMatchObject({ code: 'not-found' });
	}
});
