/** Reads a file for Word as another program would: its texts, headings, table heads, pictures and their words. */
import { inflateRawSync } from 'node:zlib';

export type ReadDocx = {
	/** Names of everything in the file. */
	names: string[];
	/** One text for each paragraph, in order. */
	paragraphs: string[];
	text: string;
	headings: string[];
	/** The first row of each table that repeats it on every page. */
	tableHeads: string[];
	/** What is said of each picture. */
	alts: string[];
	language: string;
	content: (name: string) => Buffer;
};

export function readDocx(file: Uint8Array): ReadDocx {
	const parts = unzipped(Buffer.from(file));
	const content = (name: string) => {
		const found = parts.get(name);
		if (!found) throw new Error(`no ${name}`);
		return found;
	};
	const xml = content('word/document.xml').toString('utf8');
	const paragraphs = [...xml.matchAll(/<w:p>.*?<\/w:p>/gs)].map(([paragraph]) => ({
		style: /<w:pStyle w:val="(\w+)"/.exec(paragraph)?.[1] ?? '',
		text: textIn(paragraph),
	}));
	return {
		names: [...parts.keys()],
		paragraphs: paragraphs.map(({ text }) => text),
		text: paragraphs.map(({ text }) => text).join('\n'),
		headings: paragraphs.flatMap(({ style, text }) => (style.startsWith('Heading') ? [text] : [])),
		tableHeads: [...xml.matchAll(/<w:tr>(?:(?!<\/w:tr>).)*<w:tblHeader\/>.*?<\/w:tr>/gs)].map(
			([row]) => textIn(row),
		),
		alts: [...xml.matchAll(/<wp:docPr [^>]*descr="([^"]*)"/g)].map((match) => match[1] ?? ''),
		language: /<w:lang w:val="([^"]+)"/.exec(content('word/styles.xml').toString())?.[1] ?? '',
		content,
	};
}

const entities: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

function textIn(xml: string): string {
	return [...xml.matchAll(/<w:t(?: [^>]*)?>([^<]*)<\/w:t>|<w:br\/>/g)]
		.map(([whole, text]) =>
			whole === '<w:br/>'
				? '\n'
				: (text ?? '').replace(/&(\w+);/g, (entity, name: string) => entities[name] ?? entity),
		)
		.join('');
}

/** By the directory at the end of the file (PKWARE APPNOTE 6.3, 4.3.12). */
export function unzipped(zip: Buffer): Map<string, Buffer> {
	const end = zip.lastIndexOf(Buffer.from('PK\x05\x06', 'latin1'));
	const parts = new Map<string, Buffer>();
	let at = zip.readUInt32LE(end + 16);
	for (let left = zip.readUInt16LE(end + 10); left > 0; left--) {
		const size = zip.readUInt32LE(at + 20);
		const length = zip.readUInt16LE(at + 28);
		const start = zip.readUInt32LE(at + 42);
		const body = start + 30 + zip.readUInt16LE(start + 26) + zip.readUInt16LE(start + 28);
		const packed = zip.subarray(body, body + size);
		const isPacked = zip.readUInt16LE(at + 10) === 8;
		const name = zip.toString('utf8', at + 46, at + 46 + length);
		parts.set(name, isPacked ? inflateRawSync(packed) : packed);
		at += 46 + length + zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32);
	}
	return parts;
}
