import { describe, expect, test } from 'vitest';
import type { Actor, Role } from '../kernel/actor.ts';
import {
	after,
	concernActs,
	concernStates,
	deidentifiedAfter,
	isShared,
	mayCloseWith,
	mayDeidentify,
	mayEnterThrough,
	mayHandle,
	mayOpenDesk,
	mayPublish,
	mayReadDeidentified,
	mayVerify,
	needsSecondEye,
	parseReceiptNumber,
	receiptNumber,
	sightOf,
	urgencyOnReceipt,
	type ConcernAct,
	type ConcernState,
} from './rules.ts';
import { waitingSince } from './waiting.ts';
import { deidentifiedStates } from './vocabulary.ts';

/** Every act that is possible, state by state, and where it leads. All other pairs are impossible. */
const lawful: Record<ConcernState, Partial<Record<ConcernAct, ConcernState>>> = {
	draft: { receive: 'received', withdraw: 'withdrawn', attach: 'draft' },
	received: {
		triage: 'triaged',
		markDuplicate: 'duplicateOf',
		withdraw: 'withdrawn',
		assign: 'received',
		note: 'received',
		correct: 'received',
		verify: 'received',
		consent: 'received',
		attach: 'received',
		slip: 'received',
	},
	triaged: {
		linkToCase: 'linkedToCase',
		publish: 'forGrouping',
		answer: 'answered',
		refer: 'referred',
		markDuplicate: 'duplicateOf',
		withdraw: 'withdrawn',
		triage: 'triaged',
		deidentify: 'triaged',
		assign: 'triaged',
		note: 'triaged',
		correct: 'triaged',
		verify: 'triaged',
		consent: 'triaged',
		attach: 'triaged',
		slip: 'triaged',
	},
	linkedToCase: underwayActs('linkedToCase'),
	forGrouping: underwayActs('forGrouping'),
	answered: underwayActs('answered'),
	referred: underwayActs('referred'),
	closed: {
		publish: 'closed',
		deidentify: 'closed',
		note: 'closed',
		verify: 'closed',
		consent: 'closed',
		attach: 'closed',
		slip: 'closed',
	},
	duplicateOf: { answer: 'duplicateOf', note: 'duplicateOf', slip: 'duplicateOf' },
	withdrawn: {},
};

function underwayActs(state: ConcernState): Partial<Record<ConcernAct, ConcernState>> {
	const staying = [
		'triage',
		'answer',
		'refer',
		'linkToCase',
		'publish',
		'deidentify',
		'assign',
		'note',
		'correct',
		'verify',
		'consent',
		'attach',
		'slip',
	] as const;
	return {
		...Object.fromEntries(staying.map((act) => [act, state])),
		close: 'closed',
		withdraw: 'withdrawn',
	};
}

describe.each(concernStates)('a concern that is %s', (state) => {
	test.each(concernActs)('%s', (act) => {
		expect(after(state, act)).toBe(lawful[state][act]);
	});
});

const here = '0198a000-0000-7000-8000-000000000001';
const area = '0198a000-0000-7000-8000-000000000002';
const person = (
	role: Role | null,
	scopeId: string | null = null,
	represents: string[] = [],
): Actor => ({
	kind: 'person',
	operatorId: here,
	personId: 'p1',
	grants: role ? [{ role, scopeKind: scopeId ? 'area' : 'operator', scopeId }] : [],
	represents,
});
const visitor: Actor = { kind: 'anyone', operatorId: here };
const task: Actor = { kind: 'system', operatorId: here, task: 'test' };

test.each([
	['a visitor', visitor, { sight: 'none', handle: false, desk: false, texts: false }],
	['a resident', person(null), { sight: 'none', handle: false, desk: false, texts: false }],
	[
		'a member of a 団体',
		person(null, null, ['o1']),
		{ sight: 'none', handle: false, desk: false, texts: true },
	],
	['a 進行役', person('facilitator'), { sight: 'none', handle: false, desk: false, texts: true }],
	[
		'the secretariat',
		person('secretariat'),
		{ sight: 'all', handle: true, desk: true, texts: true },
	],
	[
		'a coordinator of an area',
		person('coordinator', area),
		{ sight: 'areas', handle: true, desk: true, texts: true },
	],
	[
		'a coordinator of the whole',
		person('coordinator'),
		{ sight: 'areas', handle: true, desk: true, texts: true },
	],
	['an officer', person('officer'), { sight: 'referred', handle: false, desk: true, texts: true }],
	['an evaluator', person('evaluator'), { sight: 'none', handle: false, desk: false, texts: true }],
	['an auditor', person('auditor'), { sight: 'none', handle: false, desk: false, texts: true }],
	[
		'an administrator',
		person('administrator'),
		{ sight: 'none', handle: false, desk: false, texts: false },
	],
	['the program', task, { sight: 'all', handle: true, desk: true, texts: true }],
] as const)('%s', (_, actor, may) => {
	expect({
		sight: sightOf(actor).kind,
		handle: mayHandle(actor),
		desk: mayOpenDesk(actor),
		texts: mayReadDeidentified(actor),
	}).toEqual(may);
});

test('a coordinator sees the areas of the role, the coordinator of the whole sees every area', () => {
	expect(sightOf(person('coordinator', area))).toEqual({
		kind: 'areas',
		areas: [area],
		personId: 'p1',
	});
	expect(sightOf(person('coordinator'))).toEqual({ kind: 'areas', areas: 'every', personId: 'p1' });
});

