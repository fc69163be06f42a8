import { seededRandom, shuffled } from '../seeded-random.ts';
import type { Random } from '../seeded-random.ts';
import { axesOf, project } from './axes.ts';
import type { Points } from './axes.ts';
import { adjustedRandIndex, bestPartition, partitionInto } from './clusters.ts';
import type { Partition } from './clusters.ts';
import { keepPeople, withVotes } from './conversation.ts';
import type { Conversation } from './conversation.ts';

/** How a picture is told from chance: what shuffled votes would show as often. */
export type Chance = {
	/** Share of shuffled conversations whose main axis explains as much. */
	axisP: number;
	/** The groups, where they are real, stable and large enough; otherwise undefined. */
	groups: EarnedGroups | undefined;
	/** Why there are no groups. */
	reason: 'too-few' | 'chance' | 'unstable' | 'small-group' | undefined;
};
export type EarnedGroups = Partition & {
	/** Rows of the people of `groupOf`. */
	rows: number[];
	p: number;
	/** Mean agreement with the groups of four fifths of the people (adjusted Rand index). */
	stability: number;
};

const SIGNIFICANT = 0.05;
const STABLE = 0.75;
const SHUFFLES = 99;
const SUBSAMPLES = 10;
/** More people than this are drawn from for the tests: they show the same, and take no minutes. */
const MOST_TESTED = 250;
/** Enough to compare one shuffle with another. */
const ROUGH = { tolerance: 1e-6, most: 30 };

/**
 * Tests the main axis and the groups of `rows` against votes shuffled within every statement, which
 * leaves how each statement was voted on and removes who voted so. Groups are shown only when p is
 * below 0.05, four fifths of the people give the same groups (adjusted Rand index 0.75) and every
 * group has `smallest` members.
 */
export function chanceOf(
	all: Conversation,
	rows: readonly number[],
	{ seed = 1, smallest = 5 }: { seed?: number; smallest?: number } = {},
): Chance {
	const random = seededRandom(seed);
	const tested =
		rows.length > MOST_TESTED
			? shuffled(rows, random)
					.slice(0, MOST_TESTED)
					.sort((a, b) => a - b)
			: rows;
	const conversation = keepPeople(all, tested);
	const real = picture(conversation, random);
	let [strongerAxes, clearerGroups] = [0, 0];
	let [axisShuffles, groupShuffles] = [0, 0];
	const tooMany = SIGNIFICANT * (SHUFFLES + 1);
	for (let shuffle = 0; shuffle < SHUFFLES; shuffle += 1) {
		const isGroupOpen = clearerGroups + 1 < tooMany;
		if (!isGroupOpen && strongerAxes + 1 >= tooMany) break;
		const random2 = seededRandom(seed * 1000 + shuffle);
		const chance = picture(shuffledVotes(conversation, random2), random2, isGroupOpen);
		axisShuffles += 1;
		strongerAxes += +(chance.share >= real.share);
		if (!isGroupOpen) continue;
		groupShuffles += 1;
		clearerGroups += +((chance.partition?.silhouette ?? -1) >= (real.partition?.silhouette ?? -1));
	}
	const axisP = (1 + strongerAxes) / (1 + axisShuffles);
	const p = (1 + clearerGroups) / (1 + groupShuffles);
	const none = (reason: Chance['reason']): Chance => ({ axisP, groups: undefined, reason });
	if (rows.length < 2 * smallest || !real.partition) return none('too-few');
	if (p >= SIGNIFICANT) return none('chance');
	const points = project(keepPeople(all, rows), axesOf(all));
	const partition = bestPartition(points, { random });
	if (!partition) return none('too-few');
	const stability = stabilityOf(keepPeople(all, rows), partition, random);
	if (stability < STABLE) return none('unstable');
	const sizes = Map.groupBy(partition.groupOf, (group) => group);
	if ([...sizes.values()].some(({ length }) => length < smallest)) return none('small-group');
	return { axisP, groups: { ...partition, rows: [...rows], p, stability }, reason: undefined };
}

function picture(
	conversation: Conversation,
	random: Random,
	withGroups = true,
): { share: number; partition: Partition | undefined; points: Points | undefined } {
	const axes = axesOf(conversation, ROUGH);
	const share = axes.total > 0 ? axes.explained[0] / axes.total : 0;
	if (!withGroups) return { share, partition: undefined, points: undefined };
	const points = project(conversation, axes);
	return { share, partition: bestPartition(points, { random, restarts: 5 }), points };
}

/** The votes on each statement dealt out anew among those who voted on it. */
export function shuffledVotes(conversation: Conversation, random: Random): Conversation {
	const { statements, column, vote } = conversation;
	const places: number[][] = statements.map(() => []);
	column.forEach((at, place) => places[at]?.push(place));
	const dealt = new Int8Array(vote.length);
	for (const own of places) {
		const order = shuffled(own, random);
		own.forEach((place, at) => (dealt[place] = vote[order[at] ?? place] ?? 0));
	}
	return withVotes(conversation, dealt);
}

function stabilityOf(conversation: Conversation, whole: Partition, random: Random): number {
	const rows = conversation.people.map((_, row) => row);
	const kept = Math.max(2, Math.round(rows.length * 0.8));
	let sum = 0;
	for (let draw = 0; draw < SUBSAMPLES; draw += 1) {
		const some = shuffled(rows, random).slice(0, kept);
		const part = keepPeople(conversation, some);
		const groupOf = partitionInto(project(part, axesOf(part, ROUGH)), whole.k, random);
		const before = Int32Array.from(some, (row) => whole.groupOf[row] ?? 0);
		sum += adjustedRandIndex(groupOf, before);
	}
	return sum / SUBSAMPLES;
}
