/** A source of numbers that look random and are the same for the same seed on every machine. */
export type Random = {
	/** A number from 0 up to, not including, 1. */
	next: () => number;
	/** A whole number from 0 up to, not including, `limit`. */
	below: (limit: number) => number;
};

/**
 * Random numbers from a seed: a Weyl sequence through the 32-bit finaliser "lowbias32" (C. Wellons,
 * "Prospecting for Hash Functions", 2018). Good enough for shuffles and annealing, never for secrets.
 */
export function seededRandom(seed: number): Random {
	let state = mixed(Math.trunc(seed) ^ 0x5bd1e995);
	const next = () => {
		state = (state + 0x9e3779b9) | 0;
		return mixed(state) / 4294967296;
	};
	return { next, below: (limit) => Math.floor(next() * limit) };
}

function mixed(value: number): number {
	let bits = value >>> 0;
	bits = Math.imul(bits ^ (bits >>> 16), 0x21f0aaad);
	bits = Math.imul(bits ^ (bits >>> 15), 0x735a2d97);
	return (bits ^ (bits >>> 15)) >>> 0;
}

/** A copy in random order (Fisher and Yates). */
export function shuffled<Item>(items: Iterable<Item>, random: Random): Item[] {
	const left = [...items];
	const order: Item[] = [];
	while (left.length > 0) {
		const at = random.below(left.length);
		const last = left.pop();
		if (last === undefined) break;
		const taken = left[at] ?? last;
		if (at < left.length) left[at] = last;
		order.push(taken);
	}
	return order;
}
