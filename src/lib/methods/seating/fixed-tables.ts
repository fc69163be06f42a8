import type { Costs } from './costs.ts';
import type { NumberedRound } from './exchange.ts';
import type { Person } from './request.ts';

/** Number of a person → index of the table, from 0. */
export type FixedTables = ReadonlyMap<number, number>;

/** The people without the wishes that cannot be kept: no such table, or no more place at it. */
export function fixableTables(people: readonly Person[], sizes: readonly number[]): Person[] {
	const left = new Map(sizes.map((_, at) => [at + 1, Math.min(...sizes)]));
	return people.map((person) => {
		const { fixedTable, ...others } = person;
		const places = fixedTable === undefined ? 0 : (left.get(fixedTable) ?? 0);
		if (fixedTable === undefined || places === 0) return others;
		left.set(fixedTable, places - 1);
		return person;
	});
}

/**
 * The round with its tables in such an order, and people exchanged where need be, that everybody with
 * a fixed table sits there. No two empty seats come to one table.
 */
export function seatAtFixedTables(
	round: NumberedRound,
	fixed: FixedTables,
	{ people }: Costs,
): NumberedRound {
	const unclaimed = round.map((table) => [...table]);
	const ordered: (number[] | undefined)[] = round.map(() => undefined);
	for (const label of new Set(fixed.values())) {
		const [best] = [...unclaimed].sort(
			(a, b) => staying(b, label, fixed) - staying(a, label, fixed),
		);
		if (best === undefined) continue;
		ordered[label] = best;
		unclaimed.splice(unclaimed.indexOf(best), 1);
	}
	unclaimed.sort(
		(a, b) => b.filter((who) => who < people).length - a.filter((who) => who < people).length,
	);
	const tables = ordered.map((table) => table ?? unclaimed.shift() ?? []);
	for (const [person, label] of fixed) {
		const from = tables.find((table) => table.includes(person));
		const to = tables[label];
		if (from === undefined || to === undefined || from === to) continue;
		const place = to.findIndex((other) => other < people && fixed.get(other) !== label);
		const other = to[place];
		if (other === undefined) continue;
		to[place] = person;
		from[from.indexOf(person)] = other;
	}
	return tables;
}

function staying(table: readonly number[], label: number, fixed: FixedTables): number {
	return table.filter((person) => fixed.get(person) === label).length;
}
