/** Spearman's rank correlation of two lists of the same length, −1 to 1; ties share their mean rank. */
export function rankCorrelation(a: readonly number[], b: readonly number[]): number {
	if (a.length !== b.length) throw new RangeError('the lists differ in length');
	return correlation(ranksOf(a), ranksOf(b));
}

function ranksOf(values: readonly number[]): number[] {
	const order = values.map((_, at) => at).sort((x, y) => (values[x] ?? 0) - (values[y] ?? 0));
	const ranks = new Array<number>(values.length).fill(0);
	for (let from = 0; from < order.length;) {
		let to = from + 1;
		while (to < order.length && values[order[to] ?? 0] === values[order[from] ?? 0]) to += 1;
		for (const at of order.slice(from, to)) ranks[at] = (from + to - 1) / 2;
		from = to;
	}
	return ranks;
}

function correlation(a: readonly number[], b: readonly number[]): number {
	const middle = (a.length - 1) / 2;
	let [both, ofA, ofB] = [0, 0, 0];
	a.forEach((rank, at) => {
		const [x, y] = [rank - middle, (b[at] ?? 0) - middle];
		both += x * y;
		ofA += x * x;
		ofB += y * y;
	});
	return ofA === 0 || ofB === 0 ? 0 : both / Math.sqrt(ofA * ofB);
}
