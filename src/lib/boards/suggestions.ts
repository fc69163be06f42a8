import {
	allPairs,
	similarIndex,
	suggestGroups,
	type SynonymGroups,
} from '../methods/similar-texts.ts';
import { columnOf, type Board, type Note } from './rules.ts';

/** Notes of one column that say alike: a new まとまり, or loose notes for one that has a name. */
export type Suggestion = {
	pillarId: string;
	/** '' for a new one. */
	clusterId: string;
	clusterName: string;
	/** Notes that stand in no まとまり yet. */
	notes: Note[];
	/** Why: the words that they share. */
	words: string[];
};

type Pair = readonly [string, string];

/** What seems to belong together, column by column; what was said to be apart stays apart, and what was put together stays. */
export function suggestionsFor(
	board: Board,
	pillarIds: readonly string[],
	{ apart, synonyms }: { apart: readonly Pair[]; synonyms: SynonymGroups },
): Suggestion[] {
	return pillarIds.flatMap((pillarId) => {
		const { loose, clusters } = columnOf(board, pillarId);
		const notes = [...loose, ...clusters.flatMap((one) => one.notes)];
		const pairs = allPairs(similarIndex(notes.map(asText), { synonyms }));
		const groups = suggestGroups(pairs, {
			mustLink: clusters.flatMap((one) => neighbours(one.notes)),
			cannotLink: [...apart, ...acrossClusters(clusters.map((one) => one.notes))],
		});
		return groups.flatMap(({ ids, words }): Suggestion[] => {
			const here = loose.filter(({ id }) => ids.includes(id));
			const known = clusters.find((one) => one.notes.some(({ id }) => ids.includes(id)));
			if (here.length < (known ? 1 : 2)) return [];
			const { id: clusterId = '', name: clusterName = '' } = known?.cluster ?? {};
			return [{ pillarId, clusterId, clusterName, notes: here, words }];
		});
	});
}

/** With every wording of it. */
function asText({ id, text, alternatives }: Note) {
	return { id, text: [text, ...alternatives.map((other) => other.text)].join('\n') };
}

function neighbours(notes: readonly Note[]): Pair[] {
	return notes.slice(1).map(({ id }, at) => [notes[at]?.id ?? id, id] as const);
}

/** Two まとまり with names of their own are not put into one. */
function acrossClusters(clusters: readonly (readonly Note[])[]): Pair[] {
	return clusters.flatMap(([first], at) =>
		clusters
			.slice(at + 1)
			.flatMap(([other]) => (first && other ? [[first.id, other.id] as const] : [])),
	);
}

/** Those of the words that name a thing: a piece that ends in the middle of a phrase (所がな) says nothing to a reader. */
export function namesAmong(words: readonly string[]): string[] {
	return words.filter((word) => /[\p{sc=Han}\p{sc=Katakana}ー々]$/u.test(word));
}

/** Every two of these notes, each pair in one order. */
export function pairsOf(ids: readonly string[]): Pair[] {
	const sorted = [...new Set(ids)].sort();
	return sorted.flatMap((one, at) => sorted.slice(at + 1).map((other) => [one, other] as const));
}
