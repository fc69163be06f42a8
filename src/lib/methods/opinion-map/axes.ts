import { seededRandom } from '../seeded-random.ts';
import { votesOf } from './conversation.ts';
import type { Conversation } from './conversation.ts';

/** Enough directions that the first two are told from the next ones quickly. */
const DIRECTIONS = 5;
const SWEEPS = 15;

export type Axes = {
	/** Mean vote of each statement; 0 for those taken out. */
	center: Float64Array;
	/** Two unit vectors over the statements. */
	components: [Float64Array, Float64Array];
	/** Sum of squares that each explains, and all there is. */
	explained: [number, number];
	total: number;
};

/** A person on the two axes. */
export type Points = { x: Float64Array; y: Float64Array };

/**
 * The main axes of the votes: principal components of the matrix in which a missing vote is the mean
 * of its statement (Polis: "PCA with mean imputation"; Small et al., "Polis: Scaling Deliberation by
 * Mapping High Dimensional Opinion Spaces", 2021). Centred, a missing vote is 0, so one step costs as
 * much as there are votes. Subspace iteration with Rayleigh–Ritz (Golub and Van Loan, 8.2) until the
 * two axes stand still to `tolerance`.
 */
export function axesOf(
	conversation: Conversation,
	{ tolerance = 1e-12, most = 500 }: { tolerance?: number; most?: number } = {},
): Axes {
	const { statements, start, column, vote } = conversation;
	const width = statements.length;
	const rank = Math.max(1, Math.min(DIRECTIONS, width));
	const center = meansOf(conversation);
	const values = new Float64Array(vote.length);
	let total = 0;
	for (let place = 0; place < vote.length; place += 1) {
		const at = column[place] ?? 0;
		const value = statements[at]?.isOut ? 0 : (vote[place] ?? 0) - (center[at] ?? 0);
		values[place] = value;
		total += value * value;
	}
	let basis = firstBasis(width, rank);
	let explained: number[] = [];
	for (let step = 0; step < most; step += 1) {
		const next = multiply({ start, column, values }, basis, { width, rank });
		explained = ritz(basis, next, { width, rank });
		const before = basis;
		basis = orthonormal(next, { width, rank });
		if (step > 1 && stillness(before, basis, { width, rank }) > 1 - tolerance) break;
	}
	const component = (at: number) =>
		signed(Float64Array.from({ length: width }, (_, row) => basis[row * rank + at] ?? 0));
	const second = rank > 1 ? component(1) : new Float64Array(width);
	return {
		center,
		components: [component(0), second],
		explained: [explained[0] ?? 0, explained[1] ?? 0],
		total,
	};
}

function meansOf({ statements, column, vote }: Conversation): Float64Array {
	const sums = new Float64Array(statements.length);
	const counts = new Int32Array(statements.length);
	for (let place = 0; place < vote.length; place += 1) {
		const at = column[place] ?? 0;
		sums[at] = (sums[at] ?? 0) + (vote[place] ?? 0);
		counts[at] = (counts[at] ?? 0) + 1;
	}
	return sums.map((sum, at) => (statements[at]?.isOut ? 0 : sum / Math.max(1, counts[at] ?? 0)));
}

type Shape = { width: number; rank: number };

/** A fixed start, so that everybody sees the same picture. */
function firstBasis(width: number, rank: number): Float64Array {
	const random = seededRandom(20);
	const basis = Float64Array.from({ length: width * rank }, () => random.next() - 0.5);
	return orthonormal(basis, { width, rank });
}

/** The scatter matrix (votes transposed times votes) times the basis. */
function multiply(
	{ start, column, values }: { start: Int32Array; column: Int32Array; values: Float64Array },
	basis: Float64Array,
	{ width, rank }: Shape,
): Float64Array {
	const next = new Float64Array(width * rank);
	const onAxes = new Float64Array(rank);
	for (let row = 0; row + 1 < start.length; row += 1) {
		const last = start[row + 1] ?? 0;
		onAxes.fill(0);
		for (let place = start[row] ?? 0; place < last; place += 1) {
			const value = values[place] ?? 0;
			const at = (column[place] ?? 0) * rank;
			for (let axis = 0; axis < rank; axis += 1) {
				onAxes[axis] = (onAxes[axis] ?? 0) + value * (basis[at + axis] ?? 0);
			}
		}
		for (let place = start[row] ?? 0; place < last; place += 1) {
			const value = values[place] ?? 0;
			const at = (column[place] ?? 0) * rank;
			for (let axis = 0; axis < rank; axis += 1) {
				next[at + axis] = (next[at + axis] ?? 0) + value * (onAxes[axis] ?? 0);
			}
		}
	}
	return next;
}

/** Turns `next` to the eigenvectors within the subspace, largest first; returns the eigenvalues. */
function ritz(basis: Float64Array, next: Float64Array, { width, rank }: Shape): number[] {
	const small = Array.from({ length: rank }, (_, a) =>
		Array.from({ length: rank }, (_, b) => {
			let sum = 0;
			for (let row = 0; row < width; row += 1) {
				sum += (basis[row * rank + a] ?? 0) * (next[row * rank + b] ?? 0);
			}
			return sum;
		}),
	);
	const { values, vectors } = eigen(small);
	const order = values.map((_, at) => at).sort((a, b) => (values[b] ?? 0) - (values[a] ?? 0));
	for (let row = 0; row < width; row += 1) {
		const old = next.slice(row * rank, row * rank + rank);
		order.forEach((from, to) => {
			let sum = 0;
			for (let axis = 0; axis < rank; axis += 1) {
				sum += (old[axis] ?? 0) * (vectors[axis]?.[from] ?? 0);
			}
			next[row * rank + to] = sum;
		});
	}
	return order.map((at) => values[at] ?? 0);
}

