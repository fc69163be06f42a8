import { headingScore, type Heading } from './columns.ts';
import { isData } from './content.ts';
import { filledIn, isBlank, widthOf, type Grid } from './grid.ts';

/** Where the headings stand: one row, or two of which the upper one groups the lower one. Rows count from 0. */
export type Header = { first: number; last: number; headings: Heading[]; isSure: boolean };

const searched = 60;
const longestHeading = 40;

/**
 * Finds the row of headings: the row with the most words that are headings elsewhere, no values, and columns that are
 * filled below it. Titles, dates and comments above it do no harm. A list whose headings are all unknown still has
 * one, if a row of words stands over rows of values.
 */
export function findHeader(grid: Grid): Header | undefined {
	const rows = grid.rows.slice(0, searched);
	let best: { header: Header; score: number } | undefined;
	for (const first of rows.keys()) {
		for (const last of [first, first + 1]) {
			const header = headerAt(grid, first, last);
			const score = header ? scoreOf(header, grid) : 0;
			if (header && score > 0 && (!best || score > best.score)) best = { header, score };
		}
	}
	return best?.header;
}

/** The header in these rows; undefined when they cannot be one. Somebody who names the rows by hand gets them. */
export function headerAt(grid: Grid, first: number, last: number): Header | undefined {
	const upper = grid.rows[first] ?? [];
	const lower = last > first ? grid.rows[last] : undefined;
	if (last > first && (!lower || !areTwoLines(grid, first, upper, lower))) return undefined;
	const width = widthOf(grid.rows);
	const headings = Array.from({ length: width }, (_, index): Heading => {
		const own = oneLine(upper[index]);
		if (!lower) return { text: own, over: '' };
		const under = oneLine(lower[index]);
		return under ? { text: under, over: own || groupOver(upper, index) } : { text: own, over: '' };
	});
	const known = headings.filter(({ text, over }) => headingScore(text, over) > 0).length;
	return { first, last, headings: trimmed(headings), isSure: known >= 2 };
}

/** Headings are words: line breaks inside them come from narrow columns. */
const oneLine = (cell: string | undefined) =>
	(cell ?? '').replace(/[\s\u3000]*\n[\s\u3000]*/gu, '').trim();

function groupOver(upper: readonly string[], index: number): string {
	for (let at = index - 1; at >= 0; at -= 1) {
		if (!isBlank(upper[at])) return oneLine(upper[at]);
	}
	return '';
}

function trimmed(headings: Heading[]): Heading[] {
	const last = headings.findLastIndex(({ text }) => text !== '');
	return headings.slice(0, last + 1);
}

/** The lower row divides groups of the upper one or fills its gaps, and holds no value. */
function areTwoLines(
	grid: Grid,
	first: number,
	upper: readonly string[],
	lower: readonly string[],
): boolean {
	if (filledIn(upper) < 2 || filledIn(lower) === 0 || startsAsComment(lower)) return false;
	if (lower.some((cell) => !isBlank(cell) && (isData(cell) || cell.length > longestHeading)))
		return false;
	const fits = lower.every((cell, index) => {
		if (isBlank(cell) || isBlank(upper[index])) return true;
		return isGroup(grid, first, upper, index);
	});
	const fillsGaps = lower.some((cell, index) => !isBlank(cell) && isBlank(upper[index]));
	const isKnown = lower.some(
		(cell, index) => !isBlank(cell) && headingScore(cell, groupOver(upper, index)) > 0,
	);
	return fits && fillsGaps && isKnown;
}

/** A heading over several columns: drawn over them, or with an empty cell at its right. */
function isGroup(grid: Grid, row: number, upper: readonly string[], index: number): boolean {
	const merge = grid.merges.find(({ top, left }) => top === row && left === index);
	if (merge) return merge.right > merge.left;
	return index + 1 < upper.length && isBlank(upper[index + 1]);
}

const startsAsComment = (row: readonly string[]) =>
	/^\s*#/.test(row.find((cell) => !isBlank(cell)) ?? '');

function scoreOf(header: Header, grid: Grid): number {
	const words = header.headings.filter(({ text }) => text !== '');
	if (words.length === 0) return 0;
	const scores = words.map(({ text, over }) => headingScore(text, over));
	const known = scores.filter((score) => score > 0).length;
	const isComment = startsAsComment(grid.rows[header.first] ?? []);
	if (isComment && known < 2) return 0;
	const values = words.filter(({ text }) => isData(text)).length;
	const long = words.filter(({ text }) => text.length > longestHeading).length;
	const doubles = words.length - new Set(words.map(({ text, over }) => over + text)).size;
	const sum = scores.reduce((one, other) => one + other, 0);
	const looksRight = sum - values * 3 - long * 2 - doubles;
	// two known headings, or a single column with a known one, are enough
	if (known >= 2 || (known === 1 && words.length === 1)) return looksRight;
	return known === 0 && (values > 0 || long > 0) ? 0 : unknownScore(header, grid, sum);
}

/** No known headings: a full row of different short words over rows of which at least one column holds values. */
function unknownScore(header: Header, grid: Grid, sum: number): number {
	const words = header.headings.filter(({ text }) => text !== '');
	const below = grid.rows
		.slice(header.last + 1, header.last + 11)
		.filter((row) => filledIn(row) > 0);
	if (below.length < (sum > 0 ? 1 : 2) || words.length < 2) return 0;
	const typical = below.map(filledIn).toSorted((one, other) => one - other)[below.length >> 1] ?? 0;
	if (words.length < typical) return 0;
	if (words.some(({ text }) => text.length > 20 || isData(text))) return 0;
	const hasValues = header.headings.some((_, index) => {
		const cells = below.map((row) => row[index] ?? '').filter((cell) => !isBlank(cell));
		return cells.length * 2 > below.length && cells.every(isData);
	});
	return hasValues ? 0.5 + sum / 10 : 0;
}
