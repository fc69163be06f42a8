/** One sheet of a file as a grid of texts; what is not there is an empty text. */
export type Grid = { name: string; rows: readonly (readonly string[])[]; merges: readonly Merge[] };

/** Cells that a spreadsheet draws as one; all numbers from 0, the last ones included. */
export type Merge = { top: number; left: number; bottom: number; right: number };

export function widthOf(rows: readonly (readonly string[])[]): number {
	return rows.reduce((widest, row) => Math.max(widest, row.length), 0);
}

export const isBlank = (cell: string | undefined): boolean =>
	cell === undefined || /^[\s\u3000]*$/u.test(cell);

export const filledIn = (row: readonly string[]): number =>
	row.filter((cell) => !isBlank(cell)).length;

/**
 * A value that is drawn over several rows counts for each of them (圏域 beside its organisations). A name does
 * not: the rows below it continue the same organisation.
 */
export function fillMerged(
	grid: Grid,
	from: number,
	exceptColumn: number | undefined,
): readonly (readonly string[])[] {
	const tall = grid.merges.filter(
		({ top, left, bottom }) => bottom > top && top >= from && left !== exceptColumn,
	);
	if (tall.length === 0) return grid.rows;
	const rows = grid.rows.map((row) => [...row]);
	for (const { top, left, bottom } of tall) {
		const value = rows[top]?.[left] ?? '';
		for (const row of rows.slice(top + 1, bottom + 1)) {
			while (row.length <= left) row.push('');
			if (isBlank(row[left])) row[left] = value;
		}
	}
	return rows;
}
