import { seededRandom } from './seeded-random.ts';
import type { Letter } from './text-features.ts';

/** Where a text stands among the words of a collection: a direction; undefined when nothing is known. */
export type Direction = Float32Array | undefined;

/** For each word of a collection, in what company it stands there. */
export type Contexts = { directionOf: (letters: readonly Letter[]) => Direction };

type Words = ReadonlyMap<string, number>;

const SIZE = 128;
const MARKS_OF_A_WORD = 6;
const KANJI_INSIDE_A_WORD = 0.5;

/**
 * Words that stand beside the same words mean something alike (病院, 医院: 通う, 遠い). Learnt from the
 * collection itself by random indexing (Kanerva et al. 2000): each word has a few fixed random marks,
 * and its context is the sum of the marks of its neighbours, the rare ones counting most.
 */
export function contextsOf(texts: readonly (readonly Letter[])[]): Contexts {
	const wordsOfTexts = texts.map(wordsOf);
	const frequencies = new Map<string, number>();
	for (const words of wordsOfTexts) {
		for (const word of words.keys()) frequencies.set(word, (frequencies.get(word) ?? 0) + 1);
	}
	const rarity = (word: string) =>
		Math.log(1 + (texts.length + 1) / (1 + (frequencies.get(word) ?? 0)));
	const contexts = learn(wordsOfTexts, [...frequencies.keys()], rarity);
	return {
		directionOf(letters) {
			const sum = new Float32Array(SIZE);
			for (const [word, weight] of wordsOf(letters)) {
				const context = contexts.get(word);
				if (context) add(sum, context, weight * rarity(word));
			}
			return toLength1(sum) ? sum : undefined;
		},
	};
}

function learn(
	texts: readonly Words[],
	vocabulary: readonly string[],
	rarity: (word: string) => number,
): Map<string, Float32Array> {
	const known = new Map(
		vocabulary.map((word) => [
			word,
			{ marks: marksOf(word), context: new Float32Array(SIZE), rarity: rarity(word) },
		]),
	);
	for (const words of texts) {
		const company = new Float32Array(SIZE);
		for (const [word, weight] of words) {
			const found = known.get(word);
			if (!found) continue;
			for (const mark of found.marks) {
				const [place, sign] = mark < 0 ? [-1 - mark, -1] : [mark, 1];
				company[place] = (company[place] ?? 0) + sign * weight * found.rarity;
			}
		}
		for (const word of words.keys()) {
			const found = known.get(word);
			if (found) add(found.context, company, 1);
		}
	}
	return withoutMean(new Map([...known].map(([word, { context }]) => [word, context])));
}

/** What all words have in common says nothing about any of them. */
function withoutMean(contexts: Map<string, Float32Array>): Map<string, Float32Array> {
	const mean = new Float32Array(SIZE);
	for (const context of contexts.values()) {
		toLength1(context);
		add(mean, context, 1 / contexts.size);
	}
	for (const context of contexts.values()) add(context, mean, -1);
	return contexts;
}

/** −1 to 1: how far two directions agree. */
export function agreement(a: Float32Array, b: Float32Array): number {
	let sum = 0;
	for (let at = 0; at < SIZE; at += 1) sum += (a[at] ?? 0) * (b[at] ?? 0);
	return sum;
}

/** Runs of one script other than hiragana, and the kanji inside them. */
function wordsOf(letters: readonly Letter[]): Words {
	const words = new Map<string, number>();
	const put = (word: string, weight: number) =>
		words.set(word, Math.max(words.get(word) ?? 0, weight));
	for (let at = 0; at < letters.length;) {
		const kind = letters[at]?.kind;
		let end = at + 1;
		while (kind !== 'synonym' && end < letters.length && letters[end]?.kind === kind) end += 1;
		if (kind !== 'hiragana') {
			const run = letters.slice(at, end).map(({ shape }) => shape);
			put(run.join(''), 1);
			if (kind === 'kanji' && run.length > 1) {
				for (const letter of run) put(letter, KANJI_INSIDE_A_WORD);
			}
		}
		at = end;
	}
	return words;
}

/** The same marks for a word in every run: places of the direction, negative ones counted from −1. */
function marksOf(word: string): number[] {
	let seed = 0;
	for (let at = 0; at < word.length; at += 1) seed = Math.imul(seed, 31) + word.charCodeAt(at);
	const random = seededRandom(seed);
	return Array.from({ length: MARKS_OF_A_WORD }, () => {
		const place = random.below(SIZE);
		return random.below(2) === 0 ? place : -1 - place;
	});
}

function add(to: Float32Array, what: Float32Array, times: number): void {
	for (let at = 0; at < SIZE; at += 1) to[at] = (to[at] ?? 0) + times * (what[at] ?? 0);
}

/** False when there is no direction to keep. */
function toLength1(vector: Float32Array): boolean {
	const length = Math.sqrt(agreement(vector, vector));
	if (length < 1e-6) return false;
	for (let at = 0; at < SIZE; at += 1) vector[at] = (vector[at] ?? 0) / length;
	return true;
}
