import { describe, expect, test } from 'vitest';
import { pausedTurns, resumedTurns, turnAt, turnedTo, turnsFrom } from './turns.ts';

const begin = 1_000_000;
const at = (seconds: number) => begin + seconds * 1_000;
const three = (seconds: number, isGoingOn: boolean) =>
	turnsFrom({ of: 'seats', ids: ['1', '2', '3'], seconds, isGoingOn }, begin);

describe('whose turn it is', () => {
	test.each([
		{ after: 0, turn: 0, left: 60 },
		{ after: 59, turn: 0, left: 1 },
		{ after: 60, turn: 1, left: 60 },
		{ after: 175, turn: 2, left: 5 },
	])('going on by itself, after $after seconds: turn $turn', ({ after, turn, left }) => {
		expect(turnAt(three(60, true), at(after))).toEqual({ at: turn, dueAt: at(after + left) });
	});

	test('at the end all had theirs, however long nobody presses anything', () => {
		expect(turnAt(three(60, true), at(9_999))).toEqual({ at: 3, dueAt: null });
	});

	test('without going on by itself the time runs over', () => {
		expect(turnAt(three(60, false), at(90))).toEqual({ at: 0, dueAt: at(60) });
	});

	test('without a limit nothing goes on by itself', () => {
		expect(turnAt(three(0, true), at(9_999))).toEqual({ at: 0, dueAt: null });
	});

	test('while the clock stands still nobody loses time', () => {
		const still = pausedTurns(three(60, true), at(30));
		expect(turnAt(still, at(500))).toEqual({ at: 0, dueAt: at(530) });
		expect(turnAt(resumedTurns(still, at(500)), at(529)).at).toBe(0);
		expect(turnAt(resumedTurns(still, at(500)), at(530)).at).toBe(1);
	});
});

describe('the next one', () => {
	test('begins with the whole time; the same press again changes nothing', () => {
		const next = turnedTo(three(60, true), 0, 1, at(20));
		expect(next && turnAt(next, at(20))).toEqual({ at: 1, dueAt: at(80) });
		expect(next && turnedTo(next, 0, 1, at(21))).toBe(next);
	});

	test('pressed just when it went on by itself, nobody is passed over', () => {
		const turns = three(60, true);
		expect(turnedTo(turns, 0, 1, at(61))).toBe(turns);
	});

	test('whoever looks at an old page moves nothing; there is none before the first', () => {
		expect(turnedTo(three(60, true), 0, 1, at(130))).toBeUndefined();
		expect(turnedTo(three(60, false), 0, -1, at(1))).toBeUndefined();
	});

	test('after the last all had theirs, and one can go back', () => {
		const over = turnedTo(three(0, false), 0, 1, at(1));
		const last = over && turnedTo(over, 1, 1, at(2));
		const all = last && turnedTo(last, 2, 1, at(3));
		expect(all?.at).toBe(3);
		expect(all && turnedTo(all, 3, -1, at(4))?.at).toBe(2);
	});
});
