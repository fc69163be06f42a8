import { headingKey } from '../vocabulary/targets.ts';
import { fillMerged, filledIn, isBlank, type Grid } from './grid.ts';
import type { Header } from './header.ts';

/** A row that describes one organisation, place or person. `row` is its number as a spreadsheet shows it, from 1. */
export type ListRow = { row: number; cells: readonly string[] };

/** `continued`: rows that only continue the row above them (a cell drawn over two rows); they are left out. */
export type ListRows = { rows: ListRow[]; continued: number[] };

/** Columns that are the same in every row of a list say nothing about a row. */
const emptyWords = new Set(['region', 'city']);

/** The rows below the headings that are records: no comments, totals, footnotes, repeated headings or empty rows. */
export function rowsOf(grid: Grid, header: Header, fields: readonly (string | null)[]): ListRows {
	const nameColumn = nameColumnOf(fields);
	const filled = fillGroups(
		fillMerged(grid, header.last + 1, nameColumn),
		header,
		fields,
		nameColumn,
	);
	const headerKeys = header.headings.map(({ text }) => headingKey(text));
	const found: ListRows = { rows: [], continued: [] };
	for (const [index, cells] of filled.entries()) {
		if (index <= header.last || isNoRecord(cells, fields, headerKeys, nameColumn)) continue;
		const row = { row: index + 1, cells };
		if (found.rows.length > 0 && isContinuation(grid.rows[index] ?? [], fields, nameColumn))
			found.continued.push(row.row);
		else found.rows.push(row);
	}
	return found;
}

function nameColumnOf(fields: readonly (string | null)[]): number | undefined {
	const index = fields.findIndex((field) => field === 'name' || field === 'familyName');
	return index < 0 ? undefined : index;
}

function isNoRecord(
	cells: readonly string[],
	fields: readonly (string | null)[],
	headerKeys: readonly string[],
	nameColumn: number | undefined,
): boolean {
	const first = cells.findIndex((cell) => !isBlank(cell));
	if (first < 0) return true;
	const start = (cells[first] ?? '').trim();
	if (/^#(?!\d)/u.test(start)) return true;
	if (isTotal(cells, nameColumn) || repeatsHeadings(cells, headerKeys)) return true;
	const says = fields.some(
		(field, index) => field !== null && !emptyWords.has(field) && !isBlank(cells[index]),
	);
	if (!says) return true;
	if (filledIn(cells) !== 1 || fields.length === 1) return false;
	return isNote(start) || (first !== nameColumn && !telling.has(fields[first] ?? ''));
}

/** A row with nothing but one of these is an entry whose name was forgotten, and that must be said. */
const telling = new Set(['nameKana', 'address', 'telephone', 'email', 'givenName']);

const total = /^(?:合計|小計|総計|総数|計|平均)$/u;
const counted = /^(?:合?計)?[\d,]+(?:団体|施設|件|か所|箇所|カ所|ヶ所|名|人|世帯|事業所|校|園)$/u;

/** A word for a total in the name's column or left of it. */
function isTotal(cells: readonly string[], nameColumn: number | undefined): boolean {
	const until = nameColumn ?? 2;
	const plain = cells
		.slice(0, until + 1)
		.map((cell) => cell.normalize('NFKC').replace(/[\s\u3000()【】]/gu, ''));
	const name = nameColumn === undefined ? '' : (plain[nameColumn] ?? '');
	return plain.some((text) => total.test(text)) || counted.test(name);
}

function repeatsHeadings(cells: readonly string[], headerKeys: readonly string[]): boolean {
	const filled = cells.filter((cell) => !isBlank(cell)).length;
	const same = cells.filter((cell, at) => !isBlank(cell) && headingKey(cell) === headerKeys[at]);
	return filled >= 2 && same.length * 10 >= filled * 8;
}

/** A line about the list, not of it: a footnote, a heading between the rows, the source. */
function isNote(text: string): boolean {
	return (
		/^[※＊*★☆◆◇■□●○・▼▲【〔＜<(（]/u.test(text) ||
		/^(?:注|出典|資料|備考|問い?合わ?せ|作成|更新|最終更新|以上|凡例|ライセンス)(?:[\s\u3000:：）)\d０-９]|$)/u.test(
			text,
		) ||
		/(?:現在|とする。|です。|ます。|をいう。|を表す。|を示す。|ください。)$/u.test(text)
	);
}

/** Nothing but one or two cells that belong to the row above, whose name is drawn over both rows. */
function isContinuation(
	cells: readonly string[],
	fields: readonly (string | null)[],
	nameColumn: number | undefined,
): boolean {
	if (nameColumn === undefined || !isBlank(cells[nameColumn])) return false;
	const identifying = new Set(['nameKana', 'address', 'givenName', 'email', 'kind']);
	const own = fields.filter((field, at) => field !== null && !isBlank(cells[at]));
	return own.length <= 1 && !own.some((field) => field !== null && identifying.has(field));
}

const groupFields = new Set(['areas', 'areaId', 'kind']);

/** In a list without drawn cells a group stands only in its first row: 区中央部, then empty cells below it. */
function fillGroups(
	rows: readonly (readonly string[])[],
	header: Header,
	fields: readonly (string | null)[],
	nameColumn: number | undefined,
): readonly (readonly string[])[] {
	const columns = fields.flatMap((field, at) =>
		field !== null && groupFields.has(field) && at < (nameColumn ?? 0) ? [at] : [],
	);
	if (columns.length === 0) return rows;
	const filled = rows.map((row) => [...row]);
	for (const column of columns) fillGroup(filled.slice(header.last + 1), column, nameColumn ?? 0);
	return filled;
}

function fillGroup(rows: string[][], column: number, nameColumn: number): void {
	const named = rows.filter((row) => !isBlank(row[nameColumn]));
	const empty = named.filter((row) => isBlank(row[column])).length;
	if (isBlank(named[0]?.[column]) || empty * 3 < named.length) return;
	let group = '';
	for (const row of named) {
		if (isBlank(row[column])) row[column] = group;
		else group = row[column] ?? '';
	}
}
