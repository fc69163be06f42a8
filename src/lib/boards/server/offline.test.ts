/** Eight tables write for ten minutes without a connection, and then all at once: nothing of it is lost. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { aBoard, aParticipant, aProcess, aWish } from '#test/boards.ts';
import { newTestId, ownerQuery, testDatabase, testTime } from '#test/database.ts';
import { aCouncil } from '#test/people.ts';
import type { PersonActor } from '#lib/kernel/actor.ts';
import type { Wish } from '../rules.ts';
import type { Hub } from './hub.ts';
import { loadBoard, type Receipt } from './log.ts';

let processes: { hub: Hub; stop: () => Promise<void> }[] = [];
beforeAll(async () => {
	processes = await Promise.all([aProcess(), aProcess()]);
});
afterAll(async () => {
	await Promise.all(processes.map(({ stop }) => stop()));
});
/** Every second table is served by another process. */
function hubOf(table: number): Hub {
	const running = processes[table % 2];
	if (!running) throw new Error('two processes');
	return running.hub;
}

const tables = [1, 2, 3, 4, 5, 6, 7, 8];
const tenMinutesAgo = new Date(testTime.getTime() - 600_000);
const range = (count: number) => Array.from({ length: count }, (_, at) => at);
const isSaved = (receipt: Receipt) => 'seq' in receipt;

type Hall = Awaited<ReturnType<typeof aHall>>;

/** Six notes that all tables saw before the line was cut. */
async function aHall(staff: PersonActor) {
	const board = await aBoard(staff);
	const { pillarId, boardId, where } = board;
	const { hand } = await aParticipant(staff, boardId);
	const shared = range(6).map((at) => aWish('note.add', { text: `共有${at}`, pillarId }));
	const cluster = aWish('cluster.add', { text: '夕方', pillarId });
	await hubOf(0).append(where, hand, [...shared, cluster]);
	return { ...board, hand, shared: shared.map(({ item }) => item), clusterId: cluster.item };
}

/** What one table has in its outbox after ten minutes: sixty notes, twenty moved, six wordings of what all had seen. */
function outboxOf(table: number, { pillarId, shared, clusterId }: Hall): Wish[] {
	const notes = range(60).map((at) =>
		aWish('note.add', { id: newTestId(tenMinutesAgo), text: `${table}卓の${at}`, pillarId, table }),
	);
	const moves = notes
		.slice(0, 20)
		.map(({ item }) => aWish('note.place', { item, pillarId, clusterId, table }));
	const edits = shared.map((item, at) =>
		// the text was given by the operation of this number: nobody has seen anything newer
		aWish('note.edit', { item, base: at + 1, text: `共有${at}を${table}卓が直した` }),
	);
	return [...notes, ...moves, ...edits];
}

const batches = (wishes: readonly Wish[], size: number) =>
	range(Math.ceil(wishes.length / size)).map((at) => wishes.slice(at * size, (at + 1) * size));

async function send(table: number, { where, hand }: Hall, wishes: readonly Wish[]) {
	const receipts: Receipt[] = [];
	for (const batch of batches(wishes, 100))
		receipts.push(...(await hubOf(table).append(where, hand, batch)));
	return receipts;
}

async function boardOf(staff: PersonActor, { where }: Hall) {
	return (await testDatabase()).as(staff, async (tx) => (await loadBoard(tx, where)).board);
}

test('all that eight tables wrote is there; a note that all of them reworded keeps every wording', async () => {
	const { sato } = await aCouncil();
	const hall = await aHall(sato);
	const outboxes = tables.map((table) => outboxOf(table, hall));
	const receipts = await Promise.all(
		outboxes.map((wishes, at) => send(tables[at] ?? 0, hall, wishes)),
	);
	expect(receipts.flat().every(isSaved)).toBe(true);

	const board = await boardOf(sato, hall);
	for (const [at, wishes] of outboxes.entries()) {
		const written = wishes.filter(({ kind }) => kind === 'note.add');
		for (const { item, text } of written) expect(board.notes[item]?.text).toBe(text);
		const moved = written.slice(0, 20).map(({ item }) => board.notes[item]?.clusterId);
		expect(moved).toEqual(range(20).map(() => hall.clusterId));
		expect(written).toHaveLength(60);
		expect(at).toBeLessThan(8);
	}
	for (const [at, item] of hall.shared.entries()) {
		const note = board.notes[item];
		const wordings = [note?.text, ...(note?.alternatives ?? []).map(({ text }) => text)];
		expect(wordings.toSorted()).toEqual(tables.map((table) => `共有${at}を${table}卓が直した`));
	}
});

