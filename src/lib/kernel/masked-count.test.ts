import fc from 'fast-check';
import { expect, test } from 'vitest';
import { maskedCount, maskWithSecondary } from './masked-count.ts';

const shown = (rows: readonly number[], k?: number) =>
	maskWithSecondary(rows, k).map((row) => (row.masked ? '–' : row.n));

test('small counts are masked', () => {
	expect(maskedCount(4)).toEqual({ masked: true });
	expect(maskedCount(5)).toEqual({ masked: false, n: 5 });
	expect(maskedCount(9, 10)).toEqual({ masked: true });
	expect(maskedCount(0)).toEqual({ masked: true });
	expect(maskedCount(0, 5, { showZero: true })).toEqual({ masked: false, n: 0 });
	expect(maskedCount(1, 5, { showZero: true })).toEqual({ masked: true });
});

test('a single small row takes the next one with it', () => {
	expect(shown([12, 3, 30, 20])).toEqual(['–', '–', 30, 20]);
});

test('rows that are all large stay', () => {
	expect(shown([12, 5, 30])).toEqual([12, 5, 30]);
	expect(shown([])).toEqual([]);
});

test('two small rows whose sum gives them away take a third', () => {
	expect(shown([4, 4, 5, 90])).toEqual(['–', '–', '–', 90]);
	expect(shown([0, 1, 40, 90])).toEqual(['–', '–', '–', 90]);
});

/** Every table a reader could believe in, given the sum and what is shown. */
function rangeOf(rows: readonly number[], masked: readonly boolean[], row: number): number {
	const sum = rows.reduce((total, n, i) => total + (masked[i] ? n : 0), 0);
	const smallestShown = Math.min(sum, ...rows.filter((_, i) => !masked[i]));
	const others = masked.filter(Boolean).length - 1;
	let possible = 0;
	for (let value = 0; value <= smallestShown; value += 1) {
		const rest = sum - value;
		if (rest >= 0 && rest <= others * smallestShown) possible += 1;
	}
	return masked[row] ? possible : Infinity;
}

test('no masked row can be narrowed to fewer than k values unless all rows are masked', () => {
	fc.assert(
		fc.property(
			fc.array(fc.integer({ min: 0, max: 60 }), { minLength: 1, maxLength: 12 }),
			fc.integer({ min: 3, max: 10 }),
			(rows, k) => {
				const masked = maskWithSecondary(rows, k).map((row) => row.masked);
				rows.forEach((n, row) => expect(n >= k || masked[row]).toBe(true));
				if (masked.every(Boolean)) return;
				rows.forEach((_, row) => {
					expect(rangeOf(rows, masked, row)).toBeGreaterThanOrEqual(k);
				});
			},
		),
	);
});
