import { expect, test } from 'vitest';
import { displayWidth } from '../kernel/text.ts';
import { drawingOf, rootId, sheetsOf, wrap, type Box } from './drawing.ts';
import { placeBetween, treeOf, type Cause } from './rules.ts';

const cause = (id: string, parentId: string | null, place: string, text: string): Cause => ({
	...{ id, parentId, place, text, reason: '', standing: 'hypothesis', revision: 1 },
});

/** Sixty causes, eight levels deep, with texts of very different length. */
function large(): Cause[] {
	const made: Cause[] = [];
	for (let at = 0; at < 60; at += 1) {
		const parent = at % 8 === 0 ? null : `c${at - 1}`;
		made.push(
			cause(
				`c${at}`,
				parent,
				placeBetween(made.at(-1)?.place),
				'髙﨑の坂の上まで、荷物を持って歩く。'.repeat(1 + (at % 6)),
			),
		);
	}
	return made;
}

const overlaps = (one: Box, other: Box) =>
	one.x < other.x + other.width &&
	other.x < one.x + one.width &&
	one.y < other.y + other.height &&
	other.y < one.y + one.height;

test('a tree of sixty causes, eight deep, is drawn whole and without one box on another', () => {
	const drawing = drawingOf(
		'なぜ、夕方から夜、子どもが一人で過ごしているのか',
		treeOf(large()),
		1060,
	);
	expect(drawing.boxes).toHaveLength(61);
	expect(drawing.lines).toHaveLength(60);
	const pairs = drawing.boxes.flatMap((one, at) =>
		drawing.boxes.slice(at + 1).filter((other) => overlaps(one, other)),
	);
	expect(pairs).toEqual([]);
	const outside = drawing.boxes.filter(
		(box) => box.x + box.width > drawing.width || box.y + box.height > drawing.height,
	);
	expect(outside).toEqual([]);
	const told = large().map(({ id, text }) => [id, text]);
	expect(
		drawing.boxes.filter(({ id }) => id !== rootId).map(({ id, lines }) => [id, lines.join('')]),
	).toEqual(told);
});

test('on paper no box is cut, and a new sheet begins with what it goes on from', () => {
	const sheets = sheetsOf('なぜ', treeOf(large()), { width: 1060, height: 700, first: 500 });
	expect(sheets.length).toBeGreaterThan(2);
	for (const { boxes, height } of sheets) {
		expect(height).toBeLessThanOrEqual(710);
		expect(boxes[0]?.id).toBe(rootId);
	}
	const drawn = new Set(sheets.flatMap(({ boxes }) => boxes.map(({ id }) => id)));
	expect(drawn.size).toBe(61);
});

test('a question without an answer is drawn too', () => {
	const drawing = drawingOf('なぜ', [], 1060);
	expect(drawing.boxes.map(({ lines }) => lines)).toEqual([['なぜ']]);
	expect(drawing.height).toBeGreaterThan(30);
});

test.each([
	['夕方に過ごせる場所がない。', 12, ['夕方に過ごせ', 'る場所がない。']],
	['一人でいる、夜まで', 10, ['一人でいる、', '夜まで']],
	['坂の上のNPOと話す', 9, ['坂の上の', 'NPOと話す']],
	['abcdefghijklmnop', 6, ['abcdef', 'ghijkl', 'mnop']],
	['一行目\n二行目', 20, ['一行目', '二行目']],
	['葛󠄀飾の葛󠄀', 4, ['葛󠄀飾', 'の葛󠄀']],
	['', 10, ['']],
])('%s in lines of %i', (text, columns, lines) => {
	expect(wrap(text, columns)).toEqual(lines);
});

test('no line is wider than its box but for a mark that hangs', () => {
	for (const { text } of large()) {
		for (const line of wrap(text, 14))
			expect(displayWidth(line.replace(/[、。]$/u, ''))).toBeLessThanOrEqual(14);
	}
});
