import { CsvError, parse } from 'csv-parse/sync';
import { refuseField } from '../../../kernel/refusal.ts';
import { decode, type Encoding } from '../../reading/encoding.ts';
import type { Grid } from '../../reading/grid.ts';

export const mostRows = 20_000;

/** A text file of cells between commas, tabs or semicolons. */
export function readCsv(content: Uint8Array): { encoding: Encoding; grids: Grid[] } {
	const decoded = decode(content);
	if (!decoded) throw refuseField('file', 'imports_file_unreadable');
	const text = decoded.text.replace(/\r\n?/g, '\n');
	return {
		encoding: decoded.encoding,
		grids: [{ name: '', rows: cellsOf(text, separatorOf(text)), merges: [] }],
	};
}

const separators = [',', '\t', ';'] as const;

/** The sign that most lines have most of, outside quotation marks. */
function separatorOf(text: string): string {
	const lines = text
		.slice(0, 20_000)
		.replace(/"[^"]*"/g, '')
		.split('\n')
		.slice(0, 40);
	const counts = separators.map((sign) =>
		lines.reduce((sum, line) => sum + Math.min(line.split(sign).length - 1, 50), 0),
	);
	return separators[counts.indexOf(Math.max(...counts))] ?? ',';
}

function cellsOf(text: string, delimiter: string): string[][] {
	try {
		return parse(text, {
			delimiter,
			bom: true,
			relax_column_count: true,
			relax_quotes: true,
			skip_empty_lines: false,
			record_delimiter: '\n',
			// one more than is taken: enough to say that it is too long
			to: mostRows + 1,
		});
	} catch (failure) {
		if (failure instanceof CsvError) throw refuseField('file', 'imports_file_broken');
		throw failure;
	}
}
