/** Reads a PDF as another program would: its words, its fonts, what it tells a screen reader. */
import { getDocument, OPS, type PDFPageProxy } from 'unpdf/pdfjs';

export type ReadPdf = {
	pages: string[];
	/** All words of all pages. */
	text: string;
	/** The same without any blanks: where a line ends, or a Latin letter stands beside a Japanese one, is the reader's guess. */
	words: string;
	/** Names of the fonts, without the letters that mark a subset; each once. */
	fonts: string[];
	/** What a screen reader is told that each part is: H1, Table, TH, … */
	roles: string[];
	language: string;
	title: string;
	isTagged: boolean;
	/** Words that begin or end outside their page. */
	lost: string[];
	/** Width and height of each page in millimetres. */
	sizes: [number, number][];
};

export async function readPdf(content: Uint8Array): Promise<ReadPdf> {
	// pdf.js takes the buffer for itself
	const loading = getDocument({
		data: new Uint8Array(content),
		fontExtraProperties: true,
		verbosity: 0,
	});
	const pdf = await loading.promise;
	try {
		const { info, metadata } = await pdf.getMetadata();
		const mark = await pdf.getMarkInfo();
		const fonts = new Set<string>();
		const roles: string[] = [];
		const pages: string[] = [];
		const sizes: [number, number][] = [];
		const lost: string[] = [];
		for (let number = 1; number <= pdf.numPages; number++) {
			const page = await pdf.getPage(number);
			pages.push(await wordsOf(page));
			for (const font of await fontsOf(page)) fonts.add(font);
			lost.push(...(await lostOn(page)));
			roles.push(...rolesIn(await page.getStructTree()));
			const { width, height } = page.getViewport({ scale: 25.4 / 72 });
			sizes.push([Math.round(width), Math.round(height)]);
		}
		return {
			...{
				pages,
				text: pages.join('\n'),
				words: pages.join('').replace(/\s/gu, ''),
				fonts: [...fonts].toSorted(),
				roles,
				sizes,
				lost,
			},
			language: textIn(info, 'Language'),
			title: textIn(info, 'Title') || String(metadata?.get('dc:title') ?? ''),
			isTagged: isMarked(mark),
		};
	} finally {
		await loading.destroy();
	}
}

function textIn(info: object, name: string): string {
	const value: unknown = Object.entries(info).find(([key]) => key === name)?.[1];
	return typeof value === 'string' ? value : '';
}

function isMarked(mark: unknown): boolean {
	if (mark instanceof Map) return mark.get('Marked') === true;
	return typeof mark === 'object' && mark !== null && 'Marked' in mark && mark.Marked === true;
}

/** A hair of room: letters at the edge of a box are measured a little wider than they are drawn. */
const hair = 1;

async function lostOn(page: PDFPageProxy): Promise<string[]> {
	const { width, height } = page.getViewport({ scale: 1 });
	const { items } = await page.getTextContent();
	return items.flatMap((item) => {
		if (!('str' in item) || item.str.trim() === '') return [];
		const x = Number(item.transform[4]);
		const y = Number(item.transform[5]);
		const isOn = x >= -hair && x + item.width <= width + hair && y >= -hair && y <= height;
		return isOn ? [] : [item.str];
	});
}

async function wordsOf(page: PDFPageProxy): Promise<string> {
	const { items } = await page.getTextContent();
	return items.map((item) => ('str' in item ? item.str + (item.hasEOL ? '\n' : '') : '')).join('');
}

async function fontsOf(page: PDFPageProxy): Promise<string[]> {
	const { fnArray, argsArray } = await page.getOperatorList();
	const names = new Set<string>();
	for (const [index, operation] of fnArray.entries()) {
		const args: unknown = argsArray[index];
		if (operation !== OPS.setFont || !Array.isArray(args)) continue;
		const font: unknown = page.commonObjs.get(String(args[0]));
		if (typeof font !== 'object' || font === null || !('name' in font))
			throw new Error('a font without a name');
		names.add(String(font.name).replace(/^[A-Z]{6}\+/, ''));
	}
	return [...names];
}

function rolesIn(node: unknown): string[] {
	if (typeof node !== 'object' || node === null || !('role' in node)) return [];
	const children = 'children' in node && Array.isArray(node.children) ? node.children : [];
	return [String(node.role), ...children.flatMap(rolesIn)];
}
