import type { Random } from '../seeded-random.ts';
import type { Costs } from './costs.ts';
import type { Schedule } from './schedules.ts';

/**
 * Puts people on the seats of a schedule so that those who sit together cost little. Nobody meets
 * twice whatever the order, so only the order is searched: exchanging two seats, worse ones too at
 * first (simulated annealing). `people` come in the order in which they first take the seats.
 * Returns who sits on each seat; an empty seat has a number from `costs.people`.
 */
export function placePeople(
	{ schedule, costs, bound }: { schedule: Schedule; costs: Costs; bound: number },
	people: readonly number[],
	{ random, effort }: { random: Random; effort: number },
): { seats: Int32Array; cost: number } {
	const seats = new Int32Array(schedule.seats);
	schedule.order.forEach((seat, at) => (seats[seat] = people[at] ?? 0));
	schedule.empty.forEach((seat, at) => (seats[seat] = costs.people + at));
	const neighbours = neighboursOf(schedule);
	const pairCost = firstMeetingCosts(costs);
	let cost = costOfAll(seats, neighbours, pairCost, costs.size);
	let best = { seats: seats.slice(), cost };
	const degree = neighbours[0]?.length ?? 0;
	const moves = Math.round((effort * 12_000_000) / (degree + 20));
	const warmest = 1.5 * costs.largest;
	const cooling = ((0.1 * costs.smallest) / warmest) ** (1 / moves);
	const order = schedule.order;
	for (let move = 0, warmth = warmest; move < moves && best.cost > bound; move += 1) {
		warmth *= cooling;
		const a = order[random.below(order.length)] ?? 0;
		const b = order[random.below(order.length)] ?? 0;
		if (a === b) continue;
		const change = changeOf(seats, { a, b }, neighbours, pairCost, costs.size);
		if (change > 0 && random.next() >= Math.exp(-change / warmth)) continue;
		const moved = seats[a] ?? 0;
		seats[a] = seats[b] ?? 0;
		seats[b] = moved;
		cost += change;
		if (cost < best.cost) best = { seats: seats.slice(), cost };
	}
	return best;
}

/** What the first meeting in the schedule costs: a repeat for those who met in a finished round. */
function firstMeetingCosts({ together, again, met }: Costs): Int32Array {
	return together.map((cost, at) => cost + ((met[at] ?? 0) > 0 ? (again[at] ?? 0) : 0));
}

/** For each seat the seats it shares a table with, over all rounds. */
function neighboursOf({ rounds, seats }: Schedule): Int32Array[] {
	const found: number[][] = Array.from({ length: seats }, () => []);
	for (const table of rounds.flat()) {
		for (const seat of table) found[seat]?.push(...table.filter((other) => other !== seat));
	}
	return found.map((list) => Int32Array.from(list));
}

function costOfAll(
	seats: Int32Array,
	neighbours: readonly Int32Array[],
	pairCost: Int32Array,
	size: number,
): number {
	let twice = 0;
	neighbours.forEach((others, seat) => {
		const row = (seats[seat] ?? 0) * size;
		for (const other of others) twice += pairCost[row + (seats[other] ?? 0)] ?? 0;
	});
	return twice / 2;
}

function changeOf(
	seats: Int32Array,
	{ a, b }: { a: number; b: number },
	neighbours: readonly Int32Array[],
	pairCost: Int32Array,
	size: number,
): number {
	const first = (seats[a] ?? 0) * size;
	const second = (seats[b] ?? 0) * size;
	let change = 0;
	for (const seat of neighbours[a] ?? []) {
		if (seat === b) continue;
		const other = seats[seat] ?? 0;
		change += (pairCost[second + other] ?? 0) - (pairCost[first + other] ?? 0);
	}
	for (const seat of neighbours[b] ?? []) {
		if (seat === a) continue;
		const other = seats[seat] ?? 0;
		change += (pairCost[first + other] ?? 0) - (pairCost[second + other] ?? 0);
	}
	return change;
}
