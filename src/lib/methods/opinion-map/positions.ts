import { seededRandom, shuffled } from '../seeded-random.ts';
import type { Conversation } from './conversation.ts';
import { countsOf } from './polis-results.ts';
import type { Count } from './polis-results.ts';

export type PositionRate = Count & {
	position: string;
	/** Share that agrees, drawn towards the share of all the more, the fewer voted. */
	rate: number;
	/** 80 % interval of the share (Wilson 1927): one in ten below, one in ten above. */
	low: number;
	high: number;
};
export type StatementByPosition = {
	statement: string;
	positions: PositionRate[];
	/** How often shuffled positions differ as much; 1 where there is nothing to compare. */
	p: number;
	/** Share of false finds among statements with this or a smaller value. */
	q: number;
	/** Share of the spread of votes that lies between positions, 0 to 1. */
	between: number;
};

const SHUFFLES = 499;
const ONE_IN_TEN = 1.2816;
const STRENGTHS = [2, 4, 8, 16, 32];

/**
 * How the declared positions vote on each statement: beta-binomial rates whose strength is the one
 * under which all votes are likeliest, a permutation test of the positions and the false-discovery
 * rate over all statements (Benjamini and Hochberg 1995).
 */
export function byPosition(conversation: Conversation, seed = 1): StatementByPosition[] {
	const names = [...new Set(conversation.positions)].filter((name) => name !== undefined).sort();
	const members = names.map((name) =>
		[...conversation.people.keys()].filter((row) => conversation.positions[row] === name),
	);
	const counts = countsOf(conversation, members);
	const shares = conversation.statements.map((_, at) => shareOfAll(counts, at));
	const strength = likeliestStrength(counts, shares);
	const random = seededRandom(seed);
	const found = conversation.statements.flatMap(({ id, isOut }, at): StatementByPosition[] => {
		if (isOut) return [];
		const share = shares[at] ?? 0.5;
		const positions = names.map((position, index): PositionRate => {
			const count = counts[index]?.[at] ?? { agree: 0, disagree: 0, seen: 0 };
			const [low, high] = wilson(count.agree, count.seen);
			const rate = (count.agree + strength * share) / (count.seen + strength);
			return { position, ...count, rate, low, high };
		});
		const ballots = ballotsOn(conversation, at);
		const real = betweenShare(ballots);
		let asFar = 0;
		for (let shuffle = 0; shuffle < SHUFFLES && real > 0; shuffle += 1) {
			const names = shuffled(
				ballots.map(({ position }) => position),
				random,
			);
			const dealt = ballots.map(({ vote }, ballot) => ({ vote, position: names[ballot] ?? '' }));
			asFar += +(betweenShare(dealt) >= real - 1e-12);
		}
		const p = real > 0 ? (1 + asFar) / (1 + SHUFFLES) : 1;
		return [{ statement: id, positions, p, q: 1, between: real }];
	});
	const rates = falseDiscoveryRates(found.map(({ p }) => p));
	return found.map((statement, at) => ({ ...statement, q: rates[at] ?? 1 }));
}

function shareOfAll(counts: readonly (readonly Count[])[], at: number): number {
	const agree = counts.reduce((sum, own) => sum + (own[at]?.agree ?? 0), 0);
	const seen = counts.reduce((sum, own) => sum + (own[at]?.seen ?? 0), 0);
	return (agree + 0.5) / (seen + 1);
}

function likeliestStrength(
	counts: readonly (readonly Count[])[],
	shares: readonly number[],
): number {
	const likelihood = (strength: number) => {
		let sum = 0;
		for (const own of counts) {
			own.forEach(({ agree, seen }, at) => {
				const [a, b] = [strength * (shares[at] ?? 0.5), strength * (1 - (shares[at] ?? 0.5))];
				for (let i = 0; i < agree; i += 1) sum += Math.log(a + i);
				for (let i = 0; i < seen - agree; i += 1) sum += Math.log(b + i);
				for (let i = 0; i < seen; i += 1) sum -= Math.log(a + b + i);
			});
		}
		return sum;
	};
	const values = STRENGTHS.map(likelihood);
	return STRENGTHS[values.indexOf(Math.max(...values))] ?? 4;
}

