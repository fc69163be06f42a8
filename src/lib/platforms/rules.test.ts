import { describe, expect, test } from 'vitest';
import type { Actor, Role } from '../kernel/actor.ts';
import {
	actionMovesFrom,
	actsFor,
	after,
	isOpenToOthers,
	isOwn,
	memberActs,
	pairsOf,
	platformStates,
	unreadyBecause,
	type Member,
	type PlatformMove,
	type PlatformState,
} from './rules.ts';
import { standOf, type Answer } from './question-rules.ts';

const moves: PlatformMove[] = [
	'open',
	'callOff',
	'activate',
	'achieve',
	'stop',
	'merge',
	'dissolve',
];

/** Every move that is possible, state by state. All other pairs are impossible: there is no way back. */
const lawful: Record<PlatformState, Partial<Record<PlatformMove, PlatformState>>> = {
	proposed: { open: 'gathering', callOff: 'stopped' },
	gathering: { activate: 'active', callOff: 'stopped' },
	active: { achieve: 'achieved', stop: 'stopped', merge: 'merged' },
	achieved: { dissolve: 'dissolved' },
	stopped: { dissolve: 'dissolved' },
	merged: {},
	dissolved: {},
};

describe.each(platformStates)('a プラットフォーム that is %s', (state) => {
	test.each(moves)('%s', (move) => {
		expect(after(state, move)).toBe(lawful[state][move]);
	});
});

test('others can come in while people gather and while they act', () => {
	expect(platformStates.filter(isOpenToOthers)).toEqual(['gathering', 'active']);
});

const here = '0198a000-0000-7000-8000-000000000001';
const group = 'group-of-three';

function person(personId: string, role: Role | null, represents: string[] = []): Actor {
	return {
		kind: 'person',
		operatorId: here,
		personId,
		grants: role ? [{ role, scopeKind: 'operator', scopeId: null }] : [],
		represents,
	};
}

function member(id: string, overrides: Partial<Member> = {}): Member {
	return {
		id,
		organisationId: null,
		personId: id,
		state: 'active',
		acceptedBy: id,
		roles: ['広報'],
		sharesOnly: false,
		...overrides,
	};
}

const officer = person('officer', 'officer');
const resident = person('resident', null);
const speaker = person('speaker', null, [group]);
const members = [
	member('officer'),
	member('resident'),
	member('group', { organisationId: group, personId: null, acceptedBy: 'speaker' }),
];

describe.each(platformStates)('equal rights while it is %s', (state) => {
	test('a ward officer, a resident and a group of three have the same buttons', () => {
		const platform = { state, members };
		expect(actsFor(officer, platform)).toEqual(actsFor(resident, platform));
		expect(actsFor(speaker, platform)).toEqual(actsFor(resident, platform));
	});

	test.each([
		['the secretariat', person('office', 'secretariat')],
		['a coordinator', person('office', 'coordinator')],
		['an administrator', person('office', 'administrator')],
		['somebody of another group', person('other', null, ['another-group'])],
		['a visitor', { kind: 'anyone', operatorId: here } satisfies Actor],
		['the system', { kind: 'system', operatorId: here, task: 'demo' } satisfies Actor],
	])('%s who is no member has none of them', (_, actor) => {
		expect(actsFor(actor, { state, members })).toEqual([]);
	});

	test.each(['invited', 'asked', 'declined', 'left', 'ended'] as const)(
		'who is only %s has none',
		(membership) => {
			const platform = {
				state,
				members: [member('resident', { state: membership }), member('officer')],
			};
			expect(actsFor(resident, platform)).toEqual([]);
		},
	);
});

test('every act is possible in some state', () => {
	const possible = new Set(
		platformStates.flatMap((state) => actsFor(resident, { state, members })),
	);
	expect(memberActs.filter((act) => !possible.has(act))).toEqual([]);
});

test('being convenor or holding many roles changes nothing: acts are asked of the state alone', () => {
	const few = {
		state: 'active',
		members: [member('resident', { roles: [], sharesOnly: true })],
	} as const;
	const many = {
		state: 'active',
		members: [member('resident', { roles: ['よびかけ', '会計', '広報'] })],
	} as const;
	expect(actsFor(resident, few)).toEqual(actsFor(resident, many));
});