test.each([
	['staff by telephone', person('secretariat'), 'phone', true],
	['staff through the form of the web', person('secretariat'), 'web', false],
	['a 進行役 after a session', person('facilitator'), 'session', true],
	['a 進行役 by telephone', person('facilitator'), 'phone', false],
	['a resident', person(null), 'phone', false],
] as const)('entering for somebody: %s', (_, actor, channel, expected) => {
	expect(mayEnterThrough(actor, channel)).toBe(expected);
});

describe('the text from which nobody can be recognised', () => {
	const staff = person('secretariat');
	test.each([
		['another person wrote it', staff, { deidentifiedBy: 'p2', reporterId: null }, true],
		['the same person wrote it', staff, { deidentifiedBy: 'p1', reporterId: null }, false],
		['the publisher told it', staff, { deidentifiedBy: 'p2', reporterId: 'p1' }, false],
		['a resident publishes', person(null), { deidentifiedBy: 'p2', reporterId: null }, false],
		['the program publishes', task, { deidentifiedBy: 'p2', reporterId: null }, false],
	] as const)('publishing when %s: %j', (_, actor, concern, expected) => {
		expect(mayPublish(actor, concern)).toBe(expected);
	});

	test('nobody writes about what they told themselves', () => {
		expect(mayDeidentify(staff, { reporterId: 'p1' })).toBe(false);
		expect(mayDeidentify(staff, { reporterId: 'p2' })).toBe(true);
	});

	test.each(deidentifiedStates)('from %s', (state) => {
		const lawfulHere = {
			none: { write: 'drafted' },
			drafted: { write: 'drafted', publish: 'published', return: 'returned' },
			returned: { write: 'drafted' },
			published: { takeBack: 'returned' },
		}[state];
		const acts = ['write', 'publish', 'return', 'takeBack'] as const;
		const found = acts.flatMap((act) => {
			const next = deidentifiedAfter(state, act);
			return next ? [[act, next] as const] : [];
		});
		expect(Object.fromEntries(found)).toEqual(lawfulHere);
	});

	test('a withdrawn concern is shared no longer', () => {
		expect(isShared({ state: 'forGrouping', deidentifiedState: 'published' })).toBe(true);
		expect(isShared({ state: 'closed', deidentifiedState: 'published' })).toBe(true);
		expect(isShared({ state: 'withdrawn', deidentifiedState: 'published' })).toBe(false);
		expect(isShared({ state: 'forGrouping', deidentifiedState: 'drafted' })).toBe(false);
	});
});

test('what was typed from paper waits for another person', () => {
	const staff = person('secretariat');
	expect(needsSecondEye({ channel: 'fax', verifiedBy: null, state: 'received' })).toBe(true);
	expect(needsSecondEye({ channel: 'fax', verifiedBy: 'p2', state: 'received' })).toBe(false);
	expect(needsSecondEye({ channel: 'phone', verifiedBy: null, state: 'received' })).toBe(false);
	expect(needsSecondEye({ channel: 'post', verifiedBy: null, state: 'draft' })).toBe(false);
	expect(mayVerify(staff, { transcribedBy: 'p1' })).toBe(false);
	expect(mayVerify(staff, { transcribedBy: 'p2' })).toBe(true);
	expect(mayVerify(visitor, { transcribedBy: 'p2' })).toBe(false);
});

test('"told the reporter" needs that somebody did', () => {
	expect(mayCloseWith('fedBack', { replies: 0, contacts: 0 })).toBe(false);
	expect(mayCloseWith('fedBack', { replies: 1, contacts: 0 })).toBe(true);
	expect(mayCloseWith('fedBack', { replies: 0, contacts: 1 })).toBe(true);
	expect(mayCloseWith('notWanted', { replies: 0, contacts: 0 })).toBe(true);
});

test.each([
	['normal', [], 'normal'],
	['normal', ['at_the_limit'], 'soon'],
	['normal', ['cannot_come'], 'normal'],
	['urgent', ['at_the_limit'], 'urgent'],
] as const)('told as %s with %j is %s', (urgency, circumstances, expected) => {
	expect(urgencyOnReceipt({ urgency, circumstances })).toBe(expected);
});

describe('受付番号', () => {
	test.each([
		[2026, 123, '気-R8-0123'],
		[2019, 1, '気-R1-0001'],
		[2024, 12345, '気-R6-12345'],
	])('%i, %i → %s', (year, running, number) => {
		expect(receiptNumber(year, running)).toBe(number);
	});

	test.each([
		['気-R8-0123', '気-R8-0123'],
		['気－Ｒ８－０１２３', '気-R8-0123'],
		['気r8-123', '気-R8-0123'],
		['R8ー0123', '気-R8-0123'],
		['気-R6-12345', '気-R6-12345'],
		['123', undefined],
		['', undefined],
	])('%s is read as %s', (text, number) => {
		expect(parseReceiptNumber(text)).toBe(number);
	});
});

describe('working days', () => {
	test.each([
		[
			'Friday evening to Tuesday after a holiday',
			'2026-11-20T10:00:00Z',
			'2026-11-24T01:00:00Z',
			1,
			false,
		],
		['Monday to Wednesday', '2026-11-30T01:00:00Z', '2026-12-02T08:00:00Z', 2, false],
		['Monday to Thursday', '2026-11-30T01:00:00Z', '2026-12-03T01:00:00Z', 3, true],
		['over New Year', '2026-12-28T03:00:00Z', '2027-01-04T03:00:00Z', 1, false],
	])('%s', (_, from, to, workingDays, isLate) => {
		expect(waitingSince(new Date(from), new Date(to))).toEqual({ workingDays, isLate });
	});
});
