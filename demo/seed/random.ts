/** Chance that falls the same way in every run: the demo region is the same for everybody. */
export type Random = {
	/** 0 ≤ x < 1 */
	next: () => number;
	/** A whole number from `least` to `most`, both included. */
	between: (least: number, most: number) => number;
	chance: (probability: number) => boolean;
	pick: <T>(list: readonly T[]) => T;
	/** Picks by weight; a weight of 0 is never picked. */
	weighted: <T>(list: readonly (readonly [T, number])[]) => T;
	/** Some of the list, each at most once, in the order of the list. */
	some: <T>(list: readonly T[], count: number) => T[];
	shuffled: <T>(list: readonly T[]) => T[];
	bytes: (count: number) => Uint8Array;
};

export const seed = 20_230_220;

/** A stream of its own for each name, so that a new story changes no other story. */
export function randomFor(name: string): Random {
	const next = mulberry32(seed ^ hashOf(name));
	const between = (least: number, most: number) => least + Math.floor(next() * (most - least + 1));
	const shuffled = <T>(list: readonly T[]): T[] =>
		list
			.map((item) => ({ item, key: next() }))
			.sort((a, b) => a.key - b.key)
			.map(({ item }) => item);
	return {
		next,
		between,
		chance: (probability) => next() < probability,
		pick: (list) => taken(list[Math.floor(next() * list.length)]),
		weighted(list) {
			let rest = next() * list.reduce((sum, [, weight]) => sum + weight, 0);
			const found = list.find(([, weight]) => (rest -= weight) < 0) ?? list.at(-1);
			return taken(found)[0];
		},
		some(list, count) {
			const kept = new Set(shuffled([...list.keys()]).slice(0, count));
			return list.filter((_, index) => kept.has(index));
		},
		shuffled,
		bytes: (count) => Uint8Array.from({ length: count }, () => between(0, 255)),
	};
}

/** What must be there; the demo is wrong, not unlucky, when it is not. */
export function taken<T>(value: T | undefined): T {
	if (value === undefined) throw new Error('the demo region asks for something that is not there');
	return value;
}

function mulberry32(state: number): () => number {
	let a = state >>> 0;
	return () => {
		a = (a + 0x6d2b79f5) >>> 0;
		let t = Math.imul(a ^ (a >>> 15), a | 1);
		t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
		return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
	};
}

/** FNV-1a */
function hashOf(text: string): number {
	let hash = 0x811c9dc5;
	for (const letter of text) hash = Math.imul(hash ^ (letter.codePointAt(0) ?? 0), 0x01000193);
	return hash >>> 0;
}
