import { meetings, pairNumbers, spreadPairs } from './certificate.ts';
import type { Person, SeatingRequest } from './request.ts';

/**
 * What it costs to put two people at one table. Far enough apart that an exchange of seats keeps the
 * graver rule, near enough that the search still finds a way between them.
 */
export const COST = {
	/** Two people whose fixed tables differ, or two empty seats at one table. */
	never: 1_000_000,
	repeat: 4_000,
	sameOrganisation: 2_500,
	metBefore: 1_000,
	samePosition: 40,
	sameArea: 4,
};

/** People (first) and empty seats by number, with the cost of every pair, row by row. */
export type Costs = {
	people: number;
	size: number;
	/** `size` × `size`: every time the pair shares a table. */
	together: Int32Array;
	/** `size` × `size`: each time but the first; no plan can part people fixed to one table. */
	again: Int32Array;
	/** `size` × `size`: how often the pair has shared a table today. */
	met: Uint16Array;
	/** The cost of `together` that no plan of one round can go below. */
	bound: number;
	/** The smallest and the largest cost in play, `never` aside: how finely and widely to search. */
	smallest: number;
	largest: number;
};

export function costsOf(request: SeatingRequest, tables: number, empty: number): Costs {
	const { people, earlier = [], finished = [] } = request;
	const size = people.length + empty;
	const together = new Int32Array(size * size);
	const again = new Int32Array(size * size);
	const met = new Uint16Array(size * size);
	const pairOf = pairNumbers();
	const before = meetings(earlier, pairOf);
	const today = meetings(finished, pairOf);
	for (let a = 0; a < size; a += 1) {
		for (let b = 0; b < size; b += 1) {
			const first = people[a];
			const second = people[b];
			const at = a * size + b;
			if (first === undefined || second === undefined) {
				if (first === second && a !== b) together[at] = COST.never;
				continue;
			}
			if (a === b) continue;
			const pair = pairOf(first.id, second.id);
			const isFixedTogether =
				first.fixedTable !== undefined && first.fixedTable === second.fixedTable;
			if (isFixedTogether) continue;
			together[at] = costOf(first, second) + COST.metBefore * Math.min(3, before.get(pair) ?? 0);
			again[at] = COST.repeat;
			met[at] = today.get(pair) ?? 0;
		}
	}
	const inPlay = [...new Set(together)].filter((cost) => cost > 0 && cost < COST.never);
	return {
		people: people.length,
		size,
		together,
		again,
		met,
		bound: boundOf(people, tables),
		smallest: Math.min(COST.repeat, ...inPlay),
		largest: Math.max(finished.length > 0 ? COST.repeat : 0, ...inPlay),
	};
}

/** What it costs to put these two together, whatever happened before. */
export function costOf(a: Person, b: Person): number {
	let cost = 0;
	if (a.fixedTable !== undefined && b.fixedTable !== undefined) cost += COST.never;
	if (a.organisation !== undefined && a.organisation === b.organisation) {
		cost += COST.sameOrganisation;
	}
	if (a.position !== undefined && a.position === b.position) cost += COST.samePosition;
	if (a.area !== undefined && a.area === b.area) cost += COST.sameArea;
	return cost;
}

function boundOf(people: readonly Person[], tables: number): number {
	if (people.some(({ fixedTable }) => fixedTable !== undefined)) return 0;
	const of = (group: (person: Person) => string | undefined, cost: number) => {
		const known = people.filter((person) => group(person) !== undefined);
		let bound = 0;
		for (const { length } of Map.groupBy(known, group).values()) {
			bound += cost * spreadPairs(length, tables);
		}
		return bound;
	};
	return (
		of(({ organisation }) => organisation, COST.sameOrganisation) +
		of(({ position }) => position, COST.samePosition) +
		of(({ area }) => area, COST.sameArea)
	);
}
