import { designOf } from './designs.ts';
import { fieldOf } from './field.ts';
import { EIGHT_TABLES_TEN_ROUNDS, STARTERS } from './starters.ts';

/**
 * A plan for numbered seats instead of people, in which no two people meet twice. Seats are numbered
 * from 0; every round has the same number of tables, each a list of seats.
 */
export type Schedule = {
	rounds: number[][][];
	/** How many seats there are: tables times places. */
	seats: number;
	/** Seats that stay empty because fewer people came: no two of them ever share a table. */
	empty: number[];
	/** All other seats, those which never meet next to each other. */
	order: number[];
};

/** `empty` is less than `tables`. */
export type ScheduleShape = { tables: number; places: number; empty: number; rounds: number };

/** The schedules known for this shape, the best for mixing positions first; often none. */
export function schedulesFor(shape: ScheduleShape): Schedule[] {
	if (shape.tables === 1 || shape.places === 1) {
		const table = (at: number) => Array.from({ length: shape.places }, (_, seat) => at + seat);
		if (shape.tables === 1 && shape.rounds > 1) return [];
		const round = Array.from({ length: shape.tables }, (_, at) => table(at * shape.places));
		const rounds = Array.from({ length: shape.rounds }, () => round);
		return [schedule(shape, rounds, [])];
	}
	return [
		transversal(shape),
		developed(shape),
		tenRoundsAtEightTables(shape),
		everybodyMeets(shape),
	].filter((found) => found !== undefined);
}

/** The most rounds without a repeat for which a schedule is known. */
export function mostRounds(shape: Omit<ScheduleShape, 'rounds'>): number {
	let rounds = 0;
	while (
		rounds < shape.tables * shape.places &&
		schedulesFor({ ...shape, rounds: rounds + 1 }).length > 0
	) {
		rounds += 1;
	}
	return rounds;
}

function schedule(shape: ScheduleShape, rounds: number[][][], empty: number[]): Schedule {
	const seats = shape.tables * shape.places;
	const left = new Set(empty);
	const order = Array.from({ length: seats }, (_, seat) => seat).filter((seat) => !left.has(seat));
	return { rounds, seats, empty, order };
}

/**
 * Lines of the affine plane over the field of `tables` elements: seat (column c, row x) sits in
 * round r at table x − r·c, so two seats of different columns share exactly one table, two seats of
 * one column none. One round more fits when the columns themselves can be cut into tables.
 */
function transversal(shape: ScheduleShape): Schedule | undefined {
	const { tables, places, empty, rounds } = shape;
	const canCut = tables % places === 0 && empty * places <= tables;
	if (places > tables || rounds > tables + +canCut) return undefined;
	const field = fieldOf(tables);
	if (!field) return undefined;
	const all = numbers(tables);
	const plan = numbers(Math.min(rounds, tables)).map((slope) =>
		all.map((table) =>
			numbers(places).map(
				(column) => column * tables + field.plus(table, field.times(slope, column)),
			),
		),
	);
	const isCut = rounds > tables;
	if (isCut) {
		plan.push(all.map((table) => numbers(places).map((seat) => table * places + seat)));
	}
	const last = (places - 1) * tables;
	return schedule(
		shape,
		plan,
		numbers(empty).map((at) => last + (isCut ? at * places : tables - 1 - at)),
	);
}

/**
 * One stored round, turned: seat (column c of 3, x) moves to (c, x + r) in round r, modulo the number
 * of rounds; the other seats stay. The stored round has every difference between columns and within
 * them at most once, so nobody meets twice.
 */
function developed(shape: ScheduleShape): Schedule | undefined {
	const { tables, places, empty, rounds } = shape;
	const starter = STARTERS.filter((known) => known.tables === tables && places === 4)
		.filter(({ modulus }) => rounds <= modulus && empty <= 4 * tables - 3 * modulus)
		.sort((a, b) => a.modulus - b.modulus)[0];
	if (!starter) return undefined;
	const { modulus } = starter;
	const turned = (seat: number, by: number) =>
		seat >= 3 * modulus ? seat : seat - (seat % modulus) + ((seat + by) % modulus);
	const first = tablesOf(starter.seats);
	const plan = numbers(rounds).map((by) =>
		first.map((table) => table.map((seat) => turned(seat, by))),
	);
	const fixed = numbers(4 * tables - 3 * modulus).map((at) => 3 * modulus + at);
	const found = schedule(shape, plan, fixed.slice(fixed.length - empty));
	return { ...found, order: [...fixed.slice(0, fixed.length - empty), ...numbers(3 * modulus)] };
}

/** The optimum for eight tables of four: seat (column c of 4, x) turned modulo 8. */
function tenRoundsAtEightTables(shape: ScheduleShape): Schedule | undefined {
	const { tables, places, empty, rounds } = shape;
	if (tables !== 8 || places !== 4 || empty > 2 || rounds > 10) return undefined;
	const plan = EIGHT_TABLES_TEN_ROUNDS.flatMap(({ seats, turns, repeats }) =>
		numbers(turns).map((turn) =>
			numbers(repeats).flatMap((again) =>
				tablesOf(seats).map((table) =>
					table.map((seat) => seat - (seat % 8) + ((seat + turn + again * turns) % 8)),
				),
			),
		),
	);
	return schedule(shape, plan.slice(0, rounds), [31, 27].slice(0, empty));
}

/**
 * Rounds after which everybody has met everybody. One seat may stay empty; two or three that share a
 * table stay empty when the round of that table is left out.
 */
function everybodyMeets(shape: ScheduleShape): Schedule | undefined {
	const { tables, places, empty, rounds } = shape;
	if (places !== 4 || empty > 3) return undefined;
	const all = designOf(tables)?.rounds ?? [];
	const [table = []] = all[0] ?? [];
	const plan = empty > 1 ? all.slice(1) : all;
	if (rounds > plan.length) return undefined;
	return schedule(shape, plan.slice(0, rounds), table.slice(0, empty));
}

function tablesOf(seats: readonly number[]): number[][] {
	return numbers(seats.length / 4).map((table) => seats.slice(table * 4, table * 4 + 4));
}

function numbers(count: number): number[] {
	return Array.from({ length: count }, (_, at) => at);
}
