/**
 * The only fonts that papers are set in; both come with npm packages under the SIL Open Font License (LICENSE_FONT beside
 * them). A character that neither has is printed as 〓, the mark that Japanese printers put for a missing letter.
 */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

const require = createRequire(import.meta.url);

const faces = [
	['@expo-google-fonts/biz-udpgothic', '400Regular', 'BIZUDPGothic_400Regular.ttf'],
	['@expo-google-fonts/biz-udpgothic', '700Bold', 'BIZUDPGothic_700Bold.ttf'],
	['@expo-google-fonts/noto-sans-jp', '400Regular', 'NotoSansJP_400Regular.ttf'],
	['@expo-google-fonts/noto-sans-jp', '700Bold', 'NotoSansJP_700Bold.ttf'],
] as const;

/** In the order in which they are asked for a character. */
export const fontFamilies = ['BIZ UDPGothic', 'Noto Sans JP'] as const;

export const missingLetter = '〓';

export function fontFiles(): string[] {
	return faces.map(([name, face, file]) =>
		join(dirname(require.resolve(`${name}/package.json`)), face, file),
	);
}

/** Tells whether a character (a code point) can be printed. */
export type Coverage = (codePoint: number) => boolean;

let known: Coverage | undefined;

export function coverage(): Coverage {
	if (!known) {
		const found = new Set(fontFiles().flatMap((file) => codePointsOf(readFileSync(file))));
		known = (codePoint) => found.has(codePoint);
	}
	return known;
}

/** The `cmap` of a TrueType file: which characters it has a shape for (OpenType 1.9, formats 4 and 12). */
export function codePointsOf(font: Buffer): number[] {
	const cmap = tableAt(font, 'cmap');
	const subtables = Array.from({ length: font.readUInt16BE(cmap + 2) }, (_, index) => {
		const record = cmap + 4 + index * 8;
		return cmap + font.readUInt32BE(record + 4);
	});
	return subtables.flatMap((at) => {
		const format = font.readUInt16BE(at);
		if (format === 4) return segmentsOf(font, at);
		return format === 12 ? groupsOf(font, at) : [];
	});
}

function tableAt(font: Buffer, wanted: string): number {
	for (let index = 0; index < font.readUInt16BE(4); index++) {
		const record = 12 + index * 16;
		if (font.toString('latin1', record, record + 4) === wanted)
			return font.readUInt32BE(record + 8);
	}
	throw new Error(`a font without the table ${wanted}`);
}

function segmentsOf(font: Buffer, at: number): number[] {
	const twice = font.readUInt16BE(at + 6);
	const ends = at + 14;
	const starts = ends + twice + 2;
	const deltas = starts + twice;
	const offsets = deltas + twice;
	const found: number[] = [];
	for (let segment = 0; segment < twice; segment += 2) {
		const end = font.readUInt16BE(ends + segment);
		const start = font.readUInt16BE(starts + segment);
		const delta = font.readUInt16BE(deltas + segment);
		const offset = font.readUInt16BE(offsets + segment);
		for (let code = start; code <= end && code !== 0xffff; code++) {
			const glyph =
				offset === 0
					? code + delta
					: font.readUInt16BE(offsets + segment + offset + (code - start) * 2);
			if ((glyph & 0xffff) !== 0) found.push(code);
		}
	}
	return found;
}

function groupsOf(font: Buffer, at: number): number[] {
	const found: number[] = [];
	for (let group = 0; group < font.readUInt32BE(at + 12); group++) {
		const record = at + 16 + group * 12;
		const start = font.readUInt32BE(record);
		const end = font.readUInt32BE(record + 4);
		for (let code = start; code <= end; code++) found.push(code);
	}
	return found;
}
