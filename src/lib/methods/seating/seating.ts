import { seededRandom, shuffled } from '../seeded-random.ts';
import type { Random } from '../seeded-random.ts';
import { certify } from './certificate.ts';
import { COST, costsOf } from './costs.ts';
import type { Costs } from './costs.ts';
import { exchangePeople } from './exchange.ts';
import type { NumberedRound } from './exchange.ts';
import { fixableTables, seatAtFixedTables } from './fixed-tables.ts';
import type { FixedTables } from './fixed-tables.ts';
import { fitRound } from './fit-round.ts';
import { placePeople } from './placing.ts';
import { tableSizes } from './request.ts';
import type { Person, Round, SeatingPlan, SeatingRequest } from './request.ts';
import { schedulesFor } from './schedules.ts';
import type { Schedule, ScheduleShape } from './schedules.ts';

export { certify, isWholePlan } from './certificate.ts';
export { joinSmallestTable } from './fit-round.ts';
export { tableSizes } from './request.ts';
export { mostRounds } from './schedules.ts';
export type { Certificate, Person, Round, SeatingPlan, SeatingRequest } from './request.ts';

type Task = {
	/** As it was asked, and without fixed tables that cannot be. */
	asked: SeatingRequest;
	request: SeatingRequest;
	shape: ScheduleShape;
	costs: Costs;
	/** No plan costs less. */
	bound: number;
	fixed: FixedTables;
	random: Random;
	effort: number;
};
type Found = { rounds: NumberedRound[]; cost: number };

/**
 * Seats everybody in every round so that nobody meets twice while it can be avoided and the tables
 * are mixed: first a schedule of seats in which no two meet twice, then the best order of the people
 * on these seats; where no schedule is known, or rules cut across it, exchanges of people.
 */
export function planSeating(request: SeatingRequest): SeatingPlan {
	if (request.people.length === 0 || request.rounds <= 0) {
		return { rounds: [], certificate: certify([], request) };
	}
	const task = taskOf(request);
	return planOf(newPlan(task), task);
}

/**
 * The rounds still to come when people came late or left: `planned` are these rounds as they were
 * announced, `finished` of the request the rounds held. Changes as little as possible where that is
 * as good as a new plan.
 */
export function reseat(
	planned: readonly Round[],
	request: Omit<SeatingRequest, 'rounds'>,
): SeatingPlan {
	const whole = { ...request, rounds: planned.length };
	if (whole.people.length === 0 || whole.rounds === 0) return planSeating(whole);
	const task = taskOf(whole);
	const sizes = sizesOf(whole);
	const kept = atFixedTables(
		planned.map((round) => fitRound(round, { ...task, sizes })),
		task,
		COST.metBefore,
	);
	if (kept.cost <= task.bound) return planOf(kept, task);
	const fresh = newPlan(task);
	return planOf(kept.cost <= fresh.cost ? kept : fresh, task);
}

function taskOf(asked: SeatingRequest): Task {
	const sizes = sizesOf(asked);
	const request = { ...asked, people: fixableTables(asked.people, sizes) };
	const tables = sizes.length;
	const places = sizes[0] ?? 0;
	const empty = tables * places - request.people.length;
	const costs = costsOf(request, tables, empty);
	const { rounds, seed = 1, effort = 1 } = request;
	return {
		asked,
		request,
		shape: { tables, places, empty, rounds },
		costs,
		bound: costs.bound * rounds,
		fixed: new Map(
			request.people.flatMap(({ fixedTable }, at) =>
				fixedTable === undefined ? [] : [[at, fixedTable - 1] as const],
			),
		),
		random: seededRandom(seed),
		effort,
	};
}

function sizesOf({ people, size }: SeatingRequest): number[] {
	return tableSizes(people.length, size);
}

function newPlan(task: Task): Found {
	const { shape, bound } = task;
	let best: Found | undefined;
	for (const schedule of schedulesFor(shape)) {
		const found = placeOn(schedule, task);
		if (best === undefined || found.cost < best.cost) best = found;
		if (best.cost <= bound) break;
	}
	best ??= beyondSchedules(task);
	if (task.fixed.size > 0) return atFixedTables(best.rounds, task);
	if (best.cost - bound < COST.metBefore) return best;
	return exchanged(best.rounds, task, { warmest: COST.repeat });
}

function placeOn(schedule: Schedule, { request, costs, bound, random, effort }: Task): Found {
	const people = inGroups(request.people, random);
	const { seats, cost } = placePeople({ schedule, costs, bound }, people, { random, effort });
	const rounds = schedule.rounds.map((round) =>
		round.map((table) => table.map((seat) => seats[seat] ?? 0)),
	);
	return { rounds, cost };
}

/** People in random order, those of one position together, the largest first. */
function inGroups(people: readonly Person[], random: Random): number[] {
	const groups = Map.groupBy(shuffled(people.keys(), random), (at) => people[at]?.position);
	return [...groups.values()].sort((a, b) => b.length - a.length).flat();
}

/** As many rounds as a schedule has, then further rounds with as few repeats as exchanges find. */
function beyondSchedules(task: Task): Found {
	const { shape, request } = task;
	let rounds: NumberedRound[] = [];
	for (let known = shape.rounds - 1; known > 0 && rounds.length === 0; known -= 1) {
		const [schedule] = schedulesFor({ ...shape, rounds: known });
		if (schedule) ({ rounds } = placeOn(schedule, task));
	}
	const known = rounds.length;
	while (rounds.length < shape.rounds) {
		rounds = [...rounds, fitRound([], { ...task, sizes: sizesOf(request) })];
	}
	const extra = exchanged(rounds, task, { warmest: COST.repeat, from: known });
	return extra.cost <= task.bound || known === 0
		? extra
		: exchanged(extra.rounds, task, { warmest: COST.samePosition, from: 0 });
}

/** People at their fixed tables in every round; the others move out of the way and settle anew. */
function atFixedTables(rounds: readonly NumberedRound[], task: Task, warmest = COST.repeat): Found {
	const seated = rounds.map((round) => seatAtFixedTables(round, task.fixed, task.costs));
	return exchanged(seated, task, { warmest });
}

/** The plan made better by exchanges in the rounds `from` this one; never worse. */
function exchanged(
	rounds: readonly NumberedRound[],
	{ costs, bound, fixed, random, effort }: Task,
	{ warmest, from = 0 }: { warmest: number; from?: number },
): Found {
	return exchangePeople(
		{ rounds, costs, bound },
		(person, round) => round >= from && !fixed.has(person),
		{ random, effort, warmest },
	);
}

function planOf({ rounds }: Found, { asked, fixed }: Task): SeatingPlan {
	const { people } = asked;
	const named = rounds.map((round) => {
		const tables = round.map((table) =>
			table.toSorted((a, b) => a - b).flatMap((person) => people[person]?.id ?? []),
		);
		return fixed.size > 0 ? tables : tables.sort((a, b) => b.length - a.length);
	});
	return { rounds: named, certificate: certify(named, asked) };
}
