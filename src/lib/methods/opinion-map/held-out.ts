import { seededRandom } from '../seeded-random.ts';
import { axesOf, project } from './axes.ts';
import { bestPartition } from './clusters.ts';
import { keepPeople, keepVotes } from './conversation.ts';
import type { Conversation } from './conversation.ts';
import { countsOf, inConversation } from './polis-results.ts';
import { foretell, modelOf } from './prediction.ts';

/** Root mean square error of hidden votes (−1 to 1) foretold in three ways. */
export type HeldOutError = { statementMean: number; polisGroups: number; ours: number };

const HIDDEN_SHARE = 0.1;

/**
 * Hides a tenth of the votes and foretells them from the rest: by the mean of the statement, by the
 * mean of the person's group as Polis would form groups, and by `modelOf`. Few people are hidden and
 * foretold more often, because one draw says little.
 */
export function heldOutError(conversation: Conversation, seed = 1): HeldOutError {
	const draws = conversation.people.length < 200 ? 8 : 2;
	const sums = { statementMean: 0, polisGroups: 0, ours: 0 };
	let hiddenVotes = 0;
	for (let draw = 0; draw < draws; draw += 1) {
		const random = seededRandom(seed + draw);
		const hidden = conversation.vote.map(() => +(random.next() < HIDDEN_SHARE));
		const shown = keepVotes(conversation, (place) => hidden[place] === 0);
		const mean = statementMeans(shown);
		const group = groupMeans(shown, mean, seed + draw);
		const model = modelOf(shown, seed + draw);
		forEachVote(conversation, (row, at, vote, place) => {
			if (hidden[place] === 0) return;
			hiddenVotes += 1;
			sums.statementMean += (vote - (mean[at] ?? 0)) ** 2;
			sums.polisGroups += (vote - group(row, at)) ** 2;
			sums.ours += (vote - foretell(model, row, at)) ** 2;
		});
	}
	const root = (sum: number) => Math.sqrt(sum / Math.max(1, hiddenVotes));
	return {
		statementMean: root(sums.statementMean),
		polisGroups: root(sums.polisGroups),
		ours: root(sums.ours),
	};
}

function forEachVote(
	{ people, start, column, vote }: Conversation,
	visit: (row: number, at: number, vote: number, place: number) => void,
) {
	for (let row = 0; row < people.length; row += 1) {
		for (let place = start[row] ?? 0; place < (start[row + 1] ?? 0); place += 1) {
			visit(row, column[place] ?? 0, vote[place] ?? 0, place);
		}
	}
}

function statementMeans(conversation: Conversation): Float64Array {
	const { statements, vote } = conversation;
	const sums = new Float64Array(statements.length);
	const counts = new Float64Array(statements.length);
	forEachVote(conversation, (_, at, value) => {
		sums[at] = (sums[at] ?? 0) + value;
		counts[at] = (counts[at] ?? 0) + 1;
	});
	const mean = vote.reduce((sum, value) => sum + value, 0) / Math.max(1, vote.length);
	return sums.map((sum, at) => ((counts[at] ?? 0) > 0 ? sum / (counts[at] ?? 1) : mean));
}

function groupMeans(
	conversation: Conversation,
	mean: Float64Array,
	seed: number,
): (row: number, at: number) => number {
	const rows = inConversation(conversation);
	const points = project(keepPeople(conversation, rows), axesOf(conversation));
	const found = bestPartition(points, { random: seededRandom(seed) });
	if (!found) return (_, at) => mean[at] ?? 0;
	const groupOf = new Map(rows.map((row, at) => [row, found.groupOf[at] ?? 0]));
	const members = Array.from({ length: found.k }, (_, group) =>
		rows.filter((row) => groupOf.get(row) === group),
	);
	const counts = countsOf(conversation, members);
	return (row, at) => {
		const group = groupOf.get(row);
		const count = group === undefined ? undefined : counts[group]?.[at];
		if (!count || count.seen === 0) return mean[at] ?? 0;
		return (count.agree - count.disagree) / count.seen;
	};
}
