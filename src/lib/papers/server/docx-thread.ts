/** A thread of its own: gets texts in blocks, gives a file for Word with headings, table heads and its language. */
import { parentPort, workerData } from 'node:worker_threads';
import {
	AlignmentType,
	BorderStyle,
	Document,
	Footer,
	HeadingLevel,
	ImageRun,
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
import type { Block, ListItem, PaperDocument } from '../document.ts';
import { pictureSize } from '../../server/picture-size.ts';
import type { DocxOrder } from './docx.ts';
import type { Picture } from './kinds.ts';

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
			children: contentOf(document, order.pictures),
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

function contentOf(
	{ title, note, blocks }: PaperDocument,
	pictures: readonly Picture[],
): (Paragraph | Table)[] {
	return [
		new Paragraph({ text: writable(title), heading: HeadingLevel.HEADING_1 }),
		...(note ? [lines(note, { border: frame() })] : []),
		...blocks.flatMap((block) => madeOf(block, pictures)),
	];
}

function madeOf(block: Block, pictures: readonly Picture[]): (Paragraph | Table)[] {
	switch (block.kind) {
		case 'heading': {
			const level = block.level === 2 ? HeadingLevel.HEADING_2 : HeadingLevel.HEADING_3;
			return [new Paragraph({ text: writable(block.text), heading: level })];
		}
		case 'text':
			return [lines(block.text)];
		case 'strong':
			return [lines(block.text, { indent: { left: 240 } }, true)];
		case 'list':
			return block.items.flatMap((item) => listed(item, 0));
		case 'picture':
			return [shown(block, pictures.find(({ name }) => name === block.name)?.content)];
		case 'room':
			return Array.from(
				{ length: block.lines },
				() => new Paragraph({ border: { bottom: side }, spacing: { before: 320 } }),
			);
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

/** Word knows nine levels of a list. */
function listed(item: ListItem, level: number): Paragraph[] {
	const { text, below } = typeof item === 'string' ? { text: item, below: [] } : item;
	return [
		lines(text, { bullet: { level: Math.min(level, 8) } }),
		...below.flatMap((one) => listed(one, level + 1)),
	];
}

/** Points of 1/96 inch: as wide as in the PDF, and never higher than a third of a page. */
const largestPicture = { width: 490, height: 360 };

function shown({ alt, name }: { alt: string; name: string }, content?: Uint8Array): Paragraph {
	const size = content && pictureSize(content);
	if (!content || !size || size.width === 0 || size.height === 0) return lines(alt);
	const { type, turn, isMirrored } = size;
	const isTurned = turn === 90 || turn === 270;
	const [across, down] = isTurned ? [size.height, size.width] : [size.width, size.height];
	const scale = Math.min(largestPicture.width / across, largestPicture.height / down, 1);
	const picture = new ImageRun({
		type,
		data: content,
		transformation: {
			width: Math.round(size.width * scale),
			height: Math.round(size.height * scale),
			...(turn !== 0 && { rotation: turn }),
			...(isMirrored && { flip: { horizontal: true } }),
		},
		altText: { title: '', description: alt, name },
	});
	return new Paragraph({ alignment: AlignmentType.CENTER, children: [picture] });
}

function lines(text: string, options: IParagraphOptions = {}, bold = false): Paragraph {
	return new Paragraph({
		...options,
		children: writable(text)
			.split('\n')
			.map((line, index) => new TextRun({ text: line, bold, ...(index > 0 && { break: 1 }) })),
	});
}

/** XML knows no control characters: with one of them Word would not open the file. */
function writable(text: string): string {
	return text
		.toWellFormed()
		.replaceAll('\r\n', '\n')
		.replace(/[^\P{Cc}\n\t]|[\u{FFFE}\u{FFFF}]/gu, '');
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

const side = { style: BorderStyle.SINGLE, size: 6, space: 6, color: '000000' };

function frame() {
	return { top: side, bottom: side, left: side, right: side };
}

void render(workerData).then((content) => parentPort?.postMessage(content));