test('an organisation is spoken for by those who may act for it, a person only by itself', () => {
	expect(isOwn(speaker, { organisationId: group, personId: null })).toBe(true);
	expect(isOwn(resident, { organisationId: group, personId: null })).toBe(false);
	expect(isOwn(person('office', 'secretariat'), { organisationId: group, personId: null })).toBe(
		false,
	);
	expect(isOwn(speaker, { organisationId: null, personId: 'resident' })).toBe(false);
});

test.each([
	['one body', [member('a')], ['tooFew']],
	['two bodies', [member('a'), member('b')], []],
	[
		'two bodies with one person behind both',
		[member('a'), member('b', { acceptedBy: 'a' })],
		['tooFew'],
	],
	[
		'one active and one invited',
		[member('a'), member('b', { state: 'invited', acceptedBy: null })],
		['tooFew'],
	],
	['somebody without a part', [member('a'), member('b', { roles: [] })], ['rolesMissing']],
	['情報共有のみ', [member('a'), member('b', { roles: [], sharesOnly: true })], []],
	['nobody', [], ['tooFew']],
])('can %s begin?', (_, list, missing) => {
	expect(unreadyBecause(list)).toEqual(missing);
});

describe('the answer to a question', () => {
	const askedAt = new Date('2026-11-01T00:00:00Z');
	const day = (count: number) => new Date(askedAt.getTime() + count * 86_400_000);
	const yes = (memberId: string): Answer => ({ memberId, agrees: true });
	const no = (memberId: string): Answer => ({ memberId, agrees: false });
	const ask = (memberIds: string[], answers: Answer[], days: number) =>
		standOf({ askedAt, memberIds, answers }, day(days));

	test.each([
		['all agree on the first day', ['a', 'b'], [yes('a'), yes('b')], 0, 'agreed'],
		['one is silent on the 13th day', ['a', 'b'], [yes('a')], 13, 'open'],
		['one of two is silent on the 14th day', ['a', 'b'], [yes('a')], 14, 'agreed'],
		['two of three are silent on the 14th day', ['a', 'b', 'c'], [yes('a')], 14, 'open'],
		['two of three are silent on the 28th day', ['a', 'b', 'c'], [yes('a')], 28, 'agreed'],
		['one objects before the time is over', ['a', 'b'], [yes('a'), no('b')], 3, 'open'],
		['one objects and the time is over', ['a', 'b'], [yes('a'), no('b')], 14, 'notAgreed'],
		['one objects, nobody else answers', ['a', 'b', 'c'], [no('b')], 30, 'notAgreed'],
		['nobody answers, ever', ['a', 'b'], [], 40, 'notAgreed'],
		['whoever objected has left', ['a', 'c'], [yes('a'), no('b'), yes('c')], 1, 'agreed'],
	] as const)('when %s', (_, memberIds, answers, days, stand) => {
		expect(ask([...memberIds], [...answers], days)).toBe(stand);
	});

	test('one silent member never holds the others for ever, however many there are', () => {
		for (let size = 2; size <= 30; size++) {
			const memberIds = Array.from({ length: size }, (_, index) => `m${index}`);
			const answers = memberIds.slice(1).map(yes);
			expect(ask(memberIds, answers, 14)).toBe('agreed');
		}
	});
});

test('a task that nobody holds can be taken, one that somebody holds can be let go', () => {
	expect(actionMovesFrom({ state: 'open', memberId: null })).toEqual(['take', 'start', 'finish']);
	expect(actionMovesFrom({ state: 'open', memberId: 'a' })).toEqual(['start', 'finish', 'release']);
	expect(actionMovesFrom({ state: 'doing', memberId: 'a' })).toEqual(['finish', 'release']);
	expect(actionMovesFrom({ state: 'released', memberId: null })).toEqual(['take']);
	expect(actionMovesFrom({ state: 'done', memberId: 'a' })).toEqual([]);
});

test('pairs of organisations are counted once, in one order', () => {
	expect(pairsOf(['b', 'a', 'c', 'a'])).toEqual([
		['a', 'b'],
		['a', 'c'],
		['b', 'c'],
	]);
	expect(pairsOf(['a'])).toEqual([]);
});
