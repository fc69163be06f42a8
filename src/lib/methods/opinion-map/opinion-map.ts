import { axesOf, project } from './axes.ts';
import type { Axes, Points } from './axes.ts';
import { chanceOf } from './chance.ts';
import type { Chance } from './chance.ts';
import { bestPartition } from './clusters.ts';
import type { Conversation } from './conversation.ts';
import { consensusOf, countsOf, inConversation, representativeOf } from './polis-results.ts';
import type { Consensus, Count, Representative } from './polis-results.ts';
import { wilson } from './positions.ts';
import { modelOf } from './prediction.ts';
import { seededRandom } from '../seeded-random.ts';

export { axesOf, project } from './axes.ts';
export { chanceOf, shuffledVotes } from './chance.ts';
export { conversationOf, keepPeople } from './conversation.ts';
export type { Ballot, Conversation, Statement, Vote } from './conversation.ts';
export { heldOutError } from './held-out.ts';
export { readOpenData, writeOpenData, type OpenDataFiles } from './open-data.ts';
export { byPosition, findingsOf } from './positions.ts';

/** What may honestly be shown of so many people. */
export type Display = 'table' | 'bars' | 'axis' | 'map';

/**
 * Below 7 people a table by position, below 15 bars for each statement, below 30 the main axis with
 * the positions on it, from 30 a map; axis and map only where the axis is told from chance.
 */
export function displayFor(people: number, axisP: number): Display {
	if (people < 7) return 'table';
	if (people < 15 || axisP >= 0.05) return 'bars';
	return people < 30 ? 'axis' : 'map';
}

/** No dots for single people below this. */
export const DOTS_FROM = 30;

/** A count that may be shown: `undefined` below `smallest`, also when only the rest is so small. */
export function shownCount(count: number, of: number, smallest = 5): number | undefined {
	const isSmall = (part: number) => part > 0 && part < smallest;
	return of < smallest || isSmall(count) || isSmall(of - count) ? undefined : count;
}

/** 一致, 分かれる or わからない: where the interval of the share leaves no doubt. */
export function layerOf({ agree, disagree, seen }: Count): 'agreed' | 'divided' | 'unclear' {
	const sided = agree + disagree;
	const [low, high] = wilson(agree, sided);
	const [spoken] = wilson(sided, seen);
	if (sided < 5 || spoken < 0.4) return 'unclear';
	if (low >= 0.6 || high <= 0.4) return 'agreed';
	return low > 0.25 && high < 0.75 ? 'divided' : 'unclear';
}

/** Everything that is computed anew when votes come in. */
export type Picture = {
	axes: Axes;
	points: Points;
	/** Rows of those who voted enough to be grouped. */
	rows: number[];
	/** A trial of groups among `rows`; to be shown only when `chanceOf` says so. */
	groupOf: Int32Array;
	counts: Count[][];
	representative: Representative[][];
	consensus: { agree: Consensus[]; disagree: Consensus[] };
};

export function pictureOf(conversation: Conversation, seed = 1): Picture {
	const axes = axesOf(conversation);
	const points = project(conversation, axes);
	const rows = inConversation(conversation);
	const chosen = {
		x: Float64Array.from(rows, (row) => points.x[row] ?? 0),
		y: Float64Array.from(rows, (row) => points.y[row] ?? 0),
	};
	const partition = bestPartition(chosen, { random: seededRandom(seed) });
	const groupOf = partition?.groupOf ?? new Int32Array(rows.length);
	const groups = Array.from({ length: partition?.k ?? 1 }, (_, group) =>
		rows.filter((_row, at) => groupOf[at] === group),
	);
	const counts = countsOf(conversation, groups);
	const [together = []] = countsOf(conversation, [[...conversation.people.keys()]]);
	return {
		axes,
		points,
		rows,
		groupOf,
		counts,
		representative: representativeOf(conversation, counts),
		consensus: consensusOf(conversation, together),
	};
}

/** Statements liked beyond one side: their own part in `modelOf`, the largest first. */
export function bridgingOf(
	conversation: Conversation,
	seed = 1,
): { statement: string; liked: number }[] {
	const { rank, statements, mean } = modelOf(conversation, seed);
	return conversation.statements
		.map(({ id, isOut }, at) => ({
			statement: id,
			isOut,
			liked: mean + (statements[at * (rank + 1)] ?? 0),
		}))
		.filter(({ isOut }) => !isOut)
		.sort((a, b) => b.liked - a.liked)
		.map(({ statement, liked }) => ({ statement, liked }));
}

/** Tests of a whole conversation; the groups only of those who voted enough. */
export function testsOf(conversation: Conversation, seed = 1): Chance {
	return chanceOf(conversation, inConversation(conversation), { seed });
}

/**
 * The axes of a new picture turned and mirrored to lie as before (orthogonal Procrustes on the
 * loadings of the statements both know), so that nobody jumps to the other side between two pictures.
 */
export function alignedTo(
	before: { ids: readonly string[]; axes: Axes },
	conversation: Conversation,
	axes: Axes,
): Axes {
	const old = new Map(before.ids.map((id, at) => [id, at]));
	let [xx, xy, yx, yy] = [0, 0, 0, 0];
	conversation.statements.forEach(({ id }, at) => {
		const from = old.get(id);
		if (from === undefined) return;
		const [ox, oy] = [before.axes.components[0][from] ?? 0, before.axes.components[1][from] ?? 0];
		const [nx, ny] = [axes.components[0][at] ?? 0, axes.components[1][at] ?? 0];
		xx += nx * ox;
		xy += nx * oy;
		yx += ny * ox;
		yy += ny * oy;
	});
	const isMirrored = xx * yy - xy * yx < 0;
	const angle = isMirrored ? Math.atan2(xy + yx, xx - yy) : Math.atan2(xy - yx, xx + yy);
	const [c, s] = [Math.cos(angle), Math.sin(angle)];
	const [first, second] = axes.components;
	const at = (row: number): [number, number] => {
		const [x, y] = [first[row] ?? 0, second[row] ?? 0];
		return isMirrored ? [c * x + s * y, s * x - c * y] : [c * x - s * y, s * x + c * y];
	};
	return {
		...axes,
		components: [first.map((_, row) => at(row)[0]), second.map((_, row) => at(row)[1])],
	};
}
