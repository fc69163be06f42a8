import { unifyKanji } from './kanji-variants.ts';

const INVISIBLE =
	/[\u00ad\u061c\u180b-\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff\u{e0100}-\u{e01ef}]/gu;
const LONG_VOWELS_OR_DASHES = /(?<=[\u3041-\u3096\u3099\u309a])[ー‐‑‒–—―−─]+|[ー‐‑‒–—―−─]/gu;

/**
 * The text as it is searched and compared, never shown: NFKC, lower case, hiragana for katakana,
 * one shape per kanji (髙 → 高, see kanji-variants.ts), no variation selectors or invisible
 * characters, one hyphen, single spaces. A dash after kana is a long vowel (サ−ビス), a long vowel
 * after anything else is a dash (088ー621). Spelling variants (こども, 子ども) are left to synonyms.
 */
export function fold(text: string): string {
	const plain = text.replace(INVISIBLE, '').normalize('NFKC').toLowerCase().normalize('NFKC');
	return unifyKanji(plain)
		.replace(/[\u30a1-\u30f6\u30fd\u30fe]/gu, toHiraganaLetter)
		.replace(LONG_VOWELS_OR_DASHES, unifyDashes)
		.replace(/〜/gu, '~')
		.replace(/\s+/gu, ' ')
		.trim();
}

function toHiraganaLetter(letter: string): string {
	return String.fromCharCode(letter.charCodeAt(0) - 0x60);
}

function unifyDashes(run: string, at: number, whole: string): string {
	return /[\u3041-\u3096\u3099\u309a]/u.test(whole.charAt(at - 1)) ? 'ー'.repeat(run.length) : '-';
}

const BIDI_AND_FILLERS = /[\u00ad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]/gu;
const COMPATIBILITY_IDEOGRAPHS =
	/([\uf900-\ufaff\u{2f800}-\u{2fa1f}][\ufe00-\ufe0f\u{e0100}-\u{e01ef}]?)/u;

/** One line as it is stored: trimmed, NFC, no control characters, no bidi overrides, no newlines. */
export function cleanLine(text: string): string {
	return storable(text)
		.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ')
		.trim();
}

/** Several lines as they are stored: as cleanLine, but newlines stay, at most one empty line. */
export function cleanText(text: string): string {
	return storable(text.replace(/\r\n?|[\u2028\u2029\u0085]/gu, '\n'))
		.replace(/[\p{Cc}--\n]+/gv, ' ')
		.replace(/[^\S\n]+$/gmu, '')
		.replace(/\n{3,}/gu, '\n\n')
		.replace(/^\n+|\n+$/gu, '');
}

/** NFC except for compatibility ideographs, which NFC would replace: a name keeps its 神 or 﨑. */
function storable(text: string): string {
	return text
		.toWellFormed()
		.replace(BIDI_AND_FILLERS, '')
		.split(COMPATIBILITY_IDEOGRAPHS)
		.map((part, index) => (index % 2 === 0 ? part.normalize('NFC') : part))
		.join('');
}

const GRAPHEMES = new Intl.Segmenter('ja', { granularity: 'grapheme' });
const ONE_UNIT_GRAPHEMES =
	/^[\x20-\x7e\u3001-\u3020\u3041-\u3096\u30a1-\u30fc\u4e00-\u9fff\uff01-\uff5e]*$/u;

/** Characters as a person counts them: 葛󠄀, が written in two code points and 👨‍👩‍👧 are one each. */
export function graphemeLength(text: string): number {
	return graphemesOf(text).length;
}

function graphemesOf(text: string): string[] {
	if (ONE_UNIT_GRAPHEMES.test(text)) return text.split('');
	return Array.from(GRAPHEMES.segment(text), ({ segment }) => segment);
}

/** Columns in a fixed-width Japanese font: 1 for half-width characters, 2 for full-width ones. */
export function displayWidth(text: string): number {
	return graphemesOf(text).reduce((width, grapheme) => width + graphemeWidth(grapheme), 0);
}

/** Ambiguous characters (①, →, Greek, Cyrillic) are wide, as Japanese fonts draw them. */
const NARROW =
	/^[\u0020-\u00a6\u00a9-\u00af\u00b2\u00b3\u00b5\u00b7-\u00d6\u00d8-\u00f6\u00f8-\u0390\u0530-\u10ff\u1e00-\u200f\uff61-\uffdc\uffe8-\uffee]/u;

function graphemeWidth(grapheme: string): 0 | 1 | 2 {
	if (/^[\p{Cc}\p{Cf}\p{Mn}]/u.test(grapheme)) return 0;
	if (/^[\uff61-\uff9f]{2}/u.test(grapheme) || grapheme.includes('\ufe0f')) return 2;
	return NARROW.test(grapheme) ? 1 : 2;
}

/** At most `width` columns (see displayWidth); a cut text ends in …, which takes two of them. */
export function truncate(text: string, width: number): string {
	if (displayWidth(text) <= width) return text;
	let kept = '';
	let used = 2;
	for (const grapheme of graphemesOf(text)) {
		used += graphemeWidth(grapheme);
		if (used > width) break;
		kept += grapheme;
	}
	return `${kept.trimEnd()}…`;
}

/**
 * Distinct pairs of neighbouring letters of the folded text, for the search index. A pair never
 * spans a space or punctuation; a word of one letter counts as that letter.
 */
export function bigrams(text: string): string[] {
	const found = new Set<string>();
	for (const word of fold(text).split(/[^\p{L}\p{N}\p{M}ー々]+/u)) {
		const letters = [...word];
		if (letters.length === 1) found.add(word);
		for (let i = 0; i + 1 < letters.length; i += 1) {
			found.add(`${letters[i]}${letters[i + 1]}`);
		}
	}
	return [...found];
}
