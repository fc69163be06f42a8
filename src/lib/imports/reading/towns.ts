import { townKey, townsIn } from '../../districts/towns.ts';
import { fold } from '../../kernel/text.ts';
import { fillMerged, isBlank, type Grid } from './grid.ts';
import type { RowProblem } from './reading.ts';

/** A list of 町丁目 and the area of each; rows count from 1, as a person counts them. */
export type TownList = {
	/** By the name of the area as the directory has it. */
	townsOf: Map<string, string[]>;
	rows: number;
	problems: RowProblem[];
};

const townHeading = /町丁目|町丁|町名|町・?字|大字|住所|所在地|区域|範囲|対象/u;
const sum = /^(?:合計|総計|小計|計)/u;

/** 北浜東圏域 and 北浜東地区 are the area 北浜東. */
const areaKey = (text: string) =>
	fold(text)
		.replaceAll(' ', '')
		.replace(/(?:日常生活圏域|生活圏域|圏域|地区|地域)$/u, '');

/**
 * Finds the column with the areas of a partition, and beside it the one with their 町丁目 (by its heading, else the fullest).
 * An area that is written once, or drawn over several rows, counts for the rows below it. Undefined when no sheet names an
 * area.
 */
export function readTowns(
	grids: readonly Grid[],
	areaNames: readonly string[],
): TownList | undefined {
	const names = new Map(areaNames.map((name) => [areaKey(name), name]));
	const sheets = grids.map((grid) => sheetOf(grid, names));
	const best = sheets.toSorted((one, other) => other.known - one.known).at(0);
	return best && best.known > 0 ? listOf(best, names) : undefined;
}

type Sheet = { rows: readonly (readonly string[])[]; column: number; known: number };

function sheetOf(grid: Grid, names: ReadonlyMap<string, string>): Sheet {
	const rows = fillMerged(grid, 0, undefined);
	const known: number[] = [];
	for (const row of rows)
		for (const [column, cell] of row.entries())
			if (names.has(areaKey(cell))) known[column] = (known[column] ?? 0) + 1;
	const most = Math.max(0, ...Array.from(known, (count) => count ?? 0));
	return { rows, column: known.indexOf(most), known: most };
}

function listOf({ rows, column }: Sheet, names: ReadonlyMap<string, string>): TownList {
	const first = rows.findIndex((row) => names.has(areaKey(row[column] ?? '')));
	const towns = townColumn(rows, first, column);
	const list: TownList = { townsOf: new Map(), rows: 0, problems: [] };
	const heading = rows[first - 1]?.[column] ?? '';
	const ownerOf = new Map<string, string>();
	let area: string | undefined;
	for (const [at, row] of rows.entries()) {
		const written = row[column] ?? '';
		const cell = row[towns] ?? '';
		if (at < first || isBlank(cell) || sum.test(written.trim())) continue;
		if (!isBlank(written)) area = names.get(areaKey(written));
		list.rows++;
		if (area === undefined) {
			list.problems.push({ row: at + 1, heading, message: 'imports_towns_area_unknown' });
			continue;
		}
		for (const town of townsIn(cell)) {
			const owner: string = ownerOf.get(townKey(town)) ?? area;
			ownerOf.set(townKey(town), owner);
			if (owner === area) list.townsOf.set(area, [...(list.townsOf.get(area) ?? []), town]);
			else list.problems.push({ row: at + 1, heading, message: 'imports_towns_twice' });
		}
	}
	return list;
}

function townColumn(
	rows: readonly (readonly string[])[],
	first: number,
	areaColumn: number,
): number {
	for (const row of rows.slice(0, first).toReversed()) {
		const named = row.findIndex((cell, at) => at !== areaColumn && townHeading.test(cell));
		if (named >= 0) return named;
	}
	const filled: number[] = [];
	for (const row of rows.slice(first))
		for (const [at, cell] of row.entries())
			if (at !== areaColumn && !isBlank(cell)) filled[at] = (filled[at] ?? 0) + 1;
	const most = Math.max(0, ...Array.from(filled, (count) => count ?? 0));
	return filled.indexOf(most);
}
