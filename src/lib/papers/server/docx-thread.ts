/** A thread of its own: gets texts in blocks, gives a file for Word with headings, table heads and its language. */
import { parentPort, workerData } from 'node:worker_threads';
import {
	AlignmentType,
	BorderStyle,
	Document,
	Footer,
	HeadingLevel,
	Packer,
	PageNumber,
	Paragraph,
	Table,
	TableCell,
	TableRow,
	TextRun,
	WidthType,
	type IParagraphOptions,
} from 'docx';
import type { Block, PaperDocument } from '../document.ts';
import type { DocxOrder } from './docx.ts';

/** On every Windows and every Mac with Office; elsewhere Word takes another Gothic. */
const font = { ascii: 'BIZ UDPGothic', eastAsia: 'BIZ UDPゴシック', hAnsi: 'BIZ UDPGothic' };
/** Half points. */
const size = { text: 22, small: 21, title: 36, part: 28, point: 24 };
/** Twentieths of a point: A4 with margins of 20 mm. */
const page = { width: 11_906, height: 16_838, margin: 1_134 };

async function render(order: DocxOrder): Promise<Uint8Array> {
	const language = order.locale === 'en' ? 'en-GB' : 'ja-JP';
	const heading = (points: number) => ({
		run: { bold: true, size: points, font, color: '000000' },
		paragraph: { spacing: { before: 320, after: 160 }, keepNext: true },
	});
	const made = new Document({
		title: order.title,
		creator: order.author,
		lastModifiedBy: order.author,
		description: '',
		styles: {
			default: {
				document: {
					run: { font, size: size.text, language: { value: language, eastAsia: language } },
					paragraph: { spacing: { line: 340, after: 120 } },
				},
				title: heading(size.title),
				heading1: heading(size.title),
				heading2: heading(size.part),
				heading3: heading(size.point),
			},
		},
		sections: order.documents.map((document) => ({
			properties: {
				page: {
					size: { width: page.width, height: page.height },
					margin: {
						top: page.margin,
						bottom: page.margin,
						left: page.margin,
						right: page.margin,
					},
				},
			},
			footers: { default: footer(order.title) },
			children: contentOf(document),
		})),
	});
	return new Uint8Array(await Packer.toBuffer(made));
}

function footer(title: string): Footer {
	const numbers = [PageNumber.CURRENT, ' / ', PageNumber.TOTAL_PAGES];
	return new Footer({
		children: [
			new Paragraph({
				alignment: AlignmentType.RIGHT,
				children: [
					new TextRun({ text: `${title}　`, size: size.small }),
					new TextRun({ children: numbers, size: size.small }),
				],
			}),
		],
	});
}

function contentOf({ title, note, blocks }: PaperDocument): (Paragraph | Table)[] {
	return [
		new Paragraph({ text: title, heading: HeadingLevel.HEADING_1 }),
		...(note ? [lines(note, { border: frame() })] : []),
		...blocks.flatMap(madeOf),
	];
}

function madeOf(block: Block): (Paragraph | Table)[] {
	switch (block.kind) {
		case 'heading': {
			const level = block.level === 2 ? HeadingLevel.HEADING_2 : HeadingLevel.HEADING_3;
			return [new Paragraph({ text: block.text, heading: level })];
		}
		case 'text':
			return [lines(block.text)];
		case 'strong':
			return [lines(block.text, { indent: { left: 240 } }, true)];
		case 'list':
			return block.items.map((item) => lines(item, { bullet: { level: 0 } }));
		case 'facts':
			return [
				tableOf(
					block.rows.map(({ label, value }) => [label, value]),
					{ widths: [1, 3], hasHead: false },
				),
				new Paragraph(''),
			];
		case 'table':
			return [
				...(block.caption ? [lines(block.caption, { keepNext: true }, true)] : []),
				tableOf([block.head, ...block.rows], { widths: block.widths, hasHead: true }),
				new Paragraph(''),
			];
	}
}

function lines(text: string, options: IParagraphOptions = {}, bold = false): Paragraph {
	return new Paragraph({
		...options,
		children: text
			.split('\n')
			.map((line, index) => new TextRun({ text: line, bold, ...(index > 0 && { break: 1 }) })),
	});
}

function tableOf(
	rows: readonly (readonly string[])[],
	{ widths, hasHead }: { widths: readonly number[]; hasHead: boolean },
): Table {
	const whole = widths.reduce((sum, share) => sum + share, 0);
	const room = page.width - 2 * page.margin;
	const columnWidths = widths.map((share) => Math.floor((room * share) / whole));
	return new Table({
		width: { size: room, type: WidthType.DXA },
		columnWidths,
		rows: rows.map((cells, row) => {
			const isHead = hasHead && row === 0;
			return new TableRow({
				tableHeader: isHead,
				cantSplit: true,
				children: cells.map(
					(cell, column) =>
						new TableCell({
							width: { size: columnWidths[column] ?? 0, type: WidthType.DXA },
							margins: { top: 60, bottom: 60, left: 100, right: 100 },
							children: [lines(cell, {}, isHead || (!hasHead && column === 0))],
						}),
				),
			});
		}),
	});
}

function frame() {
	const side = { style: BorderStyle.SINGLE, size: 6, space: 6, color: '000000' };
	return { top: side, bottom: side, left: side, right: side };
}

void render(workerData).then((content) => parentPort?.postMessage(content));
