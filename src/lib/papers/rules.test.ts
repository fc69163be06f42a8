import { expect, test } from 'vitest';
import {
	afterPaper,
	isAvailable,
	mayRetry,
	mayTake,
	paperMoves,
	paperStates,
	shortCode,
	stuckAfter,
} from './rules.ts';

const now = new Date('2026-11-22T01:00:00Z');
const before = (milliseconds: number) => new Date(now.getTime() - milliseconds);

test('a paper moves only along the table', () => {
	const lawful = paperStates.flatMap((state) =>
		paperMoves.flatMap((move) => {
			const to = afterPaper(state, move);
			return to ? [`${state} ${move} ${to}`] : [];
		}),
	);
	expect(lawful).toEqual([
		'waiting begin making',
		'making begin making',
		'making finish ready',
		'making fail failed',
		'making retry waiting',
		'ready expire expired',
		'failed retry waiting',
	]);
});

test('a paper with names is for who asked for it; one for everybody has no owner', () => {
	const person = (personId: string) =>
		({ kind: 'person', operatorId: 'o', personId, grants: [], represents: [] }) as const;
	const visitor = { kind: 'anyone', operatorId: 'o' } as const;
	expect(mayTake(person('a'), { askedBy: 'a' })).toBe(true);
	expect(mayTake(person('b'), { askedBy: 'a' })).toBe(false);
	expect(mayTake(visitor, { askedBy: 'a' })).toBe(false);
	expect(mayTake(visitor, { askedBy: null })).toBe(true);
});

test('what failed or hangs may be asked for again, what is on its way may not', () => {
	const paper = (state: (typeof paperStates)[number], begun: number) => ({
		...{ state, askedAt: before(begun), begunAt: before(begun) },
	});
	expect(mayRetry(paper('failed', 0), now)).toBe(true);
	expect(mayRetry(paper('making', stuckAfter + 1), now)).toBe(true);
	expect(mayRetry(paper('making', stuckAfter - 1), now)).toBe(false);
	expect(mayRetry(paper('ready', stuckAfter + 1), now)).toBe(false);
});

test('a paper is there until its day is over', () => {
	expect(isAvailable({ state: 'ready', expiresAt: new Date(now.getTime() + 1) }, now)).toBe(true);
	expect(isAvailable({ state: 'ready', expiresAt: now }, now)).toBe(false);
	expect(isAvailable({ state: 'making', expiresAt: null }, now)).toBe(false);
});

test('short addresses have six letters that are not mistaken for each other', () => {
	const codes = ['0197a3c4-0000-7000-8000-000000000001', '0197a3c4-0000-7000-8fff-ffffffffffff'];
	for (const id of codes) expect(shortCode(id)).toMatch(/^[2-9a-hjkmnp-z]{6}$/);
	expect(new Set(codes.map(shortCode)).size).toBe(2);
});
