import { describe, expect, test } from 'vitest';
import type { Actor, PersonActor } from '#lib/kernel/actor.ts';
import { answerPreparation, askPreparations } from '#lib/preparations/server/commands.ts';
import type { Part } from '#lib/preparations/rules.ts';
import { aTable, aWish, write } from '#test/benefits.ts';
import { newTestId, ownerQuery, testDatabase } from '#test/database.ts';
import { aCourse, aRunningSession, as } from '#test/gatherings.ts';
import { aCouncil } from '#test/people.ts';
import { wishesOfPrepared } from '../prepared.ts';
import { makeTables } from './commands.ts';
import { loadSheet } from './log.ts';
import { preparedFor } from './prepared.ts';
import { draftOrRefuse } from './sight.ts';

const words = { whatWeDo: '見守り', troubles: '人手がない', wishes: '茶話会' };

type Council = Awaited<ReturnType<typeof aCouncil>>;

/** あかりの会 tells this before a session, and shows these parts of it. */
async function told({ sato, ueda, lanternGroup }: Council, sessionId: string, shown: Part[]) {
	const form = { id: sessionId, organisationIds: [lanternGroup] };
	await askPreparations('https://example.jp')(as(sato), form);
	const [asked] = await ownerQuery<{ id: string }>(
		'select id from preparations where session_id = $1',
		[sessionId],
	);
	await answerPreparation(as(ueda), { id: asked?.id, version: '1', ...words, shown });
	return asked?.id ?? '';
}

const offered = async (actor: Actor, id: string) =>
	(await testDatabase()).as(actor, async (tx) =>
		preparedFor(tx, actor, await draftOrRefuse(tx, actor, id)),
	);

const sheetOf = async (actor: PersonActor, tableId: string) =>
	(
		await (
			await testDatabase()
		).as(actor, (tx) => loadSheet(tx, { operatorId: actor.operatorId, tableId }))
	).sheet;

/** Takes the first sheet that is offered over into the table. */
async function take(actor: PersonActor, id: string) {
	const [prepared] = await offered(actor, id);
	if (!prepared) throw new Error('no sheet');
	return write(actor, id, ...wishesOfPrepared(await sheetOf(actor, id), prepared, newTestId));
}

describe('a 準備シート becomes a row', () => {
	test('with what the organisation shows, its origin, and an arrow on the thread', async () => {
		const council = await aCouncil();
		const { sato, operatorId, lanternGroup } = council;
		const { id, sessionId } = await aTable(sato);
		const sheet = await told(council, sessionId, ['troubles', 'wishes']);
		await take(sato, id);
		const row = Object.values((await sheetOf(sato, id)).parties).find(
			({ organisationId }) => organisationId === lanternGroup,
		);
		expect(row?.name.text).toBe('あかりの会');
		expect(row?.cells).toMatchObject({
			trouble: { text: '人手がない', origin: { kind: 'preparation', id: sheet, part: 0 } },
			purpose: { text: '茶話会', origin: { kind: 'preparation', id: sheet, part: 1 } },
			activity: { text: '' },
		});
		const arrows = await ownerQuery(
			"select from_id from links where operator_id = $1 and from_kind = 'preparation' and to_id = $2",
			[operatorId, id],
		);
		expect(arrows).toEqual([{ from_id: sheet }]);
	});

	test('the organisation itself takes all of its own; nobody else takes what it does not show', async () => {
		const council = await aCouncil();
		const { sato, ueda, lanternGroup } = council;
		const { id, sessionId, own } = await aTable(sato);
		const sheet = await told(council, sessionId, []);
		expect(await offered(sato, id)).toEqual([]);
		const origin = { kind: 'preparation', id: sheet, part: 0 };
		// somebody who knows the number of the sheet gets no words by it
		await write(sato, id, aWish('cell.set', { item: own, column: 'trouble', origin }));
		expect((await sheetOf(sato, id)).parties[own]?.cells.trouble).toMatchObject({
			...{ text: '', origin: null },
		});
		await write(sato, id, aWish('party.add', { organisationId: lanternGroup }));
		expect(await take(ueda, id)).toHaveLength(3);
	});

	test('words that are written already stay, and nothing is taken twice', async () => {
		const council = await aCouncil();
		const { sato, lanternGroup } = council;
		const { id, sessionId } = await aTable(sato);
		await told(council, sessionId, ['troubles']);
		const party = aWish('party.add', { organisationId: lanternGroup });
		await write(
			sato,
			id,
			party,
			aWish('cell.set', { item: party.item, column: 'trouble', text: '夜が心配' }),
		);
		await take(sato, id);
		const sheet = await sheetOf(sato, id);
		expect(sheet.parties[party.item]?.cells.trouble).toMatchObject({
			text: '夜が心配',
			alternatives: [{ text: '人手がない' }],
		});
		const [prepared] = await offered(sato, id);
		expect(prepared && wishesOfPrepared(sheet, prepared, newTestId)).toEqual([]);
		await write(sato, id, aWish('party.leave', { item: party.item }));
		const left = await sheetOf(sato, id);
		expect(
			prepared &&
				wishesOfPrepared(left, { ...prepared, texts: [{ part: 1, text: 'あとから' }] }, newTestId),
		).toEqual([]);
	});

	test('a table of a forum takes the newest sheet of each organisation from all its sessions', async () => {
		const council = await aCouncil();
		const { sato } = council;
		const { forumId } = await aCourse(sato);
		const { id: sessionId } = await aRunningSession(sato, { forumId });
		const sheet = await told(council, sessionId, ['wishes']);
		await told(council, (await aRunningSession(sato)).id, ['wishes']);
		const { id } = await makeTables(as(sato), { forumId, title: '見守り', ownName: '町会' });
		expect(await offered(sato, id)).toMatchObject([
			{ id: sheet, name: 'あかりの会', texts: [{ part: 1, text: '茶話会' }] },
		]);
	});
});
