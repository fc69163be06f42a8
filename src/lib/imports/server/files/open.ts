import {
	Refusal,
	refuseField,
	type FieldProblem,
	type MessageKey,
} from '../../../kernel/refusal.ts';
import { inThread } from '../../../server/thread.ts';
import type { Encoding } from '../../reading/encoding.ts';
import type { Grid } from '../../reading/grid.ts';
import { mostRows, readCsv } from './csv.ts';
import { readWorkbook } from './workbook.ts';

/** A list that was opened: `encoding` is xlsx for a spreadsheet, which has no encoding of its own. */
export type OpenedList = { encoding: Encoding | 'xlsx'; grids: Grid[] };

export const largestFile = 5 * 1024 * 1024;

/** Reading less than this takes a few milliseconds; a small spreadsheet may unpack to a large one. */
const smallText = 100_000;

/** What the thread says: the list, or why it is none. */
export type Opened = OpenedList | { problems: readonly FieldProblem[] };

/** As {@link openList}, without keeping everybody else waiting: large files are read in a thread of their own. */
export async function openListBeside(content: Uint8Array): Promise<OpenedList> {
	if (content.byteLength < smallText && !isArchive(content)) return openList(content);
	const opened = await inThread<Opened>('imports/server/files/open-thread.ts', content);
	if (!('problems' in opened)) return opened;
	throw new Refusal(
		'not-valid',
		opened.problems[0]?.message ?? 'refusal_not_valid',
		opened.problems,
	);
}

/** Opens a CSV file or an xlsx file, whatever its name says. Refuses, pointing at the field `file`, what is no list. */
export async function openList(content: Uint8Array): Promise<OpenedList> {
	if (content.byteLength === 0) throw refuseField('file', 'imports_file_empty');
	if (content.byteLength > largestFile) throw refuseField('file', 'imports_file_too_large');
	const foreign = foreignKind(content);
	if (foreign) throw refuseField('file', foreign);
	const list = isArchive(content)
		? { encoding: 'xlsx' as const, grids: await readWorkbook(content) }
		: readCsv(content);
	if (list.grids.every(({ rows }) => rows.every((row) => row.every((cell) => cell.trim() === ''))))
		throw refuseField('file', 'imports_file_empty');
	if (list.grids.some(({ rows }) => rows.length > mostRows))
		throw refuseField('file', 'imports_file_too_long');
	return list;
}

/** Files of other programs, by their first bytes; their names are often changed to .csv or .xlsx. */
function foreignKind(content: Uint8Array): MessageKey | undefined {
	if (startsWith(content, [0x25, 0x50, 0x44, 0x46])) return 'imports_file_is_pdf';
	if (startsWith(content, [0xd0, 0xcf, 0x11, 0xe0])) {
		const hasPassword = Buffer.from(content).includes(Buffer.from('EncryptedPackage', 'utf16le'));
		return hasPassword ? 'imports_file_has_password' : 'imports_file_is_old_excel';
	}
	const isPicture =
		startsWith(content, [0x89, 0x50, 0x4e, 0x47]) || startsWith(content, [0xff, 0xd8, 0xff]);
	if (isPicture) return 'imports_file_unreadable';
	const start = Buffer.from(content.subarray(0, 200)).toString('latin1').trimStart().toLowerCase();
	if (/^(?:\xef\xbb\xbf)?\s*<(?:!doctype|html|\?xml|table)/u.test(start))
		return 'imports_file_is_page';
	return /^(?:\xef\xbb\xbf)?\s*(?:\{\s*"|\[\s*[{"[])/u.test(start)
		? 'imports_file_unreadable'
		: undefined;
}

const isArchive = (content: Uint8Array) => startsWith(content, [0x50, 0x4b, 0x03, 0x04]);

function startsWith(content: Uint8Array, bytes: readonly number[]): boolean {
	return bytes.every((byte, at) => content[at] === byte);
}
