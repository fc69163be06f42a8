import { stripLegalForm } from './legal-forms.ts';
import { fold } from './text.ts';

export { stripLegalForm } from './legal-forms.ts';

/** Full-width katakana with ー, ・ and spaces, as フリガナ fields ask for; not empty. */
export function isFullWidthKatakana(text: string): boolean {
	return /^[ァ-ヺー・\s]*[ァ-ヺ][ァ-ヺー・\s]*$/u.test(text);
}

/** Hiragana and half-width kana become full-width katakana; anything else stays as it is. */
export function toKatakana(text: string): string {
	return text
		.replace(/[\uff61-\uff9f]+/gu, (kana) => kana.normalize('NFKC'))
		.normalize('NFC')
		.replace(/[ぁ-ゖゝゞ]/gu, (kana) => String.fromCharCode(kana.charCodeAt(0) + 0x60));
}

const SMALL = 'ぁぃぅぇぉっゃゅょゎゕゖ';
const LARGE = 'あいうえおつやゆよわかけ';
const VOWEL_ROWS = [
	'あかさたなはまやらわ',
	'いきしちにひみりゐ',
	'うくすつぬふむゆる',
	'えけせてねへめれゑ',
	'おこそとのほもよろを',
];
const VOWELS = 'あいうえお';

/**
 * Orders names by 五十音 when compared by code unit (columns sort_key: collate "C"). 法人格 is ignored; the
 * bare letters decide first (ー counts as its vowel), then 清音 < 濁音 < 半濁音, then ー and small
 * letters before large ones (JIS X 4061). Latin letters come before kana, kanji after it.
 */
export function sortKey(nameKana: string): string {
	let letters = '';
	let voices = '';
	let sizes = '';
	for (const letter of fold(stripLegalForm(nameKana)).normalize('NFD')) {
		const voice = VOICE_MARKS.indexOf(letter);
		if (voice !== -1) {
			voices = `${voices.slice(0, -1)}${voice + 1}`;
		} else if (!IGNORED.test(letter)) {
			const small = SMALL.indexOf(letter);
			letters += plainLetter(letter, letters.at(-1));
			voices += '0';
			sizes += letter === 'ー' ? '0' : small === -1 ? '2' : '1';
		}
	}
	return `${letters} ${voices} ${sizes}`;
}

const VOICE_MARKS = '\u3099\u309a';
const IGNORED = /[\s\p{P}\p{S}]/u;

function plainLetter(letter: string, previous: string | undefined): string {
	if (letter === 'ー') return vowelOf(previous) ?? '';
	if (letter === 'ゝ') return previous ?? '';
	const small = SMALL.indexOf(letter);
	return small === -1 ? letter : LARGE.charAt(small);
}

function vowelOf(letter: string | undefined): string | undefined {
	if (letter === undefined) return undefined;
	const row = VOWEL_ROWS.findIndex((letters) => letters.includes(letter));
	return row === -1 ? letter : VOWELS.charAt(row);
}

const ROW_STARTS = [...'わらやまはなたさかあ'];

/** Heading of a 五十音 list for a sort key: あ か さ … わ, 英数 for Latin and digits, else 他. */
export function gojuonRow(key: string): string {
	const first = key.charAt(0);
	if (/[a-z0-9]/u.test(first)) return '英数';
	if (first < 'あ' || first > 'ん') return '他';
	return ROW_STARTS.find((start) => first >= start) ?? '他';
}
