import type { Random } from '../seeded-random.ts';
import type { Points } from './axes.ts';

/** A group number for each point, and the mean silhouette of the partition (−1 to 1). */
export type Partition = { k: number; groupOf: Int32Array; silhouette: number };

const RESTARTS = 10;
const STEPS = 30;
/** More points than this are first gathered into that many small clusters, as Polis does. */
const BASES = 100;

/**
 * The best partition into 2 to `most` groups by k-means with restarts; how many groups is decided by
 * the silhouette (Rousseeuw 1987), taken over at most 100 small clusters weighted by their people.
 */
export function bestPartition(
	points: Points,
	{ random, most = 5, restarts = RESTARTS }: { random: Random; most?: number; restarts?: number },
): Partition | undefined {
	const count = points.x.length;
	const baseOf =
		count > BASES ? kMeans(points, ones(count), { k: BASES, random, steps: 8 }).groupOf : undefined;
	const bases = baseOf ? gather(points, baseOf, BASES) : { points, weights: ones(count) };
	const apart = distances(bases.points);
	let best: Partition | undefined;
	for (let k = 2; k <= Math.min(most, bases.points.x.length - 1); k += 1) {
		const found = tightest(bases, { k, random, restarts });
		const silhouette = silhouetteOf(apart, bases.weights, found, k);
		if (best === undefined || silhouette > best.silhouette + 1e-12) {
			best = { k, groupOf: found, silhouette };
		}
	}
	if (!best || !baseOf) return best;
	const groupOfBase = best.groupOf;
	return { ...best, groupOf: baseOf.map((base) => groupOfBase[base] ?? 0) };
}

/** One partition into k groups of these points. */
export function partitionInto(points: Points, k: number, random: Random): Int32Array {
	return tightest({ points, weights: ones(points.x.length) }, { k, random, restarts: 4 });
}

function tightest(
	{ points, weights }: { points: Points; weights: Float64Array },
	{ k, random, restarts }: { k: number; random: Random; restarts: number },
): Int32Array {
	let best: { groupOf: Int32Array; inertia: number } | undefined;
	for (let restart = 0; restart < restarts; restart += 1) {
		const found = kMeans(points, weights, { k, random, steps: STEPS });
		if (best === undefined || found.inertia < best.inertia) best = found;
	}
	return best?.groupOf ?? new Int32Array(points.x.length);
}

/** Lloyd's k-means from centres drawn far apart (k-means++, Arthur and Vassilvitskii 2007). */
function kMeans(
	{ x, y }: Points,
	weights: Float64Array,
	{ k, random, steps }: { k: number; random: Random; steps: number },
): { groupOf: Int32Array; inertia: number } {
	const count = x.length;
	const centers = farCenters({ x, y }, weights, { k, random });
	const groupOf = new Int32Array(count).fill(-1);
	let inertia = 0;
	for (let step = 0; step < steps; step += 1) {
		let changed = 0;
		inertia = 0;
		const sums = new Float64Array(3 * k);
		for (let at = 0; at < count; at += 1) {
			const [px, py, weight] = [x[at] ?? 0, y[at] ?? 0, weights[at] ?? 0];
			let nearest = 0;
			let least = Infinity;
			for (let group = 0; group < k; group += 1) {
				const dx = px - (centers.x[group] ?? 0);
				const dy = py - (centers.y[group] ?? 0);
				const square = dx * dx + dy * dy;
				if (square >= least) continue;
				least = square;
				nearest = group;
			}
			inertia += weight * least;
			if (groupOf[at] !== nearest) changed += 1;
			groupOf[at] = nearest;
			sums[3 * nearest] = (sums[3 * nearest] ?? 0) + weight * px;
			sums[3 * nearest + 1] = (sums[3 * nearest + 1] ?? 0) + weight * py;
			sums[3 * nearest + 2] = (sums[3 * nearest + 2] ?? 0) + weight;
		}
		for (let group = 0; group < k; group += 1) {
			const weight = sums[3 * group + 2] ?? 0;
			if (weight === 0) continue;
			centers.x[group] = (sums[3 * group] ?? 0) / weight;
			centers.y[group] = (sums[3 * group + 1] ?? 0) / weight;
		}
		if (changed === 0) break;
	}
	return { groupOf, inertia };
}

