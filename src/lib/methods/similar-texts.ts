import { matchingWords } from './matching-words.ts';
import { featuresOf, lettersOf, synonymTable } from './text-features.ts';
import type { Features, Letter, SynonymGroups, SynonymTable } from './text-features.ts';

export { suggestGroups } from './text-groups.ts';
export type { SuggestedGroup } from './text-groups.ts';
export type { SynonymGroups } from './text-features.ts';

export type SimilarText = { id: string; text: string };
/** `similarity` is 0–1; `words` are what both texts say, to show why they were put together. */
export type Similar = { id: string; similarity: number; words: string[] };
export type SimilarPair = { a: string; b: string; similarity: number; words: string[] };

/** How rare each letter and pair of letters is in a collection of texts. */
export type LetterRarity = {
	texts: number;
	/** Feature → number of texts that have it. */
	frequencies: ReadonlyMap<string, number>;
	synonyms: SynonymTable;
};

type IndexedText = SimilarText & { letters: readonly Letter[]; weight: number };
type Postings = { texts: Int32Array; weights: Float64Array };
export type SimilarIndex = {
	texts: readonly IndexedText[];
	rarity: LetterRarity;
	/** Feature → the texts that have it, in their order. */
	postings: ReadonlyMap<string, Postings>;
};

/**
 * An index for finding texts that say the same. Texts are compared by their letters and pairs of
 * letters, the rare ones counting most, and by weighted overlap (Dice): on the JSTS captions this
 * agrees better with people (Spearman 0.73) than tf-idf cosine (0.72), without any model.
 */
export function similarIndex(
	texts: readonly SimilarText[],
	{ synonyms = [] }: { synonyms?: SynonymGroups } = {},
): SimilarIndex {
	const table = synonymTable(synonyms);
	const letters = texts.map(({ text }) => lettersOf(text, table));
	const features = letters.map(featuresOf);
	const rarity = rarityOf(features, table);
	const weighted = features.map((found) => weigh(found, rarity));
	return {
		texts: texts.map(({ id, text }, at) => ({
			id,
			text,
			letters: letters[at] ?? [],
			weight: sum(weighted[at]?.values() ?? []),
		})),
		rarity,
		postings: postingsOf(weighted, rarity),
	};
}

function rarityOf(features: readonly Features[], synonyms: SynonymTable): LetterRarity {
	const frequencies = new Map<string, number>();
	for (const found of features) {
		for (const feature of found.keys()) {
			frequencies.set(feature, (frequencies.get(feature) ?? 0) + 1);
		}
	}
	return { texts: features.length, frequencies, synonyms };
}

function weigh(features: Features, { texts, frequencies }: LetterRarity): Map<string, number> {
	const weighted = new Map<string, number>();
	for (const [feature, weight] of features) {
		const frequency = frequencies.get(feature) ?? 0;
		weighted.set(feature, weight * Math.log(1 + (texts + 1) / (1 + frequency)));
	}
	return weighted;
}

function postingsOf(weighted: readonly Features[], { frequencies }: LetterRarity) {
	const postings = new Map<string, Postings & { length: number }>();
	weighted.forEach((features, text) => {
		for (const [feature, weight] of features) {
			let posting = postings.get(feature);
			if (!posting) {
				const size = frequencies.get(feature) ?? 0;
				posting = { texts: new Int32Array(size), weights: new Float64Array(size), length: 0 };
				postings.set(feature, posting);
			}
			posting.texts[posting.length] = text;
			posting.weights[posting.length] = weight;
			posting.length += 1;
		}
	});
	return postings;
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
	const shared = new Float64Array(index.texts.length);
	for (const [feature, own] of features) addShared(shared, index.postings.get(feature), own, 0);
	return index.texts
		.map((other, at) => ({ other, similarity: dice(shared[at], weight, other.weight) }))
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
	index.texts.forEach((a, at) => {
		shared.fill(0);
		for (const { posting, place } of features[at] ?? []) {
			addShared(shared, posting, posting.weights[place] ?? 0, place + 1);
		}
		for (let other = at + 1; other < index.texts.length; other += 1) {
			const b = index.texts[other];
			if (b === undefined || shared[other] === 0) continue;
			const similarity = dice(shared[other], a.weight, b.weight);
			if (similarity >= threshold) found.push({ a, b, similarity });
		}
	});
	return found
		.sort(
			(x, y) => y.similarity - x.similarity || compare(x.a.id, y.a.id) || compare(x.b.id, y.b.id),
		)
		.map(({ a, b, similarity }) => ({ a: a.id, b: b.id, similarity, words: matchingWords(a, b) }));
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
	for (let place = from; place < texts.length; place += 1) {
		const text = texts[place] ?? 0;
		const other = weights[place] ?? 0;
		shared[text] = (shared[text] ?? 0) + (other < own ? other : own);
	}
}

/** The similarity of two texts alone, 0–1, with the rarity of letters taken from a collection. */
export function similarity(a: string, b: string, rarity: LetterRarity): number {
	const ofA = weigh(featuresOf(lettersOf(a, rarity.synonyms)), rarity);
	const ofB = weigh(featuresOf(lettersOf(b, rarity.synonyms)), rarity);
	let shared = 0;
	for (const [feature, weight] of ofA) shared += Math.min(weight, ofB.get(feature) ?? 0);
	return dice(shared, sum(ofA.values()), sum(ofB.values()));
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
