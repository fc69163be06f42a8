import { afterAll, beforeAll, expect, test } from 'vitest';
import { aBoard, anEar, aParticipant, aProcess, aWish } from '#test/boards.ts';
import { newTestId, testDatabase, trail } from '#test/database.ts';
import { as, facilitating } from '#test/gatherings.ts';
import { aCouncil } from '#test/people.ts';
import type { PersonActor } from '#lib/kernel/actor.ts';
import { groupsPage, refuseGroup, takeGroup } from './groups.ts';
import type { Hub } from './hub.ts';

let running: { hub: Hub; stop: () => Promise<void> } | undefined;
beforeAll(async () => {
	running = await aProcess();
});
afterAll(() => running?.stop());
function hub(): Hub {
	if (!running) throw new Error('a process');
	return running.hub;
}

async function aBoardOfNotes(staff: PersonActor, texts: readonly string[]) {
	const board = await aBoard(staff);
	const { hand } = await aParticipant(staff, board.boardId);
	const { pillarId } = board;
	const wishes = texts.map((text) => aWish('note.add', { text, pillarId, table: 2 }));
	await hub().append(board.where, hand, wishes);
	return { ...board, notes: wishes.map(({ item }) => item) };
}

const alike = ['夕方に子どもが過ごせる居場所がない', '子どもの居場所が夕方に足りない'];
const other = '車での送迎をする人がいない';

async function suggested(staff: PersonActor, sessionId: string) {
	const page = await (await testDatabase()).as(staff, (tx) => groupsPage(tx, staff, sessionId));
	return page.columns.flatMap(({ suggestions }) => suggestions);
}

test('a suggestion that is taken stands on the board under its name, for everybody, once', async () => {
	const { sato, ito } = await aCouncil();
	const { sessionId, boardId, pillarId, where, notes } = await aBoardOfNotes(sato, [
		...alike,
		other,
	]);
	const facilitator = facilitating(ito, 'session', sessionId);
	const [one] = await suggested(facilitator, sessionId);
	expect(one?.notes.map(({ id }) => id)).toEqual(notes.slice(0, 2));
	const ear = anEar();
	await hub().follow(where, 3, ear.listener);
	const form = {
		...{ id: boardId, notes: notes.slice(0, 2), pillarId, clusterId: '' },
		...{ newId: newTestId(), name: '夕方の居場所' },
	};
	await takeGroup(as(facilitator), hub(), form);
	await takeGroup(as(facilitator), hub(), form);
	await ear.untilHeard(3);
	expect(ear.heard.map(({ kind, table }) => [kind, table])).toEqual([
		['cluster.add', 0],
		['note.place', 2],
		['note.place', 2],
	]);
	expect(await suggested(sato, sessionId)).toEqual([]);
});

test('what was refused is not suggested again, alone or under a name', async () => {
	const { sato, operatorId } = await aCouncil();
	const { sessionId, boardId, notes } = await aBoardOfNotes(sato, alike);
	await refuseGroup(as(sato), { id: boardId, notes });
	await refuseGroup(as(sato), { id: boardId, notes });
	expect(await suggested(sato, sessionId)).toEqual([]);
	expect((await trail(operatorId)).slice(-1)).toEqual(['session.refuseGroup']);

	const more = await aBoardOfNotes(sato, alike);
	const hand = { personId: sato.personId, participantId: null };
	const cluster = aWish('cluster.add', { text: '居場所', pillarId: more.pillarId });
	const place = { pillarId: more.pillarId, clusterId: cluster.item, table: 2 };
	const put = aWish('note.place', { item: more.notes[0] ?? '', ...place });
	await hub().append(more.where, hand, [cluster, put]);
	const [into] = await suggested(sato, more.sessionId);
	expect([into?.clusterName, into?.notes.length]).toEqual(['居場所', 1]);
	await refuseGroup(as(sato), {
		...{ id: more.boardId, notes: [more.notes[1]], clusterId: cluster.item },
	});
	expect(await suggested(sato, more.sessionId)).toEqual([]);
});

test('whoever is only in the hall neither sees nor takes suggestions', async () => {
	const { sato, ito, visitor } = await aCouncil();
	const { sessionId, boardId, pillarId, notes } = await aBoardOfNotes(sato, alike);
	await expect(suggested(ito, sessionId)).rejects.toMatchObject({ code: 'not-found' });
	const form = { id: boardId, notes, pillarId, clusterId: '', newId: newTestId(), name: '一' };
	for (const actor of [ito, visitor]) {
		await expect(takeGroup(as(actor), hub(), form)).rejects.toMatchObject({ code: 'not-found' });
	}
	await expect(refuseGroup(as(ito), { id: boardId, notes })).rejects.toMatchObject({
		code: 'not-allowed',
	});
});
