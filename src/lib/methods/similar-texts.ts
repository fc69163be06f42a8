import { matchingWords } from './matching-words.ts';
import { agreement, contextsOf } from './text-contexts.ts';
import type { Contexts, Direction } from './text-contexts.ts';
import { featuresOf, lettersOf, synonymTable } from './text-features.ts';
import type { Features, Letter, SynonymGroups, SynonymTable } from './text-features.ts';

export { suggestGroups } from './text-groups.ts';
export type { SuggestedGroup } from './text-groups.ts';
export type { SynonymGroups } from './text-features.ts';

export type SimilarText = { id: string; text: string };
/** `similarity` is 0–1; `words` are what both texts say, to show why they were put together. */
export type Similar = { id: string; similarity: number; words: string[] };
export type SimilarPair = {
	a: string;
	b: string;
	similarity: number;
	readonly words: string[];
};

/** How rare each letter and pair of letters is in a collection of texts, and which words stand together. */
export type LetterRarity = {
	texts: number;
	/** Feature → number of texts that have it. */
	frequencies: ReadonlyMap<string, number>;
	synonyms: SynonymTable;
	contexts: Contexts;
};

type IndexedText = SimilarText & {
	letters: readonly Letter[];
	weight: number;
	direction: Direction;
};
type Postings = { texts: Int32Array; weights: Float64Array };
export type SimilarIndex = {
	texts: readonly IndexedText[];
	rarity: LetterRarity;
	/** Feature → the texts that have it, in their order. */
	postings: ReadonlyMap<string, Postings>;
};

/** How much the company of the words adds to the letters that two texts share. */
const CONTEXT_WEIGHT = 0.15;

const SMALL_COLLECTION = 50;
const EVERYWHERE = 0.3;

/**
 * An index for finding texts that say the same. Texts are compared by their letters and pairs of
 * letters, the rare ones counting most, by weighted overlap (Dice), and a little by the company in
 * which their words stand in the collection. No model; README.md tells how far this agrees with people.
 */
export function similarIndex(
	texts: readonly SimilarText[],
	{ synonyms = [] }: { synonyms?: SynonymGroups } = {},
): SimilarIndex {
	const table = synonymTable(synonyms);
	const letters = texts.map(({ text }) => lettersOf(text, table));
	const features = letters.map(featuresOf);
	const rarity = { ...rarityOf(features), synonyms: table, contexts: contextsOf(letters) };
	const { postings, weights } = postingsOf(features, rarity);
	return {
		texts: texts.map(({ id, text }, at) => ({
			id,
			text,
			letters: letters[at] ?? [],
			direction: rarity.contexts.directionOf(letters[at] ?? []),
			weight: weights[at] ?? 0,
		})),
		rarity,
		postings,
	};
}

type Rarity = Pick<LetterRarity, 'texts' | 'frequencies'>;

function rarityOf(features: readonly Features[]): Rarity {
	const frequencies = new Map<string, number>();
	for (const found of features) {
		for (const feature of found.keys()) {
			frequencies.set(feature, (frequencies.get(feature) ?? 0) + 1);
		}
	}
	return { texts: features.length, frequencies };
}

/** The rare count most; what stands in very many texts of a real collection tells none of them apart. */
function factorOf(feature: string, { texts, frequencies }: Rarity): number {
	const frequency = frequencies.get(feature) ?? 0;
	if (texts >= SMALL_COLLECTION && frequency > texts * EVERYWHERE) return 0;
	return Math.log(1 + (texts + 1) / (1 + frequency));
}

function weigh(features: Features, rarity: Rarity): Map<string, number> {
	const weighted = new Map<string, number>();
	for (const [feature, weight] of features) {
		const factor = factorOf(feature, rarity);
		if (factor > 0) weighted.set(feature, weight * factor);
	}
	return weighted;
}

/** The posting lists, and for each text the sum of its weights. */
function postingsOf(features: readonly Features[], rarity: Rarity) {
	const postings = new Map<string, Postings & { length: number; factor: number }>();
	for (const [feature, size] of rarity.frequencies) {
		const factor = factorOf(feature, rarity);
		if (factor === 0) continue;
		const [texts, weights] = [new Int32Array(size), new Float64Array(size)];
		postings.set(feature, { texts, weights, length: 0, factor });
	}
	const weights = new Float64Array(features.length);
	features.forEach((found, text) => {
		for (const [feature, weight] of found) {
			const posting = postings.get(feature);
			if (posting === undefined) continue;
			const value = weight * posting.factor;
			posting.texts[posting.length] = text;
			posting.weights[posting.length] = value;
			posting.length += 1;
			weights[text] = (weights[text] ?? 0) + value;
		}
	});
	return { postings, weights };
}