type PositionBallot = { vote: number; position: string };

function ballotsOn(conversation: Conversation, at: number): PositionBallot[] {
	const { people, positions, start, column, vote } = conversation;
	return people.flatMap((_, row) => {
		const position = positions[row];
		if (position === undefined) return [];
		for (let place = start[row] ?? 0; place < (start[row + 1] ?? 0); place += 1) {
			if (column[place] === at) return [{ vote: vote[place] ?? 0, position }];
		}
		return [];
	});
}

function betweenShare(ballots: readonly PositionBallot[]): number {
	const sums = new Map<string, { sum: number; count: number }>();
	let [sum, squares] = [0, 0];
	for (const { vote, position } of ballots) {
		const own = sums.get(position) ?? { sum: 0, count: 0 };
		sums.set(position, { sum: own.sum + vote, count: own.count + 1 });
		sum += vote;
		squares += vote * vote;
	}
	const middle = (sum * sum) / Math.max(1, ballots.length);
	const total = squares - middle;
	if (total <= 1e-12 || sums.size < 2) return 0;
	let between = -middle;
	for (const own of sums.values()) between += (own.sum * own.sum) / own.count;
	return Math.max(0, between / total);
}

/** Smallest false-discovery rate at which each test would be a find, in the order given. */
export function falseDiscoveryRates(ps: readonly number[]): number[] {
	const order = [...ps.keys()].sort((a, b) => (ps[b] ?? 1) - (ps[a] ?? 1));
	const rates = ps.map(() => 1);
	let least = 1;
	order.forEach((at, rank) => {
		least = Math.min(least, ((ps[at] ?? 1) * ps.length) / (ps.length - rank));
		rates[at] = least;
	});
	return rates;
}

/** The interval of a share by Wilson's score; the whole range when nobody voted. */
export function wilson(successes: number, trials: number, z = ONE_IN_TEN): [number, number] {
	if (trials === 0) return [0, 1];
	const share = successes / trials;
	const middle = share + (z * z) / (2 * trials);
	const half = z * Math.sqrt((share * (1 - share)) / trials + (z * z) / (4 * trials * trials));
	const scale = 1 + (z * z) / trials;
	return [Math.max(0, (middle - half) / scale), Math.min(1, (middle + half) / scale)];
}

export type Findings = {
	/** Surely at least half of every position agrees; the surest first. */
	commonGround: { statement: string; atLeast: number }[];
	/** Positions whose intervals lie apart, by a false-discovery rate of one in ten. */
	dividing: { statement: string; most: string; least: string; difference: number }[];
};

export function findingsOf(statements: readonly StatementByPosition[]): Findings {
	const commonGround = statements
		.map(({ statement, positions }) => ({
			statement,
			atLeast: Math.min(1, ...positions.map(({ low }) => low)),
			isKnown: positions.some(({ seen }) => seen > 0),
		}))
		.filter(({ atLeast, isKnown }) => isKnown && atLeast >= 0.5)
		.sort((a, b) => b.atLeast - a.atLeast)
		.map(({ statement, atLeast }) => ({ statement, atLeast }));
	const dividing = statements.flatMap(({ statement, positions, q }) => {
		const ordered = [...positions].sort((a, b) => a.rate - b.rate);
		const [least, most] = [ordered[0], ordered.at(-1)];
		if (!least || !most || q > 0.1 || most.low <= least.high) return [];
		const difference = most.rate - least.rate;
		return [{ statement, most: most.position, least: least.position, difference }];
	});
	dividing.sort((a, b) => b.difference - a.difference);
	return { commonGround, dividing };
}
