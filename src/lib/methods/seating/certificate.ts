import { tableSizes } from './request.ts';
import type { Certificate, Person, Round, SeatingRequest } from './request.ts';

/** Counts what a plan does, however it was made: also after a facilitator moved people by hand. */
export function certify(rounds: readonly Round[], request: SeatingRequest): Certificate {
	const { people, earlier = [], finished = [] } = request;
	const byId = new Map(people.map((person) => [person.id, person]));
	const pairOf = pairNumbers();
	const before = meetings(earlier, pairOf);
	const today = meetings([...finished, ...rounds], pairOf);
	const alike = { samePosition: 0, sameOrganisation: 0, sameArea: 0, metBefore: 0 };
	for (const [a, b] of pairsOf(rounds)) {
		const first = byId.get(a);
		const second = byId.get(b);
		alike.samePosition += +isShared(first?.position, second?.position);
		alike.sameOrganisation += +isShared(first?.organisation, second?.organisation);
		alike.sameArea += +isShared(first?.area, second?.area);
		alike.metBefore += +before.has(pairOf(a, b));
	}
	return {
		...alike,
		repeats: [...today.values()].reduce((sum, times) => sum + times - 1, 0),
		repeatsLowerBound: repeatsLowerBound(rounds, finished),
		lowerBound: rounds.reduce((sum, round) => sum + evenSpread(people, round), 0),
		notAtFixedTable: people
			.filter(({ id, fixedTable }) =>
				rounds.some((round) => fixedTable !== undefined && !round[fixedTable - 1]?.includes(id)),
			)
			.map(({ id }) => id),
	};
}

function isShared(a: string | undefined, b: string | undefined): boolean {
	return a !== undefined && a === b;
}

/** A number for two ids, the same whichever comes first. */
export type PairNumber = (a: string, b: string) => number;

/** More people than this nobody seats. */
const MOST_IDS = 2 ** 20;

/** Numbers pairs of ids as they come. */
export function pairNumbers(): PairNumber {
	const numbers = new Map<string, number>();
	const numberOf = (id: string) => {
		const known = numbers.get(id) ?? numbers.size;
		numbers.set(id, known);
		return known;
	};
	return (a, b) => {
		const [first, second] = [numberOf(a), numberOf(b)];
		return first < second ? first * MOST_IDS + second : second * MOST_IDS + first;
	};
}

/** Pairs who met, by their number, with how often. */
export function meetings(rounds: readonly Round[], pairOf: PairNumber): Map<number, number> {
	const met = new Map<number, number>();
	for (const [a, b] of pairsOf(rounds)) {
		const pair = pairOf(a, b);
		met.set(pair, (met.get(pair) ?? 0) + 1);
	}
	return met;
}

/** Every two people at one table, once for each round. */
function* pairsOf(rounds: readonly Round[]): Generator<[string, string]> {
	for (const round of rounds) {
		for (const table of round) {
			for (const [at, a] of table.entries()) {
				for (const b of table.slice(at + 1)) yield [a, b];
			}
		}
	}
}

/** Same-position pairs of one round when every position is spread evenly over its tables. */
function evenSpread(people: readonly Person[], round: Round): number {
	const seated = new Set(round.flat());
	const counts = Map.groupBy(
		people.filter(({ id, position }) => position !== undefined && seated.has(id)),
		({ position }) => position,
	);
	return [...counts.values()].reduce(
		(sum, { length }) => sum + spreadPairs(length, round.length),
		0,
	);
}

/** Pairs at one table when `count` people are spread evenly over `tables`. */
export function spreadPairs(count: number, tables: number): number {
	if (tables === 0) return 0;
	const few = Math.floor(count / tables);
	const fuller = count % tables;
	return (fuller * (few + 1) * few + (tables - fuller) * few * (few - 1)) / 2;
}

/** Nobody can have more first meetings than there are others; the rest are repeats. */
function repeatsLowerBound(rounds: readonly Round[], finished: readonly Round[]): number {
	const all = [...finished, ...rounds];
	const meetingsOf = new Map<string, number>();
	for (const table of all.flat()) {
		for (const id of table) meetingsOf.set(id, (meetingsOf.get(id) ?? 0) + table.length - 1);
	}
	const others = meetingsOf.size - 1;
	let beyond = 0;
	for (const met of meetingsOf.values()) beyond += Math.max(0, met - others);
	return Math.ceil(beyond / 2);
}

/** Whether a plan seats everybody once in every round, at tables of the right sizes. */
export function isWholePlan(rounds: readonly Round[], request: SeatingRequest): boolean {
	const ids = request.people.map(({ id }) => id).sort();
	const sizes = tableSizes(ids.length, request.size);
	return rounds.every((round) => {
		const seated = round.flat().sort();
		const found = round.map(({ length }) => length).sort((a, b) => b - a);
		return (
			seated.length === ids.length &&
			seated.every((id, at) => id === ids[at]) &&
			found.length === sizes.length &&
			found.every((length, at) => length === sizes[at])
		);
	});
}
