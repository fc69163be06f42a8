import { KANJI_VARIANTS } from '../kernel/kanji-variants.ts';

/** A text in one plain shape, and where each of its characters stands in the original. */
export type PlainShape = {
	plain: string;
	/** For each index of `plain`, and its end: the index in the original. */
	origins: readonly number[];
};

const INVISIBLE =
	/^[\u00ad\u180b-\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff\u{e0100}-\u{e01ef}]$/u;
const DASH = /^[‐‑‒–—―−─ー]$/u;

const VOICE_MARK = /^[\u3099\u309a]$/u;

/**
 * What patterns are looked for in: ASCII digits and letters for full-width ones, - for every dash
 * and for ー after digits, one shape per kanji, no variation selectors. Positions lead back.
 */
export function plainShape(text: string): PlainShape {
	let plain = '';
	const origins: number[] = [];
	let at = 0;
	for (const letter of text) {
		if (!INVISIBLE.test(letter)) {
			const before = plain.at(-1) ?? '';
			const shape = shapeOf(letter, before);
			const voiced = VOICE_MARK.test(shape) ? (before + shape).normalize('NFC') : '';
			if (voiced.length === 1 && before !== '') {
				plain = plain.slice(0, -1) + voiced;
			} else {
				plain += shape;
				for (let i = 0; i < shape.length; i += 1) origins.push(at);
			}
		}
		at += letter.length;
	}
	origins.push(text.length);
	return { plain, origins };
}

function shapeOf(letter: string, before: string): string {
	if (letter === 'ー' && !/[\d)〇零一二三四五六七八九]/u.test(before)) return letter;
	if (DASH.test(letter)) return '-';
	if (letter === '\u3000') return ' ';
	const shape = letter.normalize('NFKC');
	return KANJI_VARIANTS.get(shape) ?? shape;
}