test('receipts that were lost: everything is sent again, in another order, and nothing is there twice', async () => {
	const { sato } = await aCouncil();
	const hall = await aHall(sato);
	const outboxes = tables.map((table) => outboxOf(table, hall));
	await Promise.all(outboxes.map((wishes, at) => send(tables[at] ?? 0, hall, wishes)));
	const before = await boardOf(sato, hall);
	// to the other process, the last ones first
	await Promise.all(outboxes.map((wishes, at) => send(at, hall, wishes.toReversed())));
	expect(await boardOf(sato, hall)).toEqual(before);
	const rows = await ownerQuery<{ seq: string }>(
		'select seq from board_operations where board_id = $1 order by seq',
		[hall.boardId],
	);
	expect(rows.map(({ seq }) => Number(seq))).toEqual(range(7 + 8 * 86).map((at) => at + 1));
});

test('who mends their own note before it is saved has one wording; what others wrote meanwhile stays', async () => {
	const { sato } = await aCouncil();
	const hall = await aHall(sato);
	const { where, hand, pillarId, shared } = hall;
	const [item = ''] = shared;
	// while one table is away, another one rewords the note that both saw
	await hubOf(1).append(where, hand, [aWish('note.edit', { item, base: 1, text: '来た方の文' })]);
	const first = aWish('note.edit', { item, base: 1, text: '離れていた方の分' });
	const mended = { item, base: 1, builtOn: first.id, text: '離れていた方の文' };
	const added = aWish('note.add', { text: '送迎の草', pillarId });
	const spelt = { item: added.item, base: 0, builtOn: added.id, text: '送迎の車' };
	const wishes = [first, aWish('note.edit', mended), added, aWish('note.edit', spelt)];
	expect((await hubOf(2).append(where, hand, wishes)).every(isSaved)).toBe(true);
	const { notes } = await boardOf(sato, hall);
	expect([notes[item]?.text, notes[item]?.alternatives.map(({ text }) => text)]).toEqual([
		'来た方の文',
		['離れていた方の文'],
	]);
	expect(notes[added.item]).toMatchObject({ text: '送迎の車', alternatives: [] });
	// as another process reads it from the table
	const [again] = await hubOf(1).append(where, hand, [
		aWish('note.edit', { ...spelt, text: '送迎の車（土曜）' }),
	]);
	expect(again && isSaved(again)).toBe(true);
	expect((await boardOf(sato, hall)).notes[added.item]?.alternatives).toHaveLength(1);
});

test('what comes out of order is told to its sender, and is taken when it comes again', async () => {
	const { sato } = await aCouncil();
	const hall = await aHall(sato);
	const { where, hand, pillarId, clusterId } = hall;
	const note = aWish('note.add', { text: '先に動かされた', pillarId });
	const place = aWish('note.place', { item: note.item, pillarId, clusterId });
	const [early, added] = await hubOf(1).append(where, hand, [place, note]);
	expect(early).toMatchObject({ refused: 'boards_item_unknown' });
	expect(added && isSaved(added)).toBe(true);
	const [again] = await hubOf(2).append(where, hand, [place]);
	expect(again && isSaved(again)).toBe(true);
	expect((await boardOf(sato, hall)).notes[note.item]?.clusterId).toBe(clusterId);
});

test('forged operations change nothing: a foreign column, a closing, a note of another board, a name of a cluster as a note', async () => {
	const { sato } = await aCouncil();
	const hall = await aHall(sato);
	const elsewhere = await aHall(sato);
	const { where, hand, pillarId, shared, clusterId } = hall;
	const before = await boardOf(sato, hall);
	const forged = [
		aWish('note.add', { text: 'よその柱', pillarId: elsewhere.pillarId }),
		aWish('note.place', { item: shared[0] ?? '', pillarId, clusterId: elsewhere.clusterId }),
		aWish('note.edit', { item: elsewhere.shared[0] ?? '', base: 99, text: 'よそ' }),
		aWish('board.close', { item: newTestId() }),
		aWish('note.edit', { item: clusterId, base: 7, text: '名前' }),
		aWish('note.add', { id: newTestId(), item: shared[0] ?? '', text: '上書き', pillarId }),
		aWish('note.add', { text: 'あ'.repeat(1_001), pillarId }),
	];
	const receipts = await hubOf(0).append(where, hand, forged);
	expect(receipts.filter(isSaved)).toEqual([]);
	expect(await boardOf(sato, hall)).toEqual(before);
	// a number from the future takes nothing away from anybody: it is only an edit of who had seen all
	const [ahead] = await hubOf(0).append(where, hand, [
		aWish('note.edit', { item: shared[0] ?? '', base: 9_999_999, text: '先のことまで見た' }),
	]);
	expect(ahead && isSaved(ahead)).toBe(true);
});

test('emoji, variants of kanji and the longest note come back as they were', async () => {
	const { sato } = await aCouncil();
	const hall = await aHall(sato);
	const { where, hand, pillarId } = hall;
	const texts = ['👨‍👩‍👧‍👦と🏠', '葛󠄀城さんではなく葛󠄁城', '👩🏽‍🦽'.repeat(1_000)];
	const wishes = texts.map((text) => aWish('note.add', { text, pillarId }));
	expect((await hubOf(0).append(where, hand, wishes)).every(isSaved)).toBe(true);
	const board = await boardOf(sato, hall);
	expect(wishes.map(({ item }) => board.notes[item]?.text)).toEqual(texts);
});
