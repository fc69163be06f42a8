import { describe, expect, test } from 'vitest';
import type { Actor, Grant } from '../../kernel/actor.ts';
import type { Scope } from '../rules.ts';
import {
	afterSession,
	linesOf,
	maskedPosition,
	mayApproveReport,
	maySignUp,
	missingForSession,
	sessionMoveNames,
	sessionStates,
	sightOf,
	timetable,
	type MoveFacts,
	type SessionMove,
	type SessionState,
	type Sight,
} from './rules.ts';

/** DOMAIN §3.3, with postponed and cancelled beside the way. */
const lawful: [SessionState, SessionMove, SessionState][] = [
	['planned', 'announce', 'announced'],
	['planned', 'cancel', 'cancelled'],
	['announced', 'openRegistration', 'registration'],
	['announced', 'postpone', 'postponed'],
	['announced', 'cancel', 'cancelled'],
	['registration', 'open', 'open'],
	['registration', 'postpone', 'postponed'],
	['registration', 'cancel', 'cancelled'],
	['open', 'close', 'closedDraft'],
	['open', 'cancel', 'cancelled'],
	['closedDraft', 'approveReport', 'reportApproved'],
	['reportApproved', 'publish', 'published'],
	['postponed', 'announce', 'announced'],
	['postponed', 'postpone', 'postponed'],
	['postponed', 'cancel', 'cancelled'],
];

describe('states of a session', () => {
	const all = sessionStates.flatMap((state) =>
		sessionMoveNames.map((move) => [state, move] as const),
	);
	test.each(all)('%s + %s', (state, move) => {
		const expected = lawful.find(([from, name]) => from === state && name === move)?.[2];
		expect(afterSession(state, move)).toBe(expected);
	});
});

const facts: MoveFacts = {
	kind: 'talk',
	when: { kind: 'day', date: '2026-12-08' },
	pillars: 1,
	report: '書きました',
	headcount: 9,
};

test('sign-up needs a day, the opening a question, the approval a report and a number of people', () => {
	expect(
		missingForSession('openRegistration', { ...facts, when: { kind: 'month', month: '2026-12' } }),
	).toBeDefined();
	expect(
		missingForSession('announce', { ...facts, when: { kind: 'month', month: '2026-12' } }),
	).toBeUndefined();
	expect(missingForSession('open', { ...facts, pillars: 0 })).toBeDefined();
	expect(missingForSession('open', { ...facts, pillars: 0, kind: 'study' })).toBeUndefined();
	expect(missingForSession('approveReport', { ...facts, report: '' })).toBeDefined();
	expect(missingForSession('approveReport', { ...facts, headcount: 0 })).toBeDefined();
	expect(missingForSession('approveReport', facts)).toBeUndefined();
	expect(missingForSession('publish', { ...facts, kind: 'caseStudy' })?.message).toBe(
		'gatherings_case_study_closed',
	);
	expect(missingForSession('publish', facts)).toBeUndefined();
});

const scope: Scope = { forumId: 'f', sessionId: 's', areaIds: ['a'] };
function person(grants: Grant[] = [], represents: string[] = [], personId = 'p'): Actor {
	return { kind: 'person', operatorId: 'o', personId, grants, represents };
}
const visitor: Actor = { kind: 'anyone', operatorId: 'o' };
const secretariat = person([{ role: 'secretariat', scopeKind: 'operator', scopeId: null }]);
const elsewhere = person([{ role: 'coordinator', scopeKind: 'area', scopeId: 'b' }]);
const facilitator = person([{ role: 'facilitator', scopeKind: 'session', scopeId: 's' }]);

describe('how much somebody sees', () => {
	const talk = { kind: 'talk', hasPledged: false } as const;
	const table: [string, Actor, Parameters<typeof sightOf>[2], Sight][] = [
		['a visitor before the report', visitor, { ...talk, state: 'closedDraft' }, 'plan'],
		['a visitor after approval only', visitor, { ...talk, state: 'reportApproved' }, 'plan'],
		['a visitor after publication', visitor, { ...talk, state: 'published' }, 'content'],
		[
			'staff of another area before the report',
			elsewhere,
			{ ...talk, state: 'closedDraft' },
			'content',
		],
		['the secretariat', secretariat, { ...talk, state: 'open' }, 'work'],
		['the 進行役', facilitator, { ...talk, state: 'open' }, 'work'],
		[
			'an invited person without the promise',
			person(),
			{ kind: 'caseStudy', state: 'closedDraft', hasPledged: false },
			'plan',
		],
		[
			'an invited person with the promise',
			person(),
			{ kind: 'caseStudy', state: 'closedDraft', hasPledged: true },
			'content',
		],
	];
	test.each(table)('%s', (_who, actor, session, sight) => {
		expect(sightOf(actor, scope, session)).toBe(sight);
	});
});

test('nobody approves what they wrote; a 進行役 approves nothing', () => {
	const by = (writtenBy: string) => ({ writtenBy, photographers: ['r', null] });
	const other = person([{ role: 'secretariat', scopeKind: 'operator', scopeId: null }], [], 'q');
	expect(mayApproveReport(secretariat, scope, by('p'))).toBe(false);
	expect(mayApproveReport(other, scope, by('p'))).toBe(true);
	const photographer = { ...other, personId: 'r' };
	expect(mayApproveReport(photographer, scope, by('p'))).toBe(false);
	expect(mayApproveReport(facilitator, scope, by('q'))).toBe(false);
	expect(mayApproveReport(elsewhere, scope, by('q'))).toBe(false);
});

test('who may sign up depends on whom the session is for', () => {
	const member = person([], ['org']);
	expect(maySignUp(visitor, { audience: 'public', isInvited: false })).toBe(true);
	expect(maySignUp(visitor, { audience: 'members', isInvited: false })).toBe(false);
	expect(maySignUp(member, { audience: 'members', isInvited: false })).toBe(true);
	expect(maySignUp(member, { audience: 'invited', isInvited: false })).toBe(false);
	expect(maySignUp(person(), { audience: 'invited', isInvited: true })).toBe(true);
	expect(maySignUp(secretariat, { audience: 'invited', isInvited: false })).toBe(true);
});

test('a position is shown only where three people of it came', () => {
	expect(maskedPosition('school', { school: 3 })).toBe('school');
	expect(maskedPosition('school', { school: 2, residents: 9 })).toBeNull();
	expect(maskedPosition('school', {})).toBeNull();
	expect(maskedPosition(null, { school: 9 })).toBeNull();
});

test('a timetable is counted from the beginning', () => {
	const items = [{ minutes: 5 }, { minutes: 15 }, { minutes: 60 }];
	expect(timetable('13:30', items).map(({ from, to }) => `${from}-${to}`)).toEqual([
		'13:30-13:35',
		'13:35-13:50',
		'13:50-14:50',
	]);
	expect(timetable(null, items)[2]).toEqual({ minutes: 60, from: null, to: null });
	expect(timetable('23:50', [{ minutes: 20 }])[0]?.to).toBe('00:10');
});

test('one opinion per line, without the bullets and numbers people put in front', () => {
	expect(
		linesOf(
			'・そもそも意識していない人が多い\n\n１．学習会を開く\n - 訪問活動がよい \n3人で始めた',
		),
	).toEqual(['そもそも意識していない人が多い', '学習会を開く', '訪問活動がよい', '3人で始めた']);
});
