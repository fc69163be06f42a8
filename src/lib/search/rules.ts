import { isStaff, type Actor } from '../kernel/actor.ts';
import type { ListOptions } from '../kernel/listing.ts';
import { fold } from '../kernel/text.ts';
import type { SynonymGroups } from '../methods/similar-texts.ts';
import { spellings, standardGroups } from './standard-words.ts';

export { spellings, standardGroups } from './standard-words.ts';

/** What can be searched, in the order in which it is offered. */
export const searchKinds = [
	'issue',
	'concern',
	'forum',
	'session',
	'opinion',
	'result',
	'decision',
	'material',
	'question',
	'cause',
	'gap',
	'benefitTable',
	'platform',
	'outcome',
	'organisation',
	'place',
	'function',
	'comment',
] as const;
export type SearchKind = (typeof searchKinds)[number];

/** More than these are not counted: whoever gets as many adds a word. */
export const mostFound = 60;

export const searchListing = {
	sorts: ['best'],
	filters: ['kind', 'area', 'from', 'until'],
} as const satisfies ListOptions;

const mostWords = 8;
const mostSpellings = 6;
const mostCases = 24;

/** One way to write everything that was asked for: all words have to be found. */
export type SearchCase = {
	words: string[];
	/** The pairs of letters (of a single letter: itself) by which the index finds the words. */
	grams: string[];
};

/** The words of a question, each with the other ways to write or say it, folded. */
export function waysToSay(q: string, groups: SynonymGroups): string[][] {
	const folded = groups.map((terms) => terms.map(fold));
	const words = [...new Set(fold(q).split(' ').filter(Boolean))].slice(0, mostWords);
	const ways = words.map((word) => [...new Set([word, ...otherWays(word, folded)])]);
	for (const way of ways) way.splice(mostSpellings);
	while (ways.reduce((product, { length }) => product * length, 1) > mostCases) {
		ways.toSorted((a, b) => b.length - a.length)[0]?.pop();
	}
	return ways;
}

/** こども食堂 → 子ども食堂: a term is replaced also inside a longer word. */
function otherWays(word: string, groups: SynonymGroups): string[] {
	return groups.flatMap((terms) => {
		const term = terms
			.filter((known) => known.length > 1 && word.includes(known))
			.toSorted((a, b) => b.length - a.length)[0];
		if (term === undefined) return [];
		return (
			terms
				.filter((other) => other !== term)
				.map((other) => word.replace(term, other))
				// what contains the word itself is found by it
				.filter((other) => !other.includes(word))
		);
	});
}

export function casesOf(ways: readonly (readonly string[])[]): SearchCase[] {
	if (ways.length === 0) return [];
	const combined = ways.reduce<string[][]>(
		(cases, way) => cases.flatMap((words) => way.map((word) => [...words, word])),
		[[]],
	);
	return combined.map((words) => ({ words, grams: [...new Set(words.flatMap(gramsOf))] }));
}

/** As search_grams() in the migration takes a text apart. */
function gramsOf(word: string): string[] {
	const letters = [...word];
	if (letters.length === 1) return letters;
	return letters.slice(1).map((letter, at) => `${letters[at]}${letter}`);
}

export function mayKeepSynonyms(actor: Actor): boolean {
	return isStaff(actor);
}

export type SynonymGroup = { id: string; words: string[] };
export const mostGroups = 300;

/** All words that mean the same here: spellings, standard groups and those of the staff; groups with a word in common are one. */
export function synonymsOf(own: readonly SynonymGroup[]): SynonymGroups {
	const groups: Map<string, string>[] = [];
	for (const words of [...spellings, ...standardGroups, ...own.map((group) => group.words)]) {
		const merged = new Map(words.map((word) => [fold(word), word]));
		for (const known of groups.filter((group) =>
			[...merged.keys()].some((key) => group.has(key)),
		)) {
			groups.splice(groups.indexOf(known), 1);
			for (const [key, word] of known) merged.set(key, word);
		}
		groups.push(merged);
	}
	return groups.map((group) => [...group.values()]);
}
