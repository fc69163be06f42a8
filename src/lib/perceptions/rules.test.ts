import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
	afterStatement,
	groupsOf,
	leaningOf,
	shownTally,
	statementMoves,
	statementStates,
	type Position,
} from './rules.ts';

test('what people have answered is never taken back or opened again', () => {
	const lawful = statementStates.flatMap((state) =>
		statementMoves.flatMap((move) => {
			const next = afterStatement(state, move);
			return next ? [`${state} ${move} ${next}`] : [];
		}),
	);
	expect(lawful).toEqual([
		'offered accept accepted',
		'offered withdraw withdrawn',
		'accepted open open',
		'accepted withdraw withdrawn',
		'open close closed',
	]);
});

describe('positions are told only where enough people have them', () => {
	const groups = (sizes: Partial<Record<Position, number>>) => {
		const entries = Object.entries(sizes) as [Position, number][];
		return Object.fromEntries(groupsOf(new Map(entries)));
	};
	test('small ones are put together', () => {
		expect(groups({ residents: 8, administration: 3, expert: 2 })).toEqual({
			...{ residents: 'residents', administration: 'others', expert: 'others' },
		});
	});
	test('a single person is put together with the next larger position', () => {
		expect(groups({ residents: 9, civicGroup: 6, administration: 1 })).toEqual({
			...{ residents: 'residents', civicGroup: 'others', administration: 'others' },
		});
	});
	test('nothing is told of two positions of which one is too small', () => {
		expect(groups({ residents: 20, administration: 2 })).toEqual({
			...{ residents: 'all', administration: 'all' },
		});
	});
	test("who did not say a position is nobody's position", () => {
		expect(groups({ '': 9, residents: 9 })).toEqual({ '': 'others', residents: 'residents' });
	});
	test('every group has five people or is everybody, whatever the sizes', () => {
		const names: Position[] = ['residents', 'administration', 'expert', 'company', ''];
		fc.assert(
			fc.property(fc.array(fc.nat(12), { minLength: 5, maxLength: 5 }), (counts) => {
				const sizes = new Map(names.map((name, at): [Position, number] => [name, counts[at] ?? 0]));
				const found = groupsOf(sizes);
				for (const group of new Set(found.values())) {
					const people = [...found]
						.filter(([, own]) => own === group)
						.reduce((sum, [name]) => sum + (sizes.get(name) ?? 0), 0);
					if (group !== 'all') expect(people).toBeGreaterThanOrEqual(5);
					else expect(new Set(found.values()).size).toBe(1);
				}
			}),
		);
	});
});

test('no count below five can be found from the counts beside it', () => {
	const answer = fc.nat(30);
	fc.assert(
		fc.property(answer, answer, answer, (agree, disagree, pass) => {
			const shown = shownTally({ agree, disagree, pass });
			const hidden = Object.values(shown).filter(({ masked }) => masked).length;
			// one masked count alone would be the rest of the sum
			expect(hidden).not.toBe(1);
			for (const count of Object.values(shown)) {
				if (!count.masked && count.n > 0) expect(count.n).toBeGreaterThanOrEqual(5);
			}
		}),
	);
});

test('that nobody gave an answer is told from ten people on', () => {
	const told = shownTally({ agree: 23, disagree: 11, pass: 0 });
	expect(Object.values(told)).toEqual([23, 11, 0].map((n) => ({ masked: false, n })));
	expect(shownTally({ agree: 5, disagree: 3, pass: 0 }).pass).toEqual({ masked: true });
});

test('everybody of one mind is not told as a count', () => {
	expect(shownTally({ agree: 12, disagree: 0, pass: 0 }).agree).toEqual({ masked: true });
	expect(leaningOf(1, 12)).toBe('nearlyAll');
	expect(leaningOf(11 / 12, 12)).toBe('nearlyAll');
	expect(leaningOf(1, 4)).toBe('few');
});
