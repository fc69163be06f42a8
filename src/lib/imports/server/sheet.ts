import { CsvError, parse } from 'csv-parse/sync';
import iconv from 'iconv-lite';
import { refuseField } from '../../kernel/refusal.ts';

export type Encoding = 'UTF-8' | 'UTF-8 BOM' | 'CP932';
export type Sheet = { encoding: Encoding; rows: string[][] };

export const largestSheet = 5 * 1024 * 1024;
const mostRows = 20_000;

/** Reads a CSV file in UTF-8 or CP932 (Shift_JIS as Excel writes it). Refuses, pointing at `field`, what is no list. */
export function readSheet(content: Uint8Array, field: string): Sheet {
	if (content.byteLength === 0) throw refuseField(field, 'imports_file_empty');
	if (content.byteLength > largestSheet) throw refuseField(field, 'imports_file_too_large');
	if (content[0] === 0x50 && content[1] === 0x4b) throw refuseField(field, 'imports_file_is_excel');
	const { encoding, text } = decode(content);
	if (text.includes('\u0000')) throw refuseField(field, 'imports_file_unreadable');
	const rows = cellsOf(text, field);
	if (rows.length > mostRows) throw refuseField(field, 'imports_file_too_long');
	return { encoding, rows };
}

function decode(content: Uint8Array): { encoding: Encoding; text: string } {
	const hasMark = content[0] === 0xef && content[1] === 0xbb && content[2] === 0xbf;
	try {
		const text = new TextDecoder('utf-8', { fatal: true }).decode(content);
		return { encoding: hasMark ? 'UTF-8 BOM' : 'UTF-8', text };
	} catch {
		// not UTF-8: Japanese lists are then in CP932
		return { encoding: 'CP932', text: iconv.decode(Buffer.from(content), 'cp932') };
	}
}

function cellsOf(text: string, field: string): string[][] {
	const delimiter = (text.split('\n', 1)[0] ?? '').includes('\t') ? '\t' : ',';
	try {
		return parse(text, { delimiter, relax_column_count: true, skip_empty_lines: false, bom: true });
	} catch (failure) {
		if (failure instanceof CsvError) throw refuseField(field, 'imports_file_broken');
		throw failure;
	}
}