/** The texts of the index most like `text`, best first; ties by id. */
export function similarTo(
	index: SimilarIndex,
	text: string,
	{ limit = 5, threshold = 0.2 }: { limit?: number; threshold?: number } = {},
): Similar[] {
	const letters = lettersOf(text, index.rarity.synonyms);
	const features = weigh(featuresOf(letters), index.rarity);
	const weight = sum(features.values());
	const direction = index.rarity.contexts.directionOf(letters);
	const shared = new Float64Array(index.texts.length);
	for (const [feature, own] of features) addShared(shared, index.postings.get(feature), own, 0);
	return index.texts
		.map((other, at) => ({
			other,
			similarity: inContext(dice(shared[at], weight, other.weight), direction, other.direction),
		}))
		.filter(({ similarity }) => similarity >= threshold)
		.sort((x, y) => y.similarity - x.similarity || compare(x.other.id, y.other.id))
		.slice(0, limit)
		.map(({ other, similarity }) => ({
			id: other.id,
			similarity,
			words: matchingWords({ text, letters }, other),
		}));
}

/** Every pair at least this similar, best first; 2,500 short texts take a fraction of a second. */
export function allPairs(index: SimilarIndex, threshold = 0.3): SimilarPair[] {
	const found: { a: IndexedText; b: IndexedText; similarity: number }[] = [];
	const shared = new Float64Array(index.texts.length);
	const features = featuresByText(index);
	// below this the company of the words cannot lift a pair over the threshold
	const least = threshold * (1 + CONTEXT_WEIGHT) - CONTEXT_WEIGHT;
	index.texts.forEach((a, at) => {
		shared.fill(0);
		for (const { posting, place } of features[at] ?? []) {
			addShared(shared, posting, posting.weights[place] ?? 0, place + 1);
		}
		for (let other = at + 1; other < index.texts.length; other += 1) {
			const b = index.texts[other];
			if (b === undefined || shared[other] === 0) continue;
			const letters = dice(shared[other], a.weight, b.weight);
			if (letters < least) continue;
			const similarity = inContext(letters, a.direction, b.direction);
			if (similarity >= threshold) found.push({ a, b, similarity });
		}
	});
	return found
		.sort(
			(x, y) => y.similarity - x.similarity || compare(x.a.id, y.a.id) || compare(x.b.id, y.b.id),
		)
		.map(({ a, b, similarity }) => ({
			a: a.id,
			b: b.id,
			similarity,
			// looked for when somebody reads them: most pairs are never shown
			get words() {
				return matchingWords(a, b);
			},
		}));
}

/** For each text its features, with the place of the text in each posting list. */
function featuresByText(index: SimilarIndex): { posting: Postings; place: number }[][] {
	const features: { posting: Postings; place: number }[][] = index.texts.map(() => []);
	for (const posting of index.postings.values()) {
		posting.texts.forEach((text, place) => features[text]?.push({ posting, place }));
	}
	return features;
}

/** Adds what each text from `from` on shares of one feature: the smaller of the two weights. */
function addShared(shared: Float64Array, posting: Postings | undefined, own: number, from: number) {
	if (posting === undefined) return;
	const { texts, weights } = posting;
	const end = texts.length;
	for (let place = from; place < end; place += 1) {
		const text = texts[place] ?? 0;
		const other = weights[place] ?? 0;
		shared[text] = (shared[text] ?? 0) + (other < own ? other : own);
	}
}

/** The similarity of two texts alone, 0–1, with the rarity of letters taken from a collection. */
export function similarity(a: string, b: string, rarity: LetterRarity): number {
	const [lettersA, lettersB] = [lettersOf(a, rarity.synonyms), lettersOf(b, rarity.synonyms)];
	const ofA = weigh(featuresOf(lettersA), rarity);
	const ofB = weigh(featuresOf(lettersB), rarity);
	let shared = 0;
	for (const [feature, weight] of ofA) shared += Math.min(weight, ofB.get(feature) ?? 0);
	const { directionOf } = rarity.contexts;
	const letters = dice(shared, sum(ofA.values()), sum(ofB.values()));
	return inContext(letters, directionOf(lettersA), directionOf(lettersB));
}

/** Texts without a letter in common stay apart: there would be no word to show. */
function inContext(letters: number, a: Direction, b: Direction): number {
	if (letters === 0 || !a || !b) return letters;
	return (letters + CONTEXT_WEIGHT * Math.max(0, agreement(a, b))) / (1 + CONTEXT_WEIGHT);
}

function dice(shared: number | undefined, a: number, b: number): number {
	return a + b === 0 ? 0 : Math.min(1, (2 * (shared ?? 0)) / (a + b));
}

function sum(numbers: Iterable<number>): number {
	let total = 0;
	for (const number of numbers) total += number;
	return total;
}

function compare(a: string, b: string): number {
	return a < b ? -1 : a > b ? 1 : 0;
}
