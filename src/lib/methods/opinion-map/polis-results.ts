import type { Axes } from './axes.ts';
import { votesOf } from './conversation.ts';
import type { Conversation } from './conversation.ts';

/**
 * What Polis says about given groups, from its published formulas (compdemocracy.org, "representative
 * comments", and Small et al. 2021), for comparing and for its open-data form. Its own groups depend
 * on the history of updates and are no standard.
 */

/** One-sided 90 %. */
const SIGNIFICANT = 1.2816;
const MOST = 5;
const CONVERSED = 7;
const FEWEST_PEOPLE = 15;

export type Count = { agree: number; disagree: number; seen: number };
export type Representative = {
	statement: string;
	isAgree: boolean;
	successes: number;
	trials: number;
	probability: number;
	probabilityTest: number;
	repness: number;
	repnessTest: number;
};
export type Consensus = {
	statement: string;
	successes: number;
	trials: number;
	probability: number;
	probabilityTest: number;
};

/**
 * Who counts for groups: everybody with seven votes (or all, when there are fewer statements); below
 * fifteen people the most active fill up.
 */
export function inConversation(conversation: Conversation): number[] {
	const counts = votesOf(conversation);
	const needed = Math.min(CONVERSED, conversation.statements.length);
	const rows = [...counts.keys()];
	const active = rows.filter((row) => (counts[row] ?? 0) >= needed);
	if (active.length >= FEWEST_PEOPLE) return active;
	return rows
		.sort((a, b) => (counts[b] ?? 0) - (counts[a] ?? 0) || a - b)
		.slice(0, FEWEST_PEOPLE)
		.sort((a, b) => a - b);
}

/** For each group (rows of people) and statement, who agreed, disagreed, and voted at all. */
export function countsOf(
	{ statements, start, column, vote }: Conversation,
	groups: readonly (readonly number[])[],
): Count[][] {
	return groups.map((rows) => {
		const counts = statements.map(() => ({ agree: 0, disagree: 0, seen: 0 }));
		for (const row of rows) {
			for (let place = start[row] ?? 0; place < (start[row + 1] ?? 0); place += 1) {
				const count = counts[column[place] ?? 0];
				if (count === undefined) continue;
				count.seen += 1;
				if (vote[place] === 1) count.agree += 1;
				if (vote[place] === -1) count.disagree += 1;
			}
		}
		return counts;
	});
}

/** How far a share is from one half, in standard errors, with one more success and trial. */
export function shareTest(successes: number, trials: number): number {
	return 2 * Math.sqrt(trials + 1) * ((successes + 1) / (trials + 1) - 0.5);
}

/** How far two shares are apart, in standard errors, with one more success and trial each. */
export function twoSharesTest(a: [number, number], b: [number, number]): number {
	const [inside, outside] = [(a[0] + 1) / (a[1] + 1), (b[0] + 1) / (b[1] + 1)];
	const pooled = (a[0] + b[0] + 2) / (a[1] + b[1] + 2);
	if (pooled === 1) return 0;
	const error = Math.sqrt(pooled * (1 - pooled) * (1 / (a[1] + 1) + 1 / (b[1] + 1)));
	return (inside - outside) / error;
}

/** For each group up to five statements that set it apart, those it agrees with first. */
export function representativeOf(
	{ statements }: Conversation,
	counts: readonly (readonly Count[])[],
): Representative[][] {
	return counts.map((own, group) => {
		const both = statements.flatMap(({ id, isOut }, at) => {
			const count = own[at];
			if (isOut || count === undefined) return [];
			const rest = { agree: 0, disagree: 0, seen: 0 };
			counts.forEach((other, index) => {
				if (index === group) return;
				rest.agree += other[at]?.agree ?? 0;
				rest.disagree += other[at]?.disagree ?? 0;
				rest.seen += other[at]?.seen ?? 0;
			});
			const agree = representative(id, 'agree', count, rest);
			const disagree = representative(id, 'disagree', count, rest);
			return [{ agree, disagree, isSeen: count.agree + count.disagree > 0 }];
		});
		return chosen(both);
	});
}

