import { missingLetter, type Coverage } from './fonts.ts';

/** Anything that may stand in the data of a paper. */
export type Printed =
	string | number | boolean | null | { readonly [key: string]: Printed } | readonly Printed[];

const segmenter = new Intl.Segmenter('ja', { granularity: 'grapheme' });
/** Letters that are drawn by changing the one before them; fonts that do not know them leave them out. */
const variation = /[\u{FE00}-\u{FE0F}\u{E0100}-\u{E01EF}]/gu;
/** What says something to a screen only: direction, joining, control. PDF/UA forbids some of them. */
const unseen = /[\p{Cc}\p{Cf}]/gu;

/** What the program drew itself, as SVG. */
const pictures = new Set(['qr', 'picture']);
/** A web address or a word without end: typst would let it run off the paper. */
const endless = /[\p{sc=Latin}\p{N}\p{P}\p{S}]{24}(?=[\p{sc=Latin}\p{N}\p{P}\p{S}]{4})/gu;
const mayBreak = '$&\u{200b}';

/** Data in which every character has a shape, and how many had none. */
export function printable<T extends Printed>(
	data: T,
	covers: Coverage,
): { data: T; missing: number } {
	let missing = 0;
	const count = () => (missing += 1);
	// the cast is safe: only texts are changed, into texts
	return { data: walk(data, covers, count) as T, missing };
}

function walk(data: Printed, covers: Coverage, count: () => void): Printed {
	if (typeof data === 'string') return textWith(data, covers, count);
	if (typeof data !== 'object' || data === null) return data;
	if (isList(data)) return data.map((one) => walk(one, covers, count));
	return Object.fromEntries(
		Object.entries(data).map(([key, value]) => [
			key,
			pictures.has(key) ? value : walk(value, covers, count),
		]),
	);
}

function isList(data: Printed): data is readonly Printed[] {
	return Array.isArray(data);
}

function textWith(text: string, covers: Coverage, count: () => void): string {
	const plain = text.replaceAll('\r\n', '\n').replaceAll('\t', ' ');
	let made = '';
	for (const { segment } of segmenter.segment(plain)) {
		if (segment === '\n') made += segment;
		else made += letter(segment, covers, count);
	}
	return made.replace(endless, mayBreak);
}

/** One letter as people see it; a picture made of several characters is one missing letter, not five. */
function letter(segment: string, covers: Coverage, count: () => void): string {
	const drawn = segment.replace(unseen, '');
	const base = drawn.replace(variation, '');
	if ([...base].every((char) => covers(char.codePointAt(0) ?? 0))) return drawn;
	count();
	return missingLetter;
}
