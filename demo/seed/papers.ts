/**
 * Paper that came by FAX or by post, as a scanner leaves it: a filled-in form as PDF, PNG or JPEG. The hand
 * of the writer is only drawn; the second sheet of the PDF carries the words.
 */
import { deflateSync, inflateRawSync } from 'node:zlib';
import { formatDate, type PlainDate } from '#lib/kernel/dates.ts';
import { jpegOf } from './jpeg.ts';
import { paperLabels } from './paper-labels.ts';
import { randomFor, type Random } from './random.ts';

export type ScanKind = 'pdf' | 'png' | 'jpeg';

export type Paper = { date: PlainDate; area: string; body: string; wish: string };

export function fileNameOf(kind: ScanKind, way: string, date: PlainDate): string {
	const name = { fax: 'FAX受信', post: '郵便', window: '窓口の用紙' }[way] ?? '用紙';
	return `${name}_${date.replaceAll('-', '')}.${kind === 'jpeg' ? 'jpg' : kind}`;
}

export function scanOf(kind: ScanKind, paper: Paper): Uint8Array {
	const page = drawnPage(randomFor(`paper ${paper.date} ${paper.body}`), paper);
	if (kind === 'pdf') return pdfOf(paper, page);
	return kind === 'png' ? pngOf(page) : jpegOf(page);
}

/** A page of points: 0 is black, 255 is white. */
export type Page = { width: number; height: number; points: Uint8Array };

function drawnPage(random: Random, { body, wish }: Paper): Page {
	const page: Page = { width: 600, height: 848, points: new Uint8Array(600 * 848).fill(250) };
	label(page, 'title', 130, 36);
	label(page, 'sample', 140, 78);
	box(page, 50, 112, 500, 40);
	label(page, 'received', 60, 119);
	label(page, 'area', 330, 119);
	scribble(page, random, 180, 140, 90);
	scribble(page, random, 385, 140, 80);
	label(page, 'body', 56, 172);
	box(page, 50, 202, 500, 340);
	handwriting(page, random, { top: 236, lines: Math.min(11, Math.ceil(body.length / 22)) });
	label(page, 'wish', 56, 562);
	box(page, 50, 592, 500, 130);
	handwriting(page, random, { top: 626, lines: wish ? Math.ceil(wish.length / 22) : 0 });
	box(page, 56, 748, 16, 16);
	line(page, 58, 754, 63, 762);
	line(page, 63, 762, 74, 744);
	label(page, 'consent', 84, 742);
	// what a scanner adds
	for (let speck = 0; speck < 160; speck += 1) {
		dot(page, random.between(0, 599), random.between(0, 847), random.between(120, 220));
	}
	return page;
}

type Text = { top: number; lines: number };

function handwriting(page: Page, random: Random, { top, lines }: Text): void {
	for (let index = 0; index < lines; index += 1) {
		const isLast = index === lines - 1;
		scribble(
			page,
			random,
			66,
			top + index * 28,
			isLast ? random.between(120, 400) : random.between(430, 464),
		);
	}
}

/** Signs as a quick hand makes them, none of which can be read. */
function scribble(page: Page, random: Random, left: number, baseline: number, width: number): void {
	for (let x = left; x < left + width - 14; x += random.between(17, 21)) {
		for (let stroke = random.between(2, 5); stroke > 0; stroke -= 1) {
			const [fromX, fromY] = [x + random.between(0, 13), baseline - random.between(0, 15)];
			const isFlat = random.chance(0.5);
			const toX = fromX + (isFlat ? random.between(4, 9) : random.between(-3, 3));
			const toY = fromY + (isFlat ? random.between(-2, 2) : random.between(4, 10));
			line(page, fromX, fromY, toX, toY);
		}
	}
}

function label(page: Page, key: keyof typeof paperLabels, left: number, top: number): void {
	const { width, height, bits } = paperLabels[key];
	const rows = inflateRawSync(Buffer.from(bits, 'base64'));
	for (let y = 0; y < height; y += 1) {
		for (let x = 0; x < width; x += 1) {
			const byte = rows[(y * width + x) >> 3] ?? 0;
			if (byte & (0x80 >> (x & 7))) dot(page, left + x, top + y, 30);
		}
	}
}

function box(page: Page, left: number, top: number, width: number, height: number): void {
	line(page, left, top, left + width, top);
	line(page, left, top + height, left + width, top + height);
	line(page, left, top, left, top + height);
	line(page, left + width, top, left + width, top + height);
}

function line(page: Page, fromX: number, fromY: number, toX: number, toY: number): void {
	const steps = Math.max(Math.abs(toX - fromX), Math.abs(toY - fromY), 1);
	for (let step = 0; step <= steps; step += 1) {
		const x = Math.round(fromX + ((toX - fromX) * step) / steps);
		const y = Math.round(fromY + ((toY - fromY) * step) / steps);
		dot(page, x, y, 50);
		dot(page, x + 1, y, 110);
	}
}

function dot({ width, height, points }: Page, x: number, y: number, shade: number): void {
	if (x < 0 || y < 0 || x >= width || y >= height) return;
	const at = y * width + x;
	points[at] = Math.min(points[at] ?? 255, shade);
}

