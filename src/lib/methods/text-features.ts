import { fold } from '../kernel/text.ts';
import { plainShape } from './plain-shape.ts';

/** Words that mean the same to a reader: [['孤立', '孤独', 'ひとりぼっち'], …]. */
export type SynonymGroups = readonly (readonly string[])[];

/** One letter of a text as it is compared, and the part of the text it stands for. */
export type Letter = { shape: string; start: number; end: number };

/** Feature → weight inside one text. */
export type Features = ReadonlyMap<string, number>;

/** A pair of letters counts for less than a letter, a hiragana letter for less than a kanji. */
const PAIR_WEIGHT = 0.4;
const HIRAGANA_WEIGHT = 0.7;
/** A synonym stands for a whole word and weighs as much as a word of three letters. */
const SYNONYM_WEIGHT = 3;
const FIRST_SYNONYM = 0xe000;
const KANJI_DIGITS = '〇一二三四五六七八九';

export type SynonymTable = ReadonlyMap<string, readonly { term: string; shape: string }[]>;

/** Terms by first letter, longest first; the groups become letters of the private use area. */
export function synonymTable(groups: SynonymGroups): SynonymTable {
	const table = new Map<string, { term: string; shape: string }[]>();
	groups.forEach((terms, group) => {
		for (const written of terms) {
			const term = comparable(fold(written));
			if (term === '') continue;
			const entries = table.get(term.charAt(0)) ?? [];
			entries.push({ term, shape: String.fromCharCode(FIRST_SYNONYM + group) });
			table.set(term.charAt(0), entries);
		}
	});
	for (const entries of table.values()) entries.sort((a, b) => b.term.length - a.term.length);
	return table;
}

/** The letters and digits of a text, each synonym replaced by the letter of its group. */
export function lettersOf(text: string, synonyms: SynonymTable): Letter[] {
	const { plain, origins } = plainShape(text);
	const shapes = comparable(plain);
	const letters: Letter[] = [];
	for (let at = 0; at < shapes.length;) {
		const synonym = synonyms
			.get(shapes.charAt(at))
			?.find(({ term }) => shapes.startsWith(term, at));
		const shape = synonym?.shape ?? String.fromCodePoint(shapes.codePointAt(at) ?? 0);
		const end = at + (synonym?.term.length ?? shape.length);
		if (synonym || /[\p{L}\p{N}ー々]/u.test(shape)) {
			letters.push({ shape, start: origins[at] ?? 0, end: origins[end] ?? text.length });
		}
		at = end;
	}
	return letters;
}

/** Same length as it came: lower case, hiragana, digits for kanji digits. */
function comparable(plain: string): string {
	return plain.replace(/[A-Zァ-ヶ〇一二三四五六七八九]/gu, (letter) => {
		const digit = KANJI_DIGITS.indexOf(letter);
		if (digit !== -1) return String(digit);
		if (letter <= 'Z') return letter.toLowerCase();
		return String.fromCharCode(letter.charCodeAt(0) - 0x60);
	});
}

export function isSynonym(shape: string): boolean {
	return shape >= '\ue000' && shape <= '\uf8ff';
}

/** Letters and pairs of neighbouring letters, by how often they occur and what kind they are. */
export function featuresOf(letters: readonly Letter[]): Features {
	const features = new Map<string, number>();
	letters.forEach(({ shape }, at) => {
		features.set(shape, (features.get(shape) ?? 0) + letterWeight(shape));
		const next = letters[at + 1];
		if (next === undefined) return;
		const pair = shape + next.shape;
		features.set(pair, (features.get(pair) ?? 0) + PAIR_WEIGHT);
	});
	return features;
}

function letterWeight(shape: string): number {
	if (isSynonym(shape)) return SYNONYM_WEIGHT;
	return /[ぁ-ゖー]/u.test(shape) ? HIRAGANA_WEIGHT : 1;
}
