import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
	apply,
	columnOf,
	emptyBoard,
	seenOf,
	tablesOf,
	whyNot,
	wishFrom,
	type Board,
	type OperationKind,
	type Wish,
} from './rules.ts';

const uuid = (number: number) => `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;
const [columnA, columnB] = [uuid(901), uuid(902)];
let ids = 0;

function aWish(kind: OperationKind, fields: Partial<Wish> = {}): Wish {
	const id = uuid(++ids);
	return {
		...{ id, kind, item: id, base: 0, text: '', pillarId: columnA, clusterId: '', table: 0 },
		...{ actorGroup: '' as const, builtOn: '', ...fields },
	};
}

function done(board: Board, wish: Wish): string {
	apply(board, { ...wish, builtOnSeq: 0, seq: board.seq + 1 });
	return wish.item;
}

const columns = [columnA, columnB];

describe('nothing that was written is lost', () => {
	test('two people who edit one note at once both keep their words', () => {
		const board = emptyBoard();
		const item = done(board, aWish('note.add', { text: '夕方に行く所がない' }));
		done(board, aWish('note.edit', { item, base: 1, text: '夕方、子どもが行く所がない' }));
		done(board, aWish('note.edit', { item, base: 1, text: '放課後に行く所がない' }));
		const note = board.notes[item];
		expect(note?.text).toBe('夕方、子どもが行く所がない');
		expect(note?.alternatives.map(({ text }) => text)).toEqual(['放課後に行く所がない']);
	});

	test('whoever has seen both decides between them', () => {
		const board = emptyBoard();
		const item = done(board, aWish('note.add', { text: '一' }));
		done(board, aWish('note.edit', { item, base: 1, text: '二' }));
		done(board, aWish('note.edit', { item, base: 1, text: '三' }));
		const note = board.notes[item];
		if (!note) throw new Error('the note is there');
		done(board, aWish('note.edit', { item, base: seenOf(note), text: '二と三' }));
		expect(board.notes[item]).toMatchObject({ text: '二と三', alternatives: [] });
	});

	test('an edit brings back what somebody took away meanwhile', () => {
		const board = emptyBoard();
		const item = done(board, aWish('note.add', { text: '送迎の車' }));
		done(board, aWish('note.remove', { item }));
		done(board, aWish('note.edit', { item, base: 1, text: '送迎の車と運転手' }));
		expect(columnOf(board, columnA).loose.map(({ text }) => text)).toEqual(['送迎の車と運転手']);
	});

	test('a cluster that goes leaves its notes in the column', () => {
		const board = emptyBoard();
		const cluster = done(board, aWish('cluster.add', { text: '送り迎え' }));
		done(board, aWish('note.add', { text: '送迎の車', clusterId: cluster }));
		expect(columnOf(board, columnA).clusters[0]?.notes).toHaveLength(1);
		done(board, aWish('cluster.remove', { item: cluster }));
		expect(columnOf(board, columnA)).toMatchObject({ loose: [{ text: '送迎の車' }], clusters: [] });
	});

	test('every text of any order of edits is somewhere on the note, unless its writer saw it replaced', () => {
		fc.assert(
			fc.property(
				fc.array(fc.record({ lag: fc.nat(6), text: fc.stringMatching(/^[あ-お]{3}$/) }), {
					maxLength: 20,
				}),
				(edits) => {
					const board = emptyBoard();
					const item = done(board, aWish('note.add', { text: 'はじめ' }));
					const seen = new Map([[1, 'はじめ']]);
					const replaced = new Set<string>();
					for (const { lag, text } of edits) {
						const base = Math.max(1, board.seq - lag);
						const before = board.notes[item];
						if (!before) throw new Error('the note is there');
						const known = [{ seq: before.textSeq, text: before.text }, ...before.alternatives];
						for (const one of known) if (one.seq <= base) replaced.add(one.text);
						done(board, aWish('note.edit', { item, base, text }));
						seen.set(board.seq, text);
						replaced.delete(text);
					}
					const note = board.notes[item];
					const shown = [note?.text, ...(note?.alternatives.map(({ text }) => text) ?? [])];
					for (const text of seen.values()) {
						if (!replaced.has(text)) expect(shown).toContain(text);
					}
				},
			),
		);
	});
});

describe('what is refused', () => {
	const board = emptyBoard();
	const item = done(board, aWish('note.add', { text: '送迎の車' }));
	test.each([
		[aWish('note.add'), 'boards_text_missing'],
		[aWish('note.add', { text: 'あ'.repeat(1_001) }), 'boards_text_too_long'],
		[aWish('cluster.add', { text: '' }), 'boards_name_missing'],
		[aWish('note.add', { text: 'あ', pillarId: uuid(999) }), 'refusal_not_valid'],
		[aWish('note.add', { text: 'あ', clusterId: uuid(999) }), 'refusal_not_valid'],
		[aWish('note.add', { text: 'あ', item }), 'refusal_not_valid'],
		[aWish('note.remove', { item: uuid(999) }), 'boards_item_unknown'],
		[aWish('note.remove', { item: 'constructor' }), 'boards_item_unknown'],
		[aWish('board.close'), 'refusal_not_allowed'],
	])('%j: %s', (wish, key) => {
		expect(whyNot(board, wish, columns)).toBe(key);
	});

	test('nothing changes after it is closed', () => {
		const closed = emptyBoard();
		done(closed, aWish('board.close'));
		expect(whyNot(closed, aWish('note.add', { text: '遅れて' }), columns)).toBe('boards_is_closed');
	});

	test('a thousand letters are a note, in emoji and variant forms as well', () => {
		for (const letter of ['👨‍👩‍👧‍👦', '葛󠄀', 'が'])
			expect(
				whyNot(board, aWish('note.add', { text: letter.repeat(1_000) }), columns),
			).toBeUndefined();
	});
});

describe('reading a wish', () => {
	test('the fields of a form and a line of the outbox say the same', () => {
		const form = wishFrom({
			...{ id: uuid(1), kind: 'note.add', text: ' 送迎の車 \r\n', place: `${columnA}/` },
			...{ table: '3', actorGroup: 'residents' },
		});
		expect(form).toMatchObject({
			...{ item: uuid(1), text: '送迎の車', pillarId: columnA, clusterId: '', table: 3 },
			...{ actorGroup: 'residents', base: 0 },
		});
		expect(wishFrom({ ...form })).toEqual(form);
	});

	test.each([
		{ id: 'x', kind: 'note.add' },
		{ id: uuid(1), kind: 'note.explode' },
		{ id: uuid(1), kind: 'note.add', pillarId: "' or 1=1" },
		{},
	])('%j is none', (fields) => {
		expect(wishFrom(fields)).toBeUndefined();
	});
});

test('the tables that have written, in order', () => {
	const board = emptyBoard();
	for (const table of [8, 2, 0, 2]) done(board, aWish('note.add', { text: 'あ', table }));
	expect(tablesOf(board)).toEqual([2, 8]);
	expect(columnOf(board, columnA, 2).loose).toHaveLength(2);
});
