import { displayWidth } from '../kernel/text.ts';
import type { Standing, Twig } from './rules.ts';

/**
 * The tree as a drawing: the question on the left, each answer to 「なぜ」 one column to the right. A cause stands
 * in the same row as the first one below it, so that a drawing can be cut between rows without cutting a box.
 * Lengths are units of the drawing; the page decides how large a unit is.
 */
export type Box = {
	id: string;
	x: number;
	y: number;
	width: number;
	height: number;
	lines: string[];
	/** None for the question. */
	standing: Standing | null;
};
/** From the right side of a box to the left side of one below it. */
export type Line = { id: string; path: string };
export type Drawing = { width: number; height: number; boxes: Box[]; lines: Line[] };

export const letter = 13;
export const lineHeight = 18;
export const padding = 8;
/** The word for what people think of it stands in a line of its own. */
const head = 18;
const between = 26;
const rowGap = 12;
const widest = 220;
const narrowest = 106;
const margin = 4;

type Row = { boxes: { id: string; depth: number; lines: string[]; standing: Standing | null }[] };
type Told = { id: string; lines: string[]; standing: Standing | null };

/** One drawing of the whole tree, `width` wide if it fits and wider if it is deep. */
export function drawingOf(question: string, twigs: readonly Twig[], width: number): Drawing {
	return sheetsOf(question, twigs, { width, height: Number.POSITIVE_INFINITY })[0] ?? emptyDrawing;
}

const emptyDrawing: Drawing = { width: 0, height: 0, boxes: [], lines: [] };

/** The same cut into sheets of paper, the first of them lower; what a sheet goes on from stands on it again. */
export function sheetsOf(
	question: string,
	twigs: readonly Twig[],
	{ width, height, first = height }: { width: number; height: number; first?: number },
): Drawing[] {
	const columns = 1 + depthOf(twigs);
	const boxWidth = Math.max(
		narrowest,
		Math.min(widest, Math.floor((width - 2 * margin - (columns - 1) * between) / columns)),
	);
	const told = new Map<string, Told>();
	const wrapped = (text: string) => wrap(text, Math.floor((boxWidth - 2 * padding) / (letter / 2)));
	told.set(rootId, { id: rootId, lines: wrapped(question), standing: null });
	const parents = new Map<string, string>();
	const rows: Row[] = [];
	const walk = (below: readonly Twig[], parent: string) => {
		below.forEach(({ cause, depth, below: next }, index) => {
			const box = { id: cause.id, lines: wrapped(cause.text), standing: cause.standing };
			told.set(cause.id, box);
			parents.set(cause.id, parent);
			if (index > 0) rows.push({ boxes: [] });
			rows.at(-1)?.boxes.push({ ...box, depth });
			walk(next, cause.id);
		});
	};
	rows.push({
		boxes: [{ id: rootId, lines: told.get(rootId)?.lines ?? [], standing: null, depth: 0 }],
	});
	walk(twigs, rootId);

	const sheets: Drawing[] = [];
	let sheet = newSheet();
	for (const row of rows) {
		let repeated = sheet.boxes.length === 0 ? aboveOf(row, parents, told) : [];
		let wanted = rowHeight([...repeated, ...row.boxes]);
		if (sheet.boxes.length > 0 && sheet.height + wanted > (sheets.length === 0 ? first : height)) {
			sheets.push(sheet);
			sheet = newSheet();
			repeated = sheets.length > 0 ? aboveOf(row, parents, told) : [];
			wanted = rowHeight([...repeated, ...row.boxes]);
		}
		for (const { id, depth, lines, standing } of [...repeated, ...row.boxes]) {
			const x = margin + depth * (boxWidth + between);
			const box = { id, x, y: sheet.height, width: boxWidth, height: boxHeight(lines, standing) };
			sheet.boxes.push({ ...box, lines, standing });
			const from = sheet.boxes.find((other) => other.id === parents.get(id));
			if (from) sheet.lines.push({ id, path: lineFrom(from, box) });
		}
		sheet.height += wanted + rowGap;
	}
	sheets.push(sheet);
	return sheets.map((one) => ({
		...one,
		width: 2 * margin + columns * boxWidth + (columns - 1) * between,
		height: one.height - rowGap + margin,
	}));
}

export const rootId = 'question';

function newSheet(): Drawing {
	return { width: 0, height: margin, boxes: [], lines: [] };
}

/** On a new sheet: what its first row hangs below. */
function aboveOf(row: Row, parents: ReadonlyMap<string, string>, told: ReadonlyMap<string, Told>) {
	const above: (Told & { depth: number })[] = [];
	const [first] = row.boxes;
	for (let id = parents.get(first?.id ?? ''); id !== undefined; id = parents.get(id)) {
		const box = told.get(id);
		if (box) above.unshift({ ...box, depth: 0 });
	}
	return above.map((box, depth) => ({ ...box, depth }));
}

function depthOf(twigs: readonly Twig[]): number {
	return Math.max(0, ...twigs.map(({ below }) => 1 + depthOf(below)));
}

function boxHeight(lines: readonly string[], standing: Standing | null): number {
	return 2 * padding + (standing ? head : 0) + lines.length * lineHeight;
}

function rowHeight(boxes: Row['boxes']): number {
	return Math.max(0, ...boxes.map(({ lines, standing }) => boxHeight(lines, standing)));
}

type Placed = Pick<Box, 'x' | 'y' | 'width' | 'height'>;

function lineFrom(from: Placed, to: Placed): string {
	const start = from.x + from.width;
	const turn = start + between / 2;
	const middle = 20;
	return `M${start} ${from.y + middle}H${turn}V${to.y + middle}H${to.x}`;
}

const notAtStart =
	/^[、。，．,.・：；？！?!ー」』）)］】〉》〕々ぁぃぅぇぉっゃゅょァィゥェォッャュョ]/u;
const pieces = /[\p{Script=Latin}\p{Nd}@._/:-]+|\P{M}[\p{M}\ufe00-\ufe0f\u{e0100}-\u{e01ef}]*/gu;

/** Lines of at most `columns` half-width columns; Latin words stay whole where they fit, 、。 hang at the end of a line. */
export function wrap(text: string, columns: number): string[] {
	return text.split('\n').flatMap((line) => wrapLine(line, columns));
}

function wrapLine(text: string, columns: number): string[] {
	const lines: string[] = [];
	let line = '';
	for (const piece of piecesOf(text, columns)) {
		if (line && displayWidth(line + piece) > columns && !notAtStart.test(piece)) {
			lines.push(line.trimEnd());
			line = '';
		}
		line += line === '' ? piece.trimStart() : piece;
	}
	return line || lines.length === 0 ? [...lines, line] : lines;
}

/** A word that is longer than a line is cut like everything else. */
function piecesOf(text: string, columns: number): string[] {
	return (text.match(pieces) ?? []).flatMap((piece) =>
		displayWidth(piece) > columns ? [...piece] : [piece],
	);
}
