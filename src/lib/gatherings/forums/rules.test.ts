import { describe, expect, test } from 'vitest';
import {
	afterForum,
	courseOutputs,
	forumMoveNames,
	forumMovesFrom,
	forumStates,
	missingForMove,
	missingOutputs,
	type ForumMove,
	type ForumState,
} from './rules.ts';

/** DOMAIN §3.3: planned → startupCourse → prepared → launched → {paused → launched} → ended. */
const lawful: [ForumState, ForumMove, ForumState][] = [
	['planned', 'startCourse', 'startupCourse'],
	['startupCourse', 'prepare', 'prepared'],
	['prepared', 'launch', 'launched'],
	['launched', 'pause', 'paused'],
	['launched', 'end', 'ended'],
	['paused', 'resume', 'launched'],
	['paused', 'end', 'ended'],
];

describe('states of a forum', () => {
	const all = forumStates.flatMap((state) => forumMoveNames.map((move) => [state, move] as const));
	test.each(all)('%s + %s', (state, move) => {
		const expected = lawful.find(([from, name]) => from === state && name === move)?.[2];
		expect(afterForum(state, move)).toBe(expected);
	});

	test('what has ended stays ended', () => {
		expect(forumMovesFrom('ended')).toEqual([]);
	});
});

test('a forum is prepared when each of the four steps has left something behind', () => {
	expect(missingOutputs({})).toEqual(courseOutputs);
	expect(
		missingOutputs({ card: 12, issueByPosition: 3, rootCause: 1, jointPossibility: 2 }),
	).toEqual(['missingFunction']);
	expect(
		missingOutputs({
			card: 1,
			issueByPosition: 1,
			rootCause: 1,
			jointPossibility: 1,
			missingFunction: 1,
			need: 4,
		}),
	).toEqual([]);
});

test('missing outcomes need a reason, and so do a pause and the end', () => {
	const missing = ['rootCause'] as const;
	expect(missingForMove('prepare', { missing, reason: '' })?.field).toBe('reason');
	expect(missingForMove('prepare', { missing, reason: '書面で確かめた' })).toBeUndefined();
	expect(missingForMove('prepare', { missing: [], reason: '' })).toBeUndefined();
	expect(missingForMove('pause', { missing: [], reason: '' })?.field).toBe('reason');
	expect(missingForMove('end', { missing: [], reason: '' })?.field).toBe('reason');
	expect(missingForMove('resume', { missing: [], reason: '' })).toBeUndefined();
});