/** Eigenvalues and eigenvectors (columns) of a small symmetric matrix, by Jacobi's rotations. */
function eigen(matrix: readonly (readonly number[])[]): { values: number[]; vectors: number[][] } {
	const size = matrix.length;
	const a = matrix.map((row, i) => row.map((value, j) => (value + (matrix[j]?.[i] ?? 0)) / 2));
	const vectors = matrix.map((_, i) => matrix.map((_, j) => +(i === j)));
	for (let sweep = 0; sweep < SWEEPS; sweep += 1) {
		for (let p = 0; p < size; p += 1) {
			for (let q = p + 1; q < size; q += 1) rotation(a, vectors, p, q);
		}
	}
	return { values: a.map((row, at) => row[at] ?? 0), vectors };
}

function rotation(a: number[][], vectors: number[][], p: number, q: number) {
	const off = a[p]?.[q] ?? 0;
	if (off === 0) return;
	const theta = ((a[q]?.[q] ?? 0) - (a[p]?.[p] ?? 0)) / (2 * off);
	const t = (theta < 0 ? -1 : 1) / (Math.abs(theta) + Math.hypot(theta, 1));
	const c = 1 / Math.hypot(t, 1);
	const s = t * c;
	for (const rows of [a, vectors]) {
		for (const row of rows) {
			const [x, y] = [row[p] ?? 0, row[q] ?? 0];
			row[p] = c * x - s * y;
			row[q] = s * x + c * y;
		}
	}
	const [first, second] = [a[p] ?? [], a[q] ?? []];
	first.forEach((x, at) => {
		const y = second[at] ?? 0;
		first[at] = c * x - s * y;
		second[at] = s * x + c * y;
	});
}

/** Gram–Schmidt, twice for exactness; a direction of which nothing is left becomes 0. */
function orthonormal(basis: Float64Array, { width, rank }: Shape): Float64Array {
	const result = basis.slice();
	for (let axis = 0; axis < rank; axis += 1) {
		for (let other = 0; other < 2 * axis; other += 1) {
			const against = other % axis;
			let along = 0;
			for (let at = 0; at < width * rank; at += rank) {
				along += (result[at + axis] ?? 0) * (result[at + against] ?? 0);
			}
			for (let at = 0; at < width * rank; at += rank) {
				result[at + axis] = (result[at + axis] ?? 0) - along * (result[at + against] ?? 0);
			}
		}
		let square = 0;
		for (let at = 0; at < width * rank; at += rank) square += (result[at + axis] ?? 0) ** 2;
		const scale = square > 1e-18 ? 1 / Math.sqrt(square) : 0;
		for (let at = 0; at < width * rank; at += rank) {
			result[at + axis] = (result[at + axis] ?? 0) * scale;
		}
	}
	return result;
}

/** The smaller |cos| of the first two axes before and after a step; 1 where there is no axis. */
function stillness(before: Float64Array, after: Float64Array, { width, rank }: Shape): number {
	let least = 1;
	for (let axis = 0; axis < Math.min(2, rank); axis += 1) {
		let cosine = 0;
		let square = 0;
		for (let at = axis; at < width * rank; at += rank) {
			cosine += (before[at] ?? 0) * (after[at] ?? 0);
			square += (after[at] ?? 0) ** 2;
		}
		if (square > 0) least = Math.min(least, Math.abs(cosine));
	}
	return least;
}

/** Of the two directions of an axis the one in which the largest loading is positive. */
function signed(component: Float64Array): Float64Array {
	let largest = 0;
	for (const value of component) {
		if (Math.abs(value) > Math.abs(largest) + 1e-9) largest = value;
	}
	return largest < 0 ? component.map((value) => -value) : component;
}

/**
 * Where people stand: their centred votes along the axes, lengthened by the root of statements per
 * vote, because who voted on little would otherwise stand in the middle (Polis, as above). Statements
 * taken out count as voted on by everybody, as in its results.
 */
export function project(conversation: Conversation, { center, components }: Axes): Points {
	const { statements, start, column, vote } = conversation;
	const counts = votesOf(conversation);
	const [first, second] = components;
	const out = statements.filter(({ isOut }) => isOut).length;
	const x = new Float64Array(counts.length);
	const y = new Float64Array(counts.length);
	for (let row = 0; row < counts.length; row += 1) {
		let [alongX, alongY, isVoted] = [0, 0, out];
		const last = start[row + 1] ?? 0;
		for (let place = start[row] ?? 0; place < last; place += 1) {
			const at = column[place] ?? 0;
			if (statements[at]?.isOut) continue;
			isVoted += 1;
			const value = (vote[place] ?? 0) - (center[at] ?? 0);
			alongX += value * (first[at] ?? 0);
			alongY += value * (second[at] ?? 0);
		}
		const scale = Math.sqrt(statements.length / Math.max(1, isVoted));
		x[row] = alongX * scale;
		y[row] = alongY * scale;
	}
	return { x, y };
}
