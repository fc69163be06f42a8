import type { SimilarPair } from './similar-texts.ts';

export type SuggestedGroup = {
	ids: string[];
	/** Words that several pairs of the group share, most frequent first. */
	words: string[];
};
type IdPair = readonly [string, string];

/** A suggestion is made when at least this share of the pairs across two groups is similar. */
const LINKED_SHARE = 0.5;
const MOST_WORDS = 5;

/**
 * Groups of texts that say the same, from the most similar pair on. Two groups join when half of
 * the pairs between them are similar, so one text between two subjects does not chain them. What
 * staff put together (`mustLink`) stays together, what they took apart (`cannotLink`) stays apart,
 * also against `mustLink`. Texts that fit nowhere are in no group. Suggestions only.
 */
export function suggestGroups(
	pairs: readonly SimilarPair[],
	{
		mustLink = [],
		cannotLink = [],
	}: { mustLink?: readonly IdPair[]; cannotLink?: readonly IdPair[] } = {},
): SuggestedGroup[] {
	const similar = neighbours(pairs.map(({ a, b }) => [a, b]));
	const apart = neighbours(cannotLink);
	const groupOf = new Map<string, Set<string>>();
	const join = (a: string, b: string, isAsked: boolean) => {
		const first = groupOf.get(a) ?? new Set([a]);
		const second = groupOf.get(b) ?? new Set([b]);
		if (first === second || !mayJoin(first, second, { similar, apart, isAsked })) return;
		for (const id of second) first.add(id);
		for (const id of first) groupOf.set(id, first);
	};
	for (const [a, b] of mustLink) join(a, b, true);
	for (const { a, b } of [...pairs].sort(bySimilarity)) join(a, b, false);
	const inside = Map.groupBy(
		pairs.filter(({ a, b }) => groupOf.get(a)?.has(b)),
		({ a }) => groupOf.get(a),
	);
	return [...new Set(groupOf.values())]
		.map((ids) => ({ ids: [...ids].sort(), words: wordsOf(inside.get(ids) ?? []) }))
		.sort((a, b) => b.ids.length - a.ids.length || ((a.ids[0] ?? '') < (b.ids[0] ?? '') ? -1 : 1));
}

type Neighbours = ReadonlyMap<string, ReadonlySet<string>>;

function neighbours(pairs: readonly IdPair[]): Neighbours {
	const found = new Map<string, Set<string>>();
	for (const [a, b] of pairs) {
		found.set(a, (found.get(a) ?? new Set()).add(b));
		found.set(b, (found.get(b) ?? new Set()).add(a));
	}
	return found;
}

function mayJoin(
	first: ReadonlySet<string>,
	second: ReadonlySet<string>,
	{ similar, apart, isAsked }: { similar: Neighbours; apart: Neighbours; isAsked: boolean },
): boolean {
	if (linksBetween(first, second, apart) > 0) return false;
	const needed = LINKED_SHARE * first.size * second.size;
	return isAsked || linksBetween(first, second, similar) >= needed;
}

function linksBetween(
	first: ReadonlySet<string>,
	second: ReadonlySet<string>,
	neighbours: Neighbours,
): number {
	let links = 0;
	for (const id of first) {
		const near = neighbours.get(id);
		if (near) links += near.intersection(second).size;
	}
	return links;
}

function wordsOf(pairs: readonly SimilarPair[]): string[] {
	const counts = new Map<string, number>();
	for (const { words } of pairs) {
		for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
	}
	return [...counts]
		.sort(([a, n], [b, m]) => m - n || b.length - a.length || (a < b ? -1 : 1))
		.slice(0, MOST_WORDS)
		.map(([word]) => word);
}

function bySimilarity(x: SimilarPair, y: SimilarPair): number {
	if (x.similarity !== y.similarity) return y.similarity - x.similarity;
	if (x.a !== y.a) return x.a < y.a ? -1 : 1;
	return x.b < y.b ? -1 : 1;
}
