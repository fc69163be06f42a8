import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { aBoard, anEar, aParticipant, aProcess, aWish } from '#test/boards.ts';
import { ownerQuery } from '#test/database.ts';
import { as } from '#test/gatherings.ts';
import { aCouncil } from '#test/people.ts';
import { removeParticipant } from './commands.ts';
import { orRefuse, type Hub } from './hub.ts';

type Process = { hub: Hub; stop: () => Promise<void> };
let [one, other]: Process[] = [];
beforeAll(async () => {
	[one, other] = await Promise.all([aProcess(), aProcess()]);
});
afterAll(async () => {
	await Promise.all([one?.stop(), other?.stop()]);
});
function hubs(): [Hub, Hub] {
	if (!one || !other) throw new Error('two processes');
	return [one.hub, other.hub];
}

const rowsOf = (boardId: string) =>
	ownerQuery<{ seq: string; operation_id: string }>(
		'select seq, operation_id from board_operations where board_id = $1 order by seq',
		[boardId],
	);

test('what is acknowledged is in the table; numbers have no gaps', async () => {
	const { sato } = await aCouncil();
	const { where, pillarId, boardId } = await aBoard(sato);
	const [hub] = hubs();
	const { hand } = await aParticipant(sato, boardId);
	const wishes = Array.from({ length: 450 }, (_, n) =>
		aWish('note.add', { text: `付箋${n}`, pillarId, table: 1 + (n % 8) }),
	);
	const receipts = await Promise.all(wishes.map((wish) => hub.append(where, hand, [wish])));
	const rows = await rowsOf(boardId);
	expect(rows.map(({ seq }) => Number(seq))).toEqual(wishes.map((_, n) => n + 1));
	const seqs = receipts.flat().map((receipt) => orRefuse(receipt));
	expect(new Set(seqs).size).toBe(wishes.length);
	for (const [index, seq] of seqs.entries())
		expect(rows[seq - 1]?.operation_id).toBe(wishes[index]?.id);
});

test('the same operation sent again, also beside itself and to another process, is one', async () => {
	const { sato } = await aCouncil();
	const { where, pillarId, boardId } = await aBoard(sato);
	const { hand } = await aParticipant(sato, boardId);
	const [hub, elsewhere] = hubs();
	const wish = aWish('note.add', { text: '送迎の車', pillarId });
	const receipts = [
		...(await hub.append(where, hand, [wish, wish])),
		...(await Promise.all([hub, elsewhere].map((to) => to.append(where, hand, [wish])))).flat(),
	];
	expect(receipts.map((receipt) => orRefuse(receipt))).toEqual([1, 1, 1, 1]);
	expect(await rowsOf(boardId)).toHaveLength(1);
});

test('two processes serve one board: everybody hears everything once, in the same order', async () => {
	const { sato } = await aCouncil();
	const { where, pillarId, boardId } = await aBoard(sato);
	const { hand } = await aParticipant(sato, boardId);
	const both = hubs();
	const ears = [anEar(), anEar()] as const;
	await Promise.all(both.map((hub, at) => hub.follow(where, 0, ears[at === 0 ? 0 : 1].listener)));
	await Promise.all(
		Array.from({ length: 60 }, (_, n) =>
			both[n % 2 === 0 ? 0 : 1].append(where, hand, [
				aWish('note.add', { text: `${n}`, pillarId }),
			]),
		),
	);
	await Promise.all(ears.map((ear) => ear.untilHeard(60)));
	const inOrder = Array.from({ length: 60 }, (_, n) => n + 1);
	for (const { heard } of ears) expect(heard.map(({ seq }) => seq)).toEqual(inOrder);
	expect(ears[0].heard).toEqual(ears[1].heard);
});

