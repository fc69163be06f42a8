import type { MessageKey } from '../../kernel/refusal.ts';
import type { ImportKind } from '../vocabulary/index.ts';
import { checkFields } from './check.ts';
import { matchColumns } from './columns.ts';
import { isBlank, type Grid } from './grid.ts';
import { findHeader, headerAt, type Header } from './header.ts';
import { bestSheet, guessImportKind } from './kind.ts';
import { rowsOf, type ListRow } from './records.ts';
import { inputOf, type Input, type Names } from './values.ts';

/** What somebody has set right by hand. Everything left out is found by the program. */
export type Choices = {
	sheet?: number | undefined;
	/** The last row of the headings, from 1 as a spreadsheet shows it. */
	headerRow?: number | undefined;
	/** Per column the field that it feeds, or null. */
	fields?: readonly (string | null)[] | undefined;
};

/** A column of the list: its heading as the list has it, and the field that it feeds. */
export type ListColumn = { source: string; target: string | null; sample: string };

export type RowProblem = { row: number; heading: string; message: MessageKey };

export type ReadRow = {
	row: number;
	input: Input;
	/** What the list does not say, for a new record. */
	assumed: Input;
	/** As it would be kept; where something is wrong, as it was written. */
	values: Record<string, unknown>;
};

/** A file as the program understands it, before anything is compared with the directory. */
export type Reading = {
	kind: ImportKind;
	sheet: number;
	sheets: string[];
	/** Null when no row of headings was found. */
	headerRow: number | null;
	headings: string[];
	columns: ListColumn[];
	rows: ReadRow[];
	problems: RowProblem[];
	notices: RowProblem[];
};

const sampled = 200;

/** Finds sheet, headings and columns (or takes the choices) and reads every record. Pure: no database, no clock. */
export function readList(
	grids: readonly Grid[],
	kind: ImportKind | undefined,
	choices: Choices,
	remembered: (headings: readonly string[]) => readonly (string | null)[] | undefined,
	names: Names | undefined,
): Reading {
	const sheet =
		choices.sheet !== undefined && grids[choices.sheet] ? choices.sheet : bestSheet(grids);
	const grid = grids[sheet] ?? { name: '', rows: [], merges: [] };
	const header = chosenHeader(grid, choices.headerRow) ?? findHeader(grid);
	const about = kind ?? guessImportKind(header);
	const common = { kind: about, sheet, sheets: grids.map(({ name }) => name) };
	if (!header) {
		const filled = grid.rows.filter((row) => row.some((cell) => !isBlank(cell))).length;
		const problem: RowProblem = { row: 0, heading: '', message: 'imports_no_headings' };
		return {
			...common,
			...{ headerRow: null, headings: [], columns: [], rows: [], notices: [] },
			problems: filled > 0 ? [problem] : [],
		};
	}
	const headings = header.headings.map(({ text, over }) => (over ? `${over} ${text}` : text));
	const samples = samplesOf(grid, header);
	const fields =
		fitting(choices.fields, headings) ??
		fitting(remembered(headings), headings) ??
		matchColumns(about, header.headings, samples);
	const columns = headings.map((source, index) => ({
		source,
		target: fields[index] ?? null,
		sample: samples[index]?.find((cell) => !isBlank(cell)) ?? '',
	}));
	return {
		...common,
		...{ headerRow: header.last + 1, headings, columns },
		...readRows(about, grid, header, columns, names),
	};
}

function chosenHeader(grid: Grid, row: number | undefined): Header | undefined {
	if (row === undefined || row < 1 || row > grid.rows.length) return undefined;
	return (
		(row > 1 ? headerAt(grid, row - 2, row - 1) : undefined) ?? headerAt(grid, row - 1, row - 1)
	);
}

function fitting(
	fields: readonly (string | null)[] | undefined,
	headings: readonly string[],
): readonly (string | null)[] | undefined {
	return fields?.length === headings.length ? fields : undefined;
}

function samplesOf(grid: Grid, header: Header): string[][] {
	const below = grid.rows
		.slice(header.last + 1, header.last + 1 + sampled)
		.filter((row) => !/^\s*#/.test(row[0] ?? '') && row.some((cell) => !isBlank(cell)));
	return header.headings.map((_, index) => below.map((row) => row[index] ?? ''));
}

function readRows(
	kind: ImportKind,
	grid: Grid,
	header: Header,
	columns: readonly ListColumn[],
	names: Names | undefined,
): Pick<Reading, 'rows' | 'problems' | 'notices'> {
	const fields = columns.map(({ target }) => target);
	const { rows: records, continued } = rowsOf(grid, header, fields);
	const hasName = fields.includes('name') || fields.includes('familyName');
	const rows: ReadRow[] = [];
	const problems: RowProblem[] = [];
	const notices: RowProblem[] = continued.map((row) => ({
		...{ row, heading: '', message: 'imports_notice_continued' },
	}));
	if (!hasName) problems.push({ row: 0, heading: '', message: 'imports_no_name_column' });
	const headingOf = (field: string) => columns.find(({ target }) => target === field)?.source ?? '';
	for (const { row, cells } of records satisfies ListRow[]) {
		const made = inputOf(kind, fields, cells, names);
		const checked = checkFields(kind, { ...made.assumed, ...made.input }, names !== undefined);
		rows.push({ row, input: made.input, assumed: made.assumed, values: checked.values });
		notices.push(
			...made.notices.map((what): RowProblem => ({
				row,
				heading: headingOf(what === 'kind' ? 'kind' : 'telephone'),
				message: what === 'kind' ? 'imports_notice_kind' : 'imports_notice_phone',
			})),
		);
		// without a column for the name every row would say the same
		const wrong = checked.problems.filter(({ field }) => hasName || field !== 'name');
		problems.push(
			...wrong.map(({ field, message }) => ({ row, heading: headingOf(field), message })),
		);
	}
	return { rows, problems, notices: notices.toSorted((one, other) => one.row - other.row) };
}