/** Greyscale, eight bits (PNG specification, third edition). */
function pngOf({ width, height, points }: Page): Uint8Array {
	const header = Buffer.alloc(13);
	header.writeUInt32BE(width, 0);
	header.writeUInt32BE(height, 4);
	header.writeUInt8(8, 8);
	const rows = Buffer.alloc((width + 1) * height);
	for (let y = 0; y < height; y += 1) {
		rows.set(points.subarray(y * width, (y + 1) * width), y * (width + 1) + 1);
	}
	return Buffer.concat([
		Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
		chunk('IHDR', header),
		chunk('IDAT', deflateSync(rows)),
		chunk('IEND', Buffer.alloc(0)),
	]);
}

function chunk(type: string, content: Buffer): Buffer {
	const named = Buffer.concat([Buffer.from(type, 'latin1'), content]);
	const frame = Buffer.alloc(8);
	frame.writeUInt32BE(content.length, 0);
	frame.writeUInt32BE(crc32(named), 4);
	return Buffer.concat([frame.subarray(0, 4), named, frame.subarray(4)]);
}

function crc32(content: Buffer): number {
	let crc = 0xffffffff;
	for (const byte of content) {
		crc ^= byte;
		for (let bit = 0; bit < 8; bit += 1) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
	}
	return (crc ^ 0xffffffff) >>> 0;
}

/**
 * Two sheets of A4: the scan, and the words in a font that readers of PDF bring along for Japanese
 * (ISO 32000-1, 9.7.5.2).
 */
function pdfOf(paper: Paper, { width, height, points }: Page): Uint8Array {
	const scan = deflateSync(points).toString('latin1');
	const sheet = (content: string) =>
		`<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents ${content} 0 R /Resources << /Font << /F 7 0 R >> /XObject << /S 10 0 R >> >> >>`;
	return assembled([
		'<< /Type /Catalog /Pages 2 0 R >>',
		'<< /Type /Pages /Kids [3 0 R 4 0 R] /Count 2 >>',
		sheet('5'),
		sheet('6'),
		stream('q 595 0 0 842 0 0 cm /S Do Q'),
		stream(typedSheet(paper)),
		'<< /Type /Font /Subtype /Type0 /BaseFont /HeiseiMin-W3 /Encoding /UniJIS-UTF16-H /DescendantFonts [8 0 R] >>',
		'<< /Type /Font /Subtype /CIDFontType0 /BaseFont /HeiseiMin-W3 /CIDSystemInfo << /Registry (Adobe) /Ordering (Japan1) /Supplement 5 >> /DW 1000 /FontDescriptor 9 0 R >>',
		'<< /Type /FontDescriptor /FontName /HeiseiMin-W3 /Flags 6 /FontBBox [-123 -257 1001 910] /ItalicAngle 0 /Ascent 709 /Descent -241 /CapHeight 709 /StemV 69 >>',
		stream(
			scan,
			`/Type /XObject /Subtype /Image /Width ${width} /Height ${height} /ColorSpace /DeviceGray /BitsPerComponent 8 /Filter /FlateDecode `,
		),
	]);
}

function stream(content: string, about = ''): string {
	return `<< ${about}/Length ${content.length} >>\nstream\n${content}\nendstream`;
}

function typedSheet({ date, area, body, wish }: Paper): string {
	const words = (size: number, x: number, y: number, text: string) =>
		`BT /F ${size} Tf ${x} ${y} Td <${utf16(text)}> Tj ET`;
	return [
		words(16, 60, 780, '2枚目（同じ内容を活字にしたもの）'),
		words(9, 60, 762, '（デモ地域の見本です。書かれた人はいません）'),
		words(11, 60, 724, `受け取った日　${formatDate(date, { era: 'wareki' })}`),
		words(11, 330, 724, `地区　${area || '（書かれていません）'}`),
		words(11, 60, 690, '気づいたこと・困っていること'),
		...wrapped(body, 32).map((text, index) => words(14, 66, 660 - index * 22, text)),
		words(11, 60, 305, 'どうなったらよいか'),
		...wrapped(wish, 32).map((text, index) => words(14, 66, 275 - index * 22, text)),
	].join('\n');
}

function assembled(objects: readonly string[]): Uint8Array {
	let text = '%PDF-1.5\n';
	const offsets = objects.map((object, index) => {
		const offset = text.length;
		text += `${index + 1} 0 obj\n${object}\nendobj\n`;
		return String(offset).padStart(10, '0');
	});
	const start = text.length;
	const entries = offsets.map((offset) => `${offset} 00000 n \n`).join('');
	text += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${entries}`;
	text += `trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${start}\n%%EOF\n`;
	return Buffer.from(text, 'latin1');
}

function utf16(text: string): string {
	// readers of the predefined encoding know no small pictures
	const plain = text.replace(/\p{Extended_Pictographic}/gu, '');
	return Buffer.from(plain, 'utf16le').swap16().toString('hex');
}

function wrapped(text: string, width: number): string[] {
	const letters = [...text];
	const count = Math.min(14, Math.ceil(letters.length / width));
	return Array.from({ length: count }, (_, index) =>
		letters.slice(index * width, (index + 1) * width).join(''),
	);
}