test('whoever was away hears what they missed, and nothing twice', async () => {
	const { sato } = await aCouncil();
	const { where, pillarId, boardId } = await aBoard(sato);
	const { hand } = await aParticipant(sato, boardId);
	const [hub] = hubs();
	for (const text of ['一', '二', '三'])
		await hub.append(where, hand, [aWish('note.add', { text, pillarId })]);
	const ear = anEar();
	await hub.follow(where, 1, ear.listener);
	await hub.append(where, hand, [aWish('note.add', { text: '四', pillarId })]);
	expect(ear.heard.map(({ text }) => text)).toEqual(['二', '三', '四']);
});

test('whoever is shown out loses the stream, in another process too, within a second', async () => {
	const { sato } = await aCouncil();
	const { where, boardId } = await aBoard(sato);
	const { participantId } = await aParticipant(sato, boardId);
	const stays = await aParticipant(sato, boardId, 'もみじ');
	const [, elsewhere] = hubs();
	const [gone, there] = [anEar(participantId), anEar(stays.participantId)];
	await elsewhere.follow(where, 0, gone.listener);
	await elsewhere.follow(where, 0, there.listener);
	const since = Date.now();
	await removeParticipant(as(sato), { id: boardId, participantId });
	await gone.untilEnded();
	expect(Date.now() - since).toBeLessThan(1_000);
	expect(there.hasEnded()).toBe(false);
});

test('a stream that is being opened while its reader is shown out ends too', async () => {
	const { sato } = await aCouncil();
	const { where, boardId } = await aBoard(sato);
	const { participantId } = await aParticipant(sato, boardId);
	const [hub] = hubs();
	const ear = anEar(participantId);
	const following = hub.follow(where, 0, ear.listener);
	hub.showOut(participantId);
	await following;
	expect(ear.hasEnded()).toBe(true);
});

describe('what is refused is told to its sender only', () => {
	test('an operation on a note that is not there does not stop those around it', async () => {
		const { sato } = await aCouncil();
		const { where, pillarId, boardId } = await aBoard(sato);
		const { hand } = await aParticipant(sato, boardId);
		const [hub] = hubs();
		const ear = anEar();
		await hub.follow(where, 0, ear.listener);
		const [first, second, third] = await hub.append(where, hand, [
			aWish('note.add', { text: '一', pillarId }),
			aWish('note.remove', { item: boardId }),
			aWish('note.add', { text: '二', pillarId }),
		]);
		expect([first, third].map((receipt) => orRefuse(receipt))).toEqual([1, 2]);
		expect(second).toMatchObject({ refused: 'boards_item_unknown' });
		expect(ear.heard.map(({ text }) => text)).toEqual(['一', '二']);
	});

	test('a board of another council is none', async () => {
		const { sato } = await aCouncil();
		const there = await aCouncil();
		const { pillarId, boardId } = await aBoard(sato);
		const [hub] = hubs();
		const wish = aWish('note.add', { text: '一', pillarId });
		const where = { operatorId: there.sato.operatorId, boardId };
		const hand = { personId: there.sato.personId, participantId: null };
		await expect(hub.append(where, hand, [wish])).rejects.toMatchObject({ code: 'not-found' });
		expect(await rowsOf(boardId)).toEqual([]);
	});
});

test('a failed save takes nothing along: the next one finds the board as the table has it', async () => {
	const { sato } = await aCouncil();
	const { where, pillarId, boardId } = await aBoard(sato);
	const { hand } = await aParticipant(sato, boardId);
	const [hub] = hubs();
	const ear = anEar();
	await hub.follow(where, 0, ear.listener);
	await hub.append(where, hand, [aWish('note.add', { text: '一', pillarId })]);
	const nobody = { personId: null, participantId: boardId };
	await expect(
		hub.append(where, nobody, [aWish('note.add', { text: '消える', pillarId })]),
	).rejects.toThrow();
	await hub.append(where, hand, [aWish('note.add', { text: '二', pillarId })]);
	expect(ear.heard.map(({ seq, text }) => [seq, text])).toEqual([
		[1, '一'],
		[2, '二'],
	]);
});
