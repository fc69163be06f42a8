/** Other ways to seat people, to measure `planSeating` against. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { runInNewContext } from 'node:vm';
import { seededRandom, shuffled } from '../src/lib/methods/seeded-random.ts';

/** Rounds of tables of numbers from 0. */
export type Plan = number[][][];

/** A meeting weighs as much as so many pairs of one position: nobody twice comes first. */
const repeatWeight = 100;
const startsPerRound = 20;

/**
 * What a patient person would do: round by round, from twenty random rounds exchange two people as long as that helps, and
 * keep the best. A pair costs the square of how often it has met, and a little when it is of one position.
 */
export function roundByRound(
	people: number,
	sizes: readonly number[],
	rounds: number,
	{ seed = 1, positions = [] }: { seed?: number; positions?: readonly number[] } = {},
): Plan {
	const random = seededRandom(seed);
	const met = new Uint16Array(people * people);
	const costOf = (a: number, b: number) => {
		const isAlike = positions[a] !== undefined && positions[a] === positions[b];
		return repeatWeight * (met[a * people + b] ?? 0) ** 2 + +isAlike;
	};
	return Array.from({ length: rounds }, () => {
		let best: { round: number[][]; cost: number } | undefined;
		for (let start = 0; start < startsPerRound && best?.cost !== 0; start += 1) {
			const order = shuffled(Array(people).keys(), random);
			const round = sizes.map((size) => order.splice(0, size));
			improve(round, costOf);
			const cost = round.reduce((sum, table) => sum + tableCost(table, costOf), 0);
			if (best === undefined || cost < best.cost) best = { round, cost };
		}
		for (const table of best?.round ?? []) {
			for (const a of table) {
				for (const b of table) {
					if (a !== b) met[a * people + b] = (met[a * people + b] ?? 0) + 1;
				}
			}
		}
		return best?.round ?? [];
	});
}

type PairCost = (a: number, b: number) => number;

function improve(round: number[][], costOf: PairCost) {
	for (let hasChanged = true; hasChanged;) {
		hasChanged = false;
		for (const [at, first] of round.entries()) {
			for (const second of round.slice(at + 1)) {
				for (const a of first.keys()) {
					for (const b of second.keys()) {
						const before = seatCost(first, a, costOf) + seatCost(second, b, costOf);
						exchange(first, a, second, b);
						const after = seatCost(first, a, costOf) + seatCost(second, b, costOf);
						if (after < before) hasChanged = true;
						else exchange(first, a, second, b);
					}
				}
			}
		}
	}
}

function exchange(first: number[], a: number, second: number[], b: number) {
	const moved = first[a] ?? 0;
	first[a] = second[b] ?? 0;
	second[b] = moved;
}

function seatCost(table: readonly number[], seat: number, costOf: PairCost): number {
	const person = table[seat] ?? 0;
	return table.reduce((sum, other) => (other === person ? sum : sum + costOf(person, other)), 0);
}

function tableCost(table: readonly number[], costOf: PairCost): number {
	return table.reduce((sum, _, seat) => sum + seatCost(table, seat, costOf), 0) / 2;
}

type Solver = (
	groups: number,
	ofSize: number,
	forRounds: number,
	withGroupLeaders: boolean,
	forbiddenPairs: number[][],
	discouragedGroups: number[][],
	onProgress: (results: { rounds: Plan }) => void,
) => void;

/**
 * good-enough-golfers (MIT, github.com/islemaster/good-enough-golfers), which is a page and no package: its solver, from a
 * checkout, with the lodash it expects.
 */
export function goodEnoughGolfers(
	checkout: string,
): (tables: number, size: number, rounds: number) => Plan {
	const lodash: unknown = createRequire(import.meta.url)('lodash');
	const source = readFileSync(join(checkout, 'lib', 'geneticSolver.js'), 'utf8');
	// the type is what the file's own comment says
	const solver = runInNewContext(`${source};geneticSolver`, { _: lodash }) as Solver;
	return (tables, size, rounds) => {
		let plan: Plan = [];
		solver(tables, size, rounds, false, [], [], (results) => (plan = results.rounds));
		return plan;
	};
}
