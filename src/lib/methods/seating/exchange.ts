import type { Random } from '../seeded-random.ts';
import type { Costs } from './costs.ts';

/** Rounds of tables of numbers; empty seats are numbers from `costs.people`. */
export type NumberedRound = number[][];

/** A plan as flat lists: the seats of all tables of all rounds, one table after the other. */
type Seats = {
	/** Who sits on each seat. */
	who: Int32Array;
	/** Where the table of a seat starts and ends. */
	start: Int32Array;
	end: Int32Array;
	/** The seats of each round that may be exchanged. */
	free: Int32Array[];
};

/**
 * Makes a plan better by exchanging two people of one round (simulated annealing over all rounds at
 * once). Unlike `placePeople` it bends to anything: finished rounds, people fixed to one table, more
 * rounds than any schedule has. `mayMove` says who is not fixed and which rounds are open. `warmest`
 * is the cost that is easily accepted at first: small to keep most of a good plan.
 */
export function exchangePeople(
	{ rounds, costs, bound }: { rounds: readonly NumberedRound[]; costs: Costs; bound: number },
	mayMove: (person: number, round: number) => boolean,
	{ random, effort, warmest }: { random: Random; effort: number; warmest: number },
): { rounds: NumberedRound[]; cost: number } {
	const seats = seatsOf(rounds, mayMove);
	const { who } = seats;
	const met = costs.met.slice();
	let cost = meetAll(rounds, costs, met);
	let best = { who: who.slice(), cost };
	const openRounds = seats.free.filter(({ length }) => length > 1);
	const places = openRounds.reduce((sum, { length }) => sum + length, 0);
	const moves =
		openRounds.length === 0 ? 0 : Math.round(effort * Math.min(1_500_000, 4_000 * places));
	const cooling = ((0.15 * costs.smallest) / warmest) ** (1 / Math.max(1, moves));
	for (let move = 0, warmth = warmest; move < moves && best.cost > bound; move += 1) {
		warmth *= cooling;
		const free = openRounds[random.below(openRounds.length)] ?? who;
		const a = free[random.below(free.length)] ?? 0;
		const b = free[random.below(free.length)] ?? 0;
		if (seats.start[a] === seats.start[b]) continue;
		const change =
			changeOf(seats, { leaves: a, comes: b }, costs, met) +
			changeOf(seats, { leaves: b, comes: a }, costs, met);
		if (change > 0 && random.next() >= Math.exp(-change / warmth)) continue;
		exchange(seats, a, b, { met, size: costs.size });
		cost += change;
		if (cost < best.cost) best = { who: who.slice(), cost };
	}
	let seat = 0;
	const better = rounds.map((round) =>
		round.map((table) => table.map(() => best.who[seat++] ?? 0)),
	);
	return { rounds: better, cost: best.cost };
}

function seatsOf(
	rounds: readonly NumberedRound[],
	mayMove: (person: number, round: number) => boolean,
): Seats {
	const who: number[] = [];
	const start: number[] = [];
	const end: number[] = [];
	const free = rounds.map((round, at) => {
		const movable: number[] = [];
		for (const table of round) {
			const from = who.length;
			for (const person of table) {
				if (mayMove(person, at)) movable.push(who.length);
				who.push(person);
				start.push(from);
				end.push(from + table.length);
			}
		}
		return Int32Array.from(movable);
	});
	return {
		who: Int32Array.from(who),
		start: Int32Array.from(start),
		end: Int32Array.from(end),
		free,
	};
}

/** Counts all meetings into `met` and returns the cost of the plan. */
function meetAll(rounds: readonly NumberedRound[], costs: Costs, met: Uint16Array): number {
	const { size, together, again } = costs;
	let cost = 0;
	for (const table of rounds.flat()) {
		for (const [place, a] of table.entries()) {
			for (const b of table.slice(place + 1)) {
				const at = a * size + b;
				cost += (together[at] ?? 0) + ((met[at] ?? 0) > 0 ? (again[at] ?? 0) : 0);
				met[at] = (met[at] ?? 0) + 1;
				met[b * size + a] = met[at] ?? 0;
			}
		}
	}
	return cost;
}

/** The change of cost at the table of `leaves` when the person on `comes` takes that seat. */
function changeOf(
	{ who, start, end }: Seats,
	{ leaves, comes }: { leaves: number; comes: number },
	{ size, together, again }: Costs,
	met: Uint16Array,
): number {
	const old = (who[leaves] ?? 0) * size;
	const next = (who[comes] ?? 0) * size;
	const last = end[leaves] ?? 0;
	let change = 0;
	for (let seat = start[leaves] ?? 0; seat < last; seat += 1) {
		if (seat === leaves) continue;
		const other = who[seat] ?? 0;
		const lost = old + other;
		const won = next + other;
		change += (together[won] ?? 0) - (together[lost] ?? 0);
		if ((met[won] ?? 0) > 0) change += again[won] ?? 0;
		if ((met[lost] ?? 0) > 1) change -= again[lost] ?? 0;
	}
	return change;
}

function exchange(
	seats: Seats,
	a: number,
	b: number,
	{ met, size }: { met: Uint16Array; size: number },
) {
	const { who } = seats;
	count(seats, a, { met, size, by: -1 });
	count(seats, b, { met, size, by: -1 });
	const moved = who[a] ?? 0;
	who[a] = who[b] ?? 0;
	who[b] = moved;
	count(seats, a, { met, size, by: 1 });
	count(seats, b, { met, size, by: 1 });
}

function count(
	{ who, start, end }: Seats,
	seat: number,
	{ met, size, by }: { met: Uint16Array; size: number; by: number },
) {
	const person = who[seat] ?? 0;
	const last = end[seat] ?? 0;
	for (let place = start[seat] ?? 0; place < last; place += 1) {
		if (place === seat) continue;
		const other = who[place] ?? 0;
		met[person * size + other] = (met[person * size + other] ?? 0) + by;
		met[other * size + person] = met[person * size + other] ?? 0;
	}
}
