import { expect, test } from 'vitest';
import { closeBoard } from './commands.ts';
import type { PersonActor } from '#lib/kernel/actor.ts';
import { answerPreparation, askPreparations } from '#lib/preparations/server/commands.ts';
import { aBoard } from '#test/boards.ts';
import { ownerQuery, testDatabase, trail } from '#test/database.ts';
import { as, facilitating } from '#test/gatherings.ts';
import { aCouncil } from '#test/people.ts';
import { loadBoard } from './log.ts';
import { linesOnBoard, notePrepared } from './prepared.ts';

/** A hall with an open board, before which あかりの会 told what it does and what troubles it, and shows the second. */
async function aToldHall() {
	const council = await aCouncil();
	const board = await aBoard(council.sato);
	await askPreparations('https://example.jp')(as(council.sato), {
		...{ id: board.sessionId, organisationIds: [council.lanternGroup] },
	});
	const [asked] = await ownerQuery<{ id: string }>(
		'select id from preparations where session_id = $1',
		[board.sessionId],
	);
	const sheet = asked?.id ?? '';
	await answerPreparation(as(council.ueda), {
		...{ id: sheet, version: '1', whatWeDo: '見守り', troubles: '人手がない\n足がない' },
		shown: ['troubles'],
	});
	const { sessionId: id, pillarId } = board;
	const form = (...lines: string[]) => ({ id, pillarId, lines: lines.map((l) => `${sheet}.${l}`) });
	return { ...council, ...board, sheet, form };
}

const notesOn = async (actor: PersonActor, where: Parameters<typeof loadBoard>[1]) => {
	const { board } = await (await testDatabase()).as(actor, (tx) => loadBoard(tx, where));
	return Object.values(board.notes).map(({ text, actorGroup }) => [text, actorGroup]);
};

test('lines of a sheet become notes once, without a name, and remember the sheet in the record', async () => {
	const { sato, ito, where, boardId, sessionId, sheet, form, operatorId } = await aToldHall();
	const facilitator = facilitating(ito, 'session', sessionId);
	expect(await notePrepared(as(facilitator), form('troubles.0', 'troubles.1'))).toMatchObject({
		added: 2,
	});
	expect((await trail(operatorId)).at(-1)).toBe('session.notePrepared');
	expect(await notePrepared(as(sato), form('troubles.1'))).toMatchObject({ added: 0 });
	expect(await notesOn(sato, where)).toEqual([
		['人手がない', 'civicGroup'],
		['足がない', 'civicGroup'],
	]);
	const lines = await (await testDatabase()).as(sato, (tx) => linesOnBoard(tx, sato, sessionId));
	expect([...(lines ?? [])].sort()).toEqual([`${sheet} 人手がない`, `${sheet} 足がない`]);

	await closeBoard(as(sato), { id: boardId });
	const kept = await ownerQuery(
		'select text, preparation_id from opinions where session_id = $1 order by position',
		[sessionId],
	);
	expect(kept).toEqual([
		{ text: '人手がない', preparation_id: sheet },
		{ text: '足がない', preparation_id: sheet },
	]);
	const arrows = await ownerQuery(
		"select from_id from links where from_kind = 'preparation' and to_id = $1",
		[sessionId],
	);
	expect(arrows).toEqual([{ from_id: sheet }]);
	await expect(notePrepared(as(sato), form('troubles.0'))).rejects.toMatchObject({
		key: 'boards_is_closed',
	});
});

test('nothing that the organisation does not show, nothing by others, nothing of another council', async () => {
	const { sato, ueda, ito, visitor, where, form } = await aToldHall();
	const there = await aCouncil();
	await expect(notePrepared(as(sato), form('whatWeDo.0'))).rejects.toMatchObject({
		key: 'refusal_changed_meanwhile',
	});
	for (const actor of [ueda, ito, visitor])
		await expect(notePrepared(as(actor), form('troubles.0'))).rejects.toMatchObject({
			code: 'not-allowed',
		});
	await expect(notePrepared(as(there.sato), form('troubles.0'))).rejects.toMatchObject({
		code: 'not-found',
	});
	expect(await notesOn(sato, where)).toEqual([]);
});
