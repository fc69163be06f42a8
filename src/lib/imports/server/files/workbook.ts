import { readXlsx, type CellValue, type Sheet } from 'hucre/xlsx';
import { refuseField, type MessageKey } from '../../../kernel/refusal.ts';
import type { Grid } from '../../reading/grid.ts';
import { inspectArchive, type ArchiveFault } from './zip.ts';

const mostColumns = 200;
/** One more than a list may have, so that a longer one is noticed. */
const readRows = 20_001;

const faults: Record<ArchiveFault, MessageKey> = {
	bomb: 'imports_file_too_long',
	broken: 'imports_file_broken_excel',
	password: 'imports_file_has_password',
};

/** The visible sheets of an xlsx file. Readings that lie over the cells (ふりがな) are not part of their text. */
export async function readWorkbook(content: Uint8Array): Promise<Grid[]> {
	const archive = inspectArchive(content);
	if (typeof archive === 'string') throw refuseField('file', faults[archive]);
	if (!archive.names.includes('xl/workbook.xml'))
		throw refuseField('file', 'imports_file_is_archive');
	if (archive.sheets.some(isTooWide)) throw refuseField('file', 'imports_file_too_long');
	const workbook = await readXlsx(content, {
		sheets: (sheet) => !sheet.hidden && !sheet.veryHidden,
		maxRows: readRows,
	}).catch(() => {
		throw refuseField('file', 'imports_file_broken_excel');
	});
	return workbook.sheets.map(gridOf).filter(({ rows }) => rows.length > 0);
}

/** A single cell far out makes a spreadsheet reader build everything in between. */
function isTooWide(sheet: Buffer): boolean {
	for (const [, letters = '', row = ''] of sheet
		.toString('latin1')
		.matchAll(/<c r="([A-Z]{1,3})(\d{1,7})"/g)) {
		if (columnOf(letters) > mostColumns && Number(row) > 1_000) return true;
		if (columnOf(letters) > 2_000 || Number(row) > 200_000) return true;
	}
	return false;
}

const columnOf = (letters: string) =>
	[...letters].reduce((number, letter) => number * 26 + letter.charCodeAt(0) - 64, 0);

function gridOf(sheet: Sheet): Grid {
	const rows = sheet.rows.map((row) => row.slice(0, mostColumns).map(textOf));
	const last = rows.findLastIndex((row) => row.some((cell) => cell.trim() !== ''));
	return {
		name: sheet.name,
		rows: rows.slice(0, last + 1),
		merges: (sheet.merges ?? []).map(({ startRow, startCol, endRow, endCol }) => ({
			...{ top: startRow, left: startCol, bottom: endRow, right: endCol },
		})),
	};
}

function textOf(value: CellValue): string {
	if (value === null || value === undefined) return '';
	if (value instanceof Date) return dateText(value);
	if (typeof value === 'number') return numberText(value);
	if (typeof value === 'boolean') return value ? 'TRUE' : 'FALSE';
	return String(value).replace(/\r\n?/g, '\n');
}

/** A spreadsheet keeps 0.1 + 0.2 as 0.30000000000000004; nobody typed that. */
function numberText(value: number): string {
	return Number.isInteger(value) ? String(value) : String(Number(value.toPrecision(15)));
}

/** A time of day is a date without a day; a date has no time. */
function dateText(value: Date): string {
	if (Number.isNaN(value.getTime())) return '';
	const text = value.toISOString();
	const time = text.slice(11, 16);
	if (value.getUTCFullYear() < 1901) return time;
	return time === '00:00' ? text.slice(0, 10) : `${text.slice(0, 10)} ${time}`;
}
