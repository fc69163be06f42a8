import { writeXlsx } from 'hucre/xlsx';
import { displayWidth } from '../../kernel/text.ts';
import { m } from '../../paraglide/messages.js';
import { fileColumns, type Line } from './export.ts';

/** Full-width letters across a column, and points down a line of them. */
const columnLetters = 13;
const lineHeight = 18;
/** As high as Excel lets a row be, in points. */
const highestRow = 409;

const line = { style: 'thin' } as const;
const style = {
	font: { name: 'Yu Gothic', size: 11 },
	border: { top: line, right: line, bottom: line, left: line },
	alignment: { wrapText: true, vertical: 'top' },
} as const;
const headStyle = { ...style, font: { ...style.font, bold: true } } as const;

/**
 * The table as an Excel file that prints on A4 landscape, one page across, its heads on every page. It has at most as many
 * rows as a table (wishes.ts), so it is made within the request.
 */
export function workbookOf(title: string, lines: readonly Line[]): Promise<Uint8Array> {
	const heads = fileColumns();
	const rows = [
		heads.map(({ label }) => label),
		...lines.map((one) => heads.map(({ value }) => String(value(one) ?? ''))),
	];
	const styled = rows.flatMap((row, at) =>
		row.map((value, across) => {
			const cell = { value, style: at === 0 ? headStyle : style };
			return [`${at},${across}`, cell] as const;
		}),
	);
	return writeXlsx({
		properties: { title },
		sheets: [
			{
				...{ name: m.benefits_title(), rows, freezePane: { rows: 1, columns: 1 } },
				cells: new Map(styled),
				columns: heads.map(() => ({ width: 2 * columnLetters + 2 })),
				// LibreOffice shows one line of a cell where nothing says how high its row is
				rowDefs: new Map(rows.map((row, at) => [at, { height: heightOf(row) }])),
				pageSetup: {
					...{ paperSize: 'a4', orientation: 'landscape', fitToPage: true },
					...{ fitToWidth: 1, fitToHeight: 0, printTitlesRow: '$1:$1' },
				},
			},
		],
	});
}

/** In points: of its highest cell. */
function heightOf(row: readonly string[]): number {
	const down = (text: string) =>
		text
			.split('\n')
			.map((words) => Math.max(1, Math.ceil(displayWidth(words) / (2 * columnLetters))))
			.reduce((sum, count) => sum + count, 0);
	return Math.min(highestRow, Math.max(...row.map(down)) * lineHeight + 4);
}
