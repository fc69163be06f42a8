import { fieldOf } from './field.ts';
import type { Field } from './field.ts';

/**
 * Rounds of tables of four in which every two seats share exactly one table (resolvable designs with
 * blocks of four): the most rounds that can be. `rounds[0][0]` is the table of the highest seats.
 */
export type Design = { rounds: number[][][] };

/** The design for so many tables of four, where one is known. */
export function designOf(tables: number): Design | undefined {
	return linesOfFour(tables) ?? turnedByField(tables);
}

/** The lines of the affine space over four elements, a round for each direction: 4, 16, 64 … tables. */
function linesOfFour(tables: number): Design | undefined {
	const field = fieldOf(4);
	const points = 4 * tables;
	const dimension = Math.log2(points) / 2;
	if (!field || tables < 4 || !Number.isInteger(dimension)) return undefined;
	const along = (point: number, by: number, direction: number) => {
		let end = 0;
		for (let place = 1; place < points; place *= 4) {
			const [from, step] = [point, direction].map((of) => Math.floor(of / place) % 4);
			end += place * field.plus(from ?? 0, field.times(by, step ?? 0));
		}
		return end;
	};
	const directions = range(points).filter((point) => firstDigit(point) === 1);
	return { rounds: directions.map((direction) => classesOf(points, direction, along)) };
}

/** The highest digit to base 4: of the four multiples of a direction one begins with 1. */
function firstDigit(point: number): number {
	return point < 4 ? point : firstDigit(Math.floor(point / 4));
}

function classesOf(
	points: number,
	direction: number,
	along: (point: number, by: number, direction: number) => number,
): number[][] {
	const seen = new Set<number>();
	const tables: number[][] = [];
	for (let point = points - 1; point >= 0; point -= 1) {
		if (seen.has(point)) continue;
		const line = range(4).map((by) => along(point, by, direction));
		for (const seat of line) seen.add(seat);
		tables.push(line);
	}
	return tables;
}

/**
 * Three copies of a field of q = 4t + 1 elements and one seat more (D. K. Ray-Chaudhuri and
 * R. M. Wilson 1971; H. Hanani, "Balanced incomplete block designs", 1975): with a primitive element
 * x the tables {xⁱ, xⁱ⁺²ᵗ in copy c, xⁱ⁺ᵗ, xⁱ⁺³ᵗ in copy c + 1} for i < t, and {0 of each copy, the one
 * more} are a round; adding each element gives the others. q = 5, 9, 13, 17, 25, 29, 37, 41 …
 */
function turnedByField(tables: number): Design | undefined {
	const order = (4 * tables - 1) / 3;
	const field = order % 4 === 1 && order > 1 ? fieldOf(order) : undefined;
	if (!field) return undefined;
	const powers = primitivePowers(field);
	const quarter = (order - 1) / 4;
	const power = (at: number) => powers[at % (order - 1)] ?? 0;
	const seat = (copy: number, element: number) => (copy % 3) * order + element;
	const round = (by: number) => {
		const at = (copy: number, element: number) => seat(copy, field.plus(element, by));
		const others = range(quarter).flatMap((i) =>
			range(3).map((copy) => [
				at(copy, power(i)),
				at(copy, power(i + 2 * quarter)),
				at(copy + 1, power(i + quarter)),
				at(copy + 1, power(i + 3 * quarter)),
			]),
		);
		return [[3 * order, at(2, 0), at(1, 0), at(0, 0)], ...others];
	};
	return { rounds: range(order).map(round) };
}

/** The powers of an element that runs through all but 0. */
function primitivePowers({ order, times }: Field): number[] {
	for (let element = 2; element < order; element += 1) {
		const powers = [1];
		for (let power = element; power !== 1 && powers.length < order; power = times(power, element)) {
			powers.push(power);
		}
		if (powers.length === order - 1) return powers;
	}
	throw new Error(`no primitive element among ${order}`);
}

function range(count: number): number[] {
	return Array.from({ length: count }, (_, at) => at);
}