function representative(
	statement: string,
	side: 'agree' | 'disagree',
	own: Count,
	rest: Count,
): Representative {
	const probability = (own[side] + 1) / (own.seen + 2);
	return {
		statement,
		isAgree: side === 'agree',
		successes: own[side],
		trials: own.seen,
		probability,
		probabilityTest: shareTest(own[side], own.seen),
		repness: probability / ((rest[side] + 1) / (rest.seen + 2)),
		repnessTest: twoSharesTest([own[side], own.seen], [rest[side], rest.seen]),
	};
}

type Sides = { agree: Representative; disagree: Representative; isSeen: boolean };

/** Those that pass both tests, by their score; the best that is agreed with always comes first. */
function chosen(all: readonly Sides[]): Representative[] {
	const stronger = ({ agree, disagree }: Sides) =>
		agree.repnessTest > disagree.repnessTest ? agree : disagree;
	const passing = all
		.map(stronger)
		.filter((one) => one.repnessTest > SIGNIFICANT && one.probabilityTest > SIGNIFICANT)
		.sort((a, b) => score(b) - score(a));
	let bestAgree: Representative | undefined;
	let best: Representative | undefined;
	for (const sides of all) {
		if (isBetterAgree(sides, bestAgree)) bestAgree = sides.agree;
		const one = stronger(sides);
		if (best === undefined || one.repnessTest > best.repnessTest) best = one;
	}
	if (passing.length === 0) return [bestAgree ?? best].filter((one) => one !== undefined);
	const others = passing.filter(({ statement }) => statement !== bestAgree?.statement);
	const five = (bestAgree ? [bestAgree, ...others] : others).slice(0, MOST);
	return [...five.filter(({ isAgree }) => isAgree), ...five.filter(({ isAgree }) => !isAgree)];
}

function score({ repness, repnessTest, probability, probabilityTest }: Representative): number {
	return repness * repnessTest * probability * probabilityTest;
}

function isBetterAgree({ agree, isSeen }: Sides, best: Representative | undefined): boolean {
	if (!isSeen) return false;
	if (best && best.repness > 1) return score(agree) > score(best);
	if (best) {
		return agree.probability * agree.probabilityTest > best.probability * best.probabilityTest;
	}
	return agree.probabilityTest > SIGNIFICANT || (agree.repness > 1 && agree.probability > 0.5);
}

/** Up to five statements that all agree with, and up to five that all reject. */
export function consensusOf(
	{ statements }: Conversation,
	counts: readonly Count[],
): { agree: Consensus[]; disagree: Consensus[] } {
	const side = (which: 'agree' | 'disagree') =>
		statements
			.flatMap(({ id, isOut }, at): Consensus[] => {
				const count = counts[at];
				if (isOut || count === undefined) return [];
				const { [which]: successes, seen: trials } = count;
				const probability = (successes + 1) / (trials + 2);
				const probabilityTest = shareTest(successes, trials);
				if (probability <= 0.5 || probabilityTest <= SIGNIFICANT) return [];
				return [{ statement: id, successes, trials, probability, probabilityTest }];
			})
			.sort((a, b) => b.probability * b.probabilityTest - a.probability * a.probabilityTest)
			.slice(0, MOST);
	return { agree: side('agree'), disagree: side('disagree') };
}

/** How likely all groups agree with each statement. */
export function groupAwareConsensus(
	counts: readonly (readonly Count[])[],
	statement: number,
): number {
	return counts.reduce((product, own) => {
		const { agree = 0, seen = 0 } = own[statement] ?? {};
		return product * ((agree + 1) / (seen + 2));
	}, 1);
}

/** How far from the middle somebody would stand who agreed with this statement alone. */
export function extremityOf({ center, components }: Axes, statement: number): number {
	const scale = Math.sqrt(center.length) * (1 - (center[statement] ?? 0));
	return Math.hypot(
		scale * (components[0][statement] ?? 0),
		scale * (components[1][statement] ?? 0),
	);
}
