import { stringify } from 'csv-stringify/sync';
import { safeCsvCell } from '../kernel/csv-cell.ts';

export type CsvColumn<Row> = {
	/** The words in the first line. */
	label: string;
	value: (row: Row) => string | number | null | undefined;
};

/** A list as a file that Excel opens as it is: UTF-8 with BOM, CRLF, no cell that runs as a formula. */
export function csvResponse<Row>(
	fileName: string,
	columns: readonly CsvColumn<Row>[],
	rows: readonly Row[],
): Response {
	return new Response(csvText(columns, rows), {
		headers: {
			'content-type': 'text/csv; charset=utf-8',
			'content-disposition': attachment('export.csv', fileName),
			'cache-control': 'private, no-store',
		},
	});
}

export function csvText<Row>(columns: readonly CsvColumn<Row>[], rows: readonly Row[]): string {
	const lines = [
		columns.map(({ label }) => safeCsvCell(label)),
		...rows.map((row) => columns.map(({ value }) => cell(value(row)))),
	];
	return stringify(lines, { bom: true, record_delimiter: '\r\n' });
}

/** Numbers of the program stay numbers; text that somebody wrote is never a formula. */
function cell(value: string | number | null | undefined): string {
	if (value === null || value === undefined) return '';
	return typeof value === 'number' ? String(value) : safeCsvCell(value);
}

/** A file to be saved: `plain` for what reads no other letters than ASCII. */
export function attachment(plain: string, fileName: string): string {
	return `attachment; filename="${plain}"; filename*=UTF-8''${encodeFileName(fileName)}`;
}

/** RFC 8187: what encodeURIComponent leaves bare but a header may not carry. */
export function encodeFileName(name: string): string {
	return encodeURIComponent(name).replace(
		/['()*]/g,
		(char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`,
	);
}
