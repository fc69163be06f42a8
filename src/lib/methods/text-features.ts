import { fold } from '../kernel/text.ts';
import { plainShape } from './plain-shape.ts';

/** Words that mean the same to a reader: [['孤立', '孤独', 'ひとりぼっち'], …]. */
export type SynonymGroups = readonly (readonly string[])[];

/** One letter of a text as it is compared, and the part of the text it stands for. */
export type Letter = { shape: string; kind: Script; start: number; end: number };
type Script = 'kanji' | 'hiragana' | 'katakana' | 'other' | 'synonym';

/** Feature → weight inside one text. */
export type Features = ReadonlyMap<string, number>;

/** Hiragana are mostly endings and particles; a pair counts for less than a letter, unless a loan word needs it. */
const HIRAGANA_WEIGHT = 0.6;
const PAIR_WEIGHT = 0.3;
const HIRAGANA_PAIR_WEIGHT = 0.1;
const KATAKANA_PAIR_WEIGHT = 0.8;
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
		const letter = String.fromCodePoint(shapes.codePointAt(at) ?? 0);
		const shape = synonym?.shape ?? letter;
		const end = at + (synonym?.term.length ?? letter.length);
		const kind = synonym ? 'synonym' : scriptOf(plain.slice(at, end), letter);
		if (kind !== undefined) {
			letters.push({ shape, kind, start: origins[at] ?? 0, end: origins[end] ?? text.length });
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

const scripts = new Map<string, Script | undefined>();

/** Katakana are compared as hiragana, and only the text itself tells them apart. Nothing for a sign. */
function scriptOf(written: string, shape: string): Script | undefined {
	if (!scripts.has(written)) scripts.set(written, scriptOfLetter(written, shape));
	return scripts.get(written);
}

function scriptOfLetter(written: string, shape: string): Script | undefined {
	if (/[ァ-ヺー]/u.test(written)) return 'katakana';
	if (/[ぁ-ゖ]/u.test(shape)) return 'hiragana';
	if (/[\p{Script=Han}々]/u.test(shape)) return 'kanji';
	return /[\p{L}\p{N}]/u.test(shape) ? 'other' : undefined;
}

/** Letters and pairs of neighbouring letters, by how often they occur and what kind they are. */
export function featuresOf(letters: readonly Letter[]): Features {
	const features = new Map<string, number>();
	letters.forEach((letter, at) => {
		features.set(letter.shape, (features.get(letter.shape) ?? 0) + letterWeight(letter));
		const next = letters[at + 1];
		if (next === undefined) return;
		const pair = letter.shape + next.shape;
		features.set(pair, (features.get(pair) ?? 0) + pairWeight(letter, next));
	});
	return features;
}

function letterWeight({ kind }: Letter): number {
	if (kind === 'synonym') return SYNONYM_WEIGHT;
	return kind === 'hiragana' ? HIRAGANA_WEIGHT : 1;
}

function pairWeight(one: Letter, next: Letter): number {
	if (one.kind !== next.kind) return PAIR_WEIGHT;
	if (one.kind === 'katakana') return KATAKANA_PAIR_WEIGHT;
	return one.kind === 'hiragana' ? HIRAGANA_PAIR_WEIGHT : PAIR_WEIGHT;
}
