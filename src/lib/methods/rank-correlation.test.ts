import { expect, test } from 'vitest';
import { rankCorrelation } from './rank-correlation.ts';

test('the same order agrees fully, the opposite order not at all', () => {
	expect(rankCorrelation([1, 5, 9, 20], [2, 3, 4, 100])).toBeCloseTo(1);
	expect(rankCorrelation([1, 5, 9, 20], [4, 3, 2, 1])).toBeCloseTo(-1);
});

test('ties share their mean rank', () => {
	// ranks 1, 2.5, 2.5, 4 against 1, 2, 3, 4: 4.5 / √(4.5 · 5)
	expect(rankCorrelation([1, 2, 2, 3], [1, 2, 3, 4])).toBeCloseTo(0.9487, 4);
});

test('a list without differences says nothing', () => {
	expect(rankCorrelation([1, 1, 1], [1, 2, 3])).toBe(0);
	expect(() => rankCorrelation([1], [1, 2])).toThrow(RangeError);
});
