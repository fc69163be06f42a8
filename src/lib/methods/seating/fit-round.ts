import { costOf, COST } from './costs.ts';
import type { Costs } from './costs.ts';
import type { NumberedRound } from './exchange.ts';
import type { Person, Round, SeatingRequest } from './request.ts';

/**
 * A planned round for the people who are here now, at tables of these sizes: who is missing leaves,
 * a table too many is dissolved, everybody without a seat goes where it costs least. The numbers are
 * those of `request.people`, empty seats follow them.
 */
export function fitRound(
	planned: Round,
	{ request, costs, sizes }: { request: SeatingRequest; costs: Costs; sizes: readonly number[] },
): NumberedRound {
	const numbers = new Map(request.people.map(({ id }, at) => [id, at]));
	const tables = planned.map((table) => table.flatMap((id) => numbers.get(id) ?? []));
	tables.sort((a, b) => b.length - a.length);
	const seated = sizes.map((size, at) => (tables[at] ?? []).slice(0, size));
	const sitting = new Set(seated.flat());
	for (const person of numbers.values()) {
		if (!sitting.has(person)) cheapestTable(seated, sizes, person, costs)?.push(person);
	}
	const places = sizes[0] ?? 0;
	let empty = costs.people;
	return seated.map((table) => (table.length < places ? [...table, empty++] : table));
}

function cheapestTable(
	seated: readonly number[][],
	sizes: readonly number[],
	person: number,
	{ size, together, again, met }: Costs,
): number[] | undefined {
	let best: { table: number[]; cost: number } | undefined;
	for (const [at, table] of seated.entries()) {
		if (table.length >= (sizes[at] ?? 0)) continue;
		let cost = table.length;
		for (const other of table) {
			const pair = person * size + other;
			cost += (together[pair] ?? 0) + ((met[pair] ?? 0) > 0 ? (again[pair] ?? 0) : 0);
		}
		if (best === undefined || cost < best.cost) best = { table, cost };
	}
	return best?.table;
}

/**
 * Somebody comes while a round is under way: takes a seat at the smallest table, among equals where
 * the fewest people of the same organisation, position and area sit. Nobody else moves.
 */
export function joinSmallestTable(
	round: Round,
	newcomer: Person,
	people: readonly Person[],
): Round {
	if (round.length === 0) return [[newcomer.id]];
	const byId = new Map(people.map((person) => [person.id, person]));
	const costs = round.map((table) => {
		const others = table.map((id) => byId.get(id) ?? { id });
		const alike = others.reduce((sum, other) => sum + costOf(other, newcomer), 0);
		return table.length * COST.never * 100 + alike;
	});
	const best = costs.indexOf(Math.min(...costs));
	return round.map((table, at) => (at === best ? [...table, newcomer.id] : table));
}