function farCenters(
	{ x, y }: Points,
	weights: Float64Array,
	{ k, random }: { k: number; random: Random },
): Points {
	const centers = { x: new Float64Array(k), y: new Float64Array(k) };
	const nearest = new Float64Array(x.length).fill(1);
	for (let group = 0; group < k; group += 1) {
		let total = 0;
		for (let at = 0; at < x.length; at += 1) total += (nearest[at] ?? 0) * (weights[at] ?? 0);
		let left = random.next() * total;
		let chosen = 0;
		for (; chosen < x.length - 1; chosen += 1) {
			left -= (nearest[chosen] ?? 0) * (weights[chosen] ?? 0);
			if (left < 0) break;
		}
		const [cx, cy] = [x[chosen] ?? 0, y[chosen] ?? 0];
		centers.x[group] = cx;
		centers.y[group] = cy;
		for (let at = 0; at < x.length; at += 1) {
			const square = ((x[at] ?? 0) - cx) ** 2 + ((y[at] ?? 0) - cy) ** 2;
			nearest[at] = group === 0 ? square : Math.min(nearest[at] ?? 0, square);
		}
	}
	return centers;
}

function gather({ x, y }: Points, groupOf: Int32Array, k: number) {
	const sums = { x: new Float64Array(k), y: new Float64Array(k), weights: new Float64Array(k) };
	groupOf.forEach((group, at) => {
		sums.x[group] = (sums.x[group] ?? 0) + (x[at] ?? 0);
		sums.y[group] = (sums.y[group] ?? 0) + (y[at] ?? 0);
		sums.weights[group] = (sums.weights[group] ?? 0) + 1;
	});
	const mean = (sum: number, at: number) => sum / Math.max(1, sums.weights[at] ?? 0);
	return { points: { x: sums.x.map(mean), y: sums.y.map(mean) }, weights: sums.weights };
}

function distances({ x, y }: Points): Float64Array {
	const count = x.length;
	const apart = new Float64Array(count * count);
	for (let a = 0; a < count; a += 1) {
		for (let b = 0; b < a; b += 1) {
			const distance = Math.hypot((x[a] ?? 0) - (x[b] ?? 0), (y[a] ?? 0) - (y[b] ?? 0));
			apart[a * count + b] = distance;
			apart[b * count + a] = distance;
		}
	}
	return apart;
}

function silhouetteOf(
	apart: Float64Array,
	weights: Float64Array,
	groupOf: Int32Array,
	k: number,
): number {
	const count = groupOf.length;
	const sizes = new Float64Array(k);
	groupOf.forEach((group, at) => (sizes[group] = (sizes[group] ?? 0) + (weights[at] ?? 0)));
	let sum = 0;
	let people = 0;
	const to = new Float64Array(k);
	for (let at = 0; at < count; at += 1) {
		const own = groupOf[at] ?? 0;
		to.fill(0);
		for (let other = 0; other < count; other += 1) {
			const group = groupOf[other] ?? 0;
			to[group] = (to[group] ?? 0) + (apart[at * count + other] ?? 0) * (weights[other] ?? 0);
		}
		people += weights[at] ?? 0;
		if ((sizes[own] ?? 0) <= 1) continue;
		const inside = (to[own] ?? 0) / ((sizes[own] ?? 0) - 1);
		let outside = Infinity;
		for (let group = 0; group < k; group += 1) {
			const size = sizes[group] ?? 0;
			if (group !== own && size > 0) outside = Math.min(outside, (to[group] ?? 0) / size);
		}
		if (outside === Infinity || Math.max(inside, outside) === 0) continue;
		sum += ((outside - inside) / Math.max(inside, outside)) * (weights[at] ?? 0);
	}
	return people === 0 ? 0 : sum / people;
}

function ones(count: number): Float64Array {
	return new Float64Array(count).fill(1);
}

/** How far two partitions agree beyond chance: 1 the same, about 0 chance (Hubert and Arabie 1985). */
export function adjustedRandIndex(a: Int32Array, b: Int32Array): number {
	const pairs = (n: number) => (n * (n - 1)) / 2;
	const count = (keys: Iterable<string | number>) => {
		const counts = new Map<string | number, number>();
		for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1);
		return [...counts.values()].reduce((sum, n) => sum + pairs(n), 0);
	};
	const both = count([...a].map((group, at) => `${group} ${b[at] ?? 0}`));
	const [ofA, ofB] = [count(a), count(b)];
	const expected = (ofA * ofB) / Math.max(1, pairs(a.length));
	const most = (ofA + ofB) / 2;
	return most === expected ? 1 : (both - expected) / (most - expected);
}
