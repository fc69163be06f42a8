/**
 * `npm run --silent import:preview -- FILE [--kind organisations|places|people]`: how the import would read a list, as
 * one line of JSON; needs no database and writes nothing. Without --kind it is guessed from the headings.
 *
 * `headerRow`: number of the row with the headings as a spreadsheet counts rows, from 1 (a cell with line breaks does not
 * make a row longer, empty rows count); of two rows of headings the lower one; null when there is none. `total`: rows
 * that are records, without titles, comments, totals, footnotes and empty rows. `errors`: rows that would stay out
 * (`row` 0: about the whole list). `notices`: rows that are taken in, but not quite as they were written.
 *
 * A file that is no list ends with exit code 1 and one sentence on stderr.
 */
import { readFileSync } from 'node:fs';
import process from 'node:process';
import { parseArgs } from 'node:util';
import { readList, type RowProblem } from '../src/lib/imports/reading/reading.ts';
import { openList } from '../src/lib/imports/server/files/open.ts';
import { importKinds } from '../src/lib/imports/vocabulary/index.ts';
import { Refusal } from '../src/lib/kernel/refusal.ts';
import { say } from '../src/lib/kernel/say.ts';

const shownRows = 5;

async function preview(file: string, kindName: string | undefined) {
	const kind = importKinds.find((one) => one === kindName);
	if (kindName !== undefined && !kind) throw new Refusal('not-valid', 'imports_kind_missing');
	const { encoding, grids } = await openList(contentOf(file));
	const reading = readList(grids, kind, {}, () => undefined, undefined);
	return {
		encoding,
		headerRow: reading.headerRow,
		columns: reading.columns.map(({ source, target }) => ({ source, target })),
		rows: reading.rows.slice(0, shownRows).map(({ row, values }) => ({ row, ...values })),
		total: reading.rows.length,
		errors: reading.problems.map(inWords),
		notices: reading.notices.map(inWords),
		kind: reading.kind,
		sheet: reading.sheets[reading.sheet] ?? '',
	};
}

function contentOf(file: string): Uint8Array {
	try {
		return readFileSync(file);
	} catch {
		throw new Refusal('not-valid', 'imports_file_not_found');
	}
}

function inWords({ row, heading, message }: RowProblem) {
	return { row, column: heading, message: say(message) };
}

try {
	const { values, positionals } = parseArgs({
		options: { kind: { type: 'string' } },
		allowPositionals: true,
	});
	const [file] = positionals;
	if (!file) throw new Refusal('not-valid', 'imports_file_missing');
	console.log(JSON.stringify(await preview(file, values.kind)));
} catch (failure) {
	if (!(failure instanceof Error)) throw failure;
	// an unknown option is a slip of the hand, everything else that is no refusal is a fault of the program
	if (!(failure instanceof Refusal) && !('code' in failure)) throw failure;
	console.error(failure instanceof Refusal ? say(failure.key) : say('imports_file_missing'));
	process.exitCode = 1;
}
