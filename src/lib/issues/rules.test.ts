import { describe, expect, test } from 'vitest';
import type { Actor, Role } from '../kernel/actor.ts';
import {
	afterComment,
	commentActs,
	commentStates,
	mayComment,
	mayModerate,
	mayReadComment,
	tellsLegalName,
} from './comment-rules.ts';
import { hintsFor, pairOf } from './grouping-rules.ts';
import { personalMarks } from './marks.ts';
import {
	actsFrom,
	after,
	isClosed,
	isProposer,
	isPublic,
	issueActs,
	issueStates,
	mayAddFor,
	mayHandleIssues,
	mayPropose,
	mayReviewText,
	missingFor,
	type MoveFacts,
} from './rules.ts';

const operatorId = '01998000-0000-7000-8000-000000000001';
const person = (
	personId: string,
	roles: readonly Role[] = [],
	represents: readonly string[] = [],
): Actor => ({
	kind: 'person',
	operatorId,
	personId,
	grants: roles.map((role) => ({ role, scopeKind: 'operator', scopeId: null })),
	represents,
});
const visitor: Actor = { kind: 'anyone', operatorId };
const secretariat = person('sato', ['secretariat']);
const coordinator = person('mori', ['coordinator']);
const resident = person('ito');
const organisation = person('ueda', [], ['lantern']);
const officer = person('ono', ['officer']);
const auditor = person('abe', ['auditor']);

describe('the states of an issue', () => {
	const table: Record<string, string[]> = {
		candidate: ['share → shared'],
		shared: ['deliberate → deliberating'],
		deliberating: ['act → inAction'],
		inAction: [
			'resolve → resolved',
			'handToPolicy → handedToPolicy',
			'watch → watching',
			'drop → dropped',
		],
		resolved: ['reopen → reopened'],
		handedToPolicy: ['reopen → reopened'],
		watching: ['reopen → reopened'],
		dropped: ['reopen → reopened'],
		reopened: ['deliberate → deliberating', 'act → inAction'],
	};

	test.each(issueStates)('from %s only the moves of the specification are possible', (state) => {
		const possible = issueActs.flatMap((act) => {
			const next = after(state, act);
			return next ? [`${act} → ${next}`] : [];
		});
		expect(possible).toEqual(table[state]);
		expect(actsFrom(state)).toHaveLength(possible.length);
	});

	test('only a candidate is out of sight, and only an end can be reopened', () => {
		expect(issueStates.filter((state) => !isPublic(state))).toEqual(['candidate']);
		expect(issueStates.filter(isClosed)).toEqual([
			'resolved',
			'handedToPolicy',
			'watching',
			'dropped',
		]);
	});
});

describe('what a move asks for', () => {
	const facts: MoveFacts = {
		concerns: 3,
		concernsNeeded: 3,
		wall: '一つの団体ではできない',
		reason: '',
		decision: '',
		textAuthor: 'sato',
		reviewer: 'kato',
	};

	test.each([
		['share', {}, undefined],
		['share', { reviewer: 'sato' }, 'issues_reviewer_is_author'],
		['share', { textAuthor: null, reviewer: null }, 'issues_reviewer_is_author'],
		['share', { concerns: 2 }, 'issues_too_few_concerns'],
		['share', { concerns: 0, decision: '灯山の場 第3回' }, undefined],
		['share', { wall: '' }, undefined],
		['deliberate', { wall: '' }, undefined],
		['act', { wall: '' }, 'issues_wall_missing'],
		['act', {}, undefined],
		['drop', {}, 'issues_reason_missing'],
		['drop', { reason: '制度ができたため' }, undefined],
		['reopen', {}, 'issues_reason_missing'],
		['resolve', {}, undefined],
		['handToPolicy', {}, undefined],
		['watch', {}, undefined],
	] as const)('%s with %o', (act, change, message) => {
		expect(missingFor(act, { ...facts, ...change })?.message).toBe(message);
	});
});

describe('who may', () => {
	test.each([
		['visitor', visitor, false, false],
		['resident', resident, false, true],
		['organisation', organisation, false, true],
		['officer', officer, false, true],
		['auditor', auditor, false, true],
		['coordinator', coordinator, true, true],
		['secretariat', secretariat, true, true],
	] as const)('%s: handle %o, propose', (_, actor, handles, proposes) => {
		expect(mayHandleIssues(actor)).toBe(handles);
		expect(mayPropose(actor, null)).toBe(proposes);
		expect(
			mayComment(actor, { state: 'shared' }, { voice: 'resident', organisationId: null }),
		).toBe(proposes);
		expect(
			mayComment(actor, { state: 'candidate' }, { voice: 'resident', organisationId: null }),
		).toBe(false);
		expect(mayComment(actor, { state: 'shared' }, { voice: 'office', organisationId: null })).toBe(
			handles,
		);
		expect(
			mayComment(actor, { state: 'shared' }, { voice: 'organisation', organisationId: 'lantern' }),
		).toBe(actor === organisation);
		expect(mayPropose(actor, 'lantern')).toBe(actor === organisation);
		expect(mayAddFor(actor, 'lantern')).toBe(handles || actor === organisation);
		expect(mayAddFor(actor, null)).toBe(handles);
	});

	test('nobody checks what they wrote themselves', () => {
		expect(mayReviewText(secretariat, 'sato')).toBe(false);
		expect(mayReviewText(secretariat, 'kato')).toBe(true);
		expect(mayReviewText(resident, 'kato')).toBe(false);
	});

	test('a proposal belongs to the person and to the organisation it was made for', () => {
		const proposal = { proposedBy: 'ito', proposedFor: 'lantern' };
		expect(
			[resident, organisation, officer, visitor].map((actor) => isProposer(actor, proposal)),
		).toEqual([true, true, false, false]);
		expect(isProposer(resident, { proposedBy: null, proposedFor: null })).toBe(false);
	});
});

describe('comments', () => {
	const table: Record<string, string[]> = {
		shown: ['hide → hidden', 'keep → shown', 'edit → shown', 'withdraw → withdrawn'],
		waiting: ['show → shown', 'hide → hidden', 'edit → shown', 'withdraw → withdrawn'],
		hidden: ['show → shown', 'withdraw → withdrawn'],
		withdrawn: [],
	};

	test.each(commentStates)('from %s', (state) => {
		const possible = commentActs.flatMap((act) => {
			const next = afterComment(state, act);
			return next ? [`${act} → ${next}`] : [];
		});
		expect(possible).toEqual(table[state]);
	});

	test('staff moderate what others wrote', () => {
		expect(mayModerate(secretariat, { personId: 'ito' })).toBe(true);
		expect(mayModerate(secretariat, { personId: 'sato' })).toBe(false);
		expect(mayModerate(resident, { personId: 'sato' })).toBe(false);
	});

	test('what is hidden or waits is read by its author and the staff', () => {
		for (const state of ['waiting', 'hidden', 'withdrawn'] as const) {
			const comment = { state, personId: 'ito' };
			expect(
				[visitor, resident, organisation, secretariat].map((actor) =>
					mayReadComment(actor, comment),
				),
			).toEqual([false, true, false, true]);
		}
	});

	test('a name to show may not give the legal name away', () => {
		expect(tellsLegalName('伊藤花子', '伊藤 花子')).toBe(true);
		expect(tellsLegalName('髙橋　一郎です', '高橋 一郎')).toBe(true);
		expect(tellsLegalName('ひまわり', '伊藤 花子')).toBe(false);
		expect(tellsLegalName('', '伊藤 花子')).toBe(false);
	});
});

test('what tells of a person is marked, bodies and dates are not', () => {
	expect(personalMarks('電話は03-1234-5678です。').map(({ kind }) => kind)).toEqual(['phone']);
	expect(personalMarks('6月3日に集まりました。')).toEqual([]);
	expect(personalMarks('子どもが夕方に一人で過ごしています。')).toEqual([]);
});

describe('corrections of a group', () => {
	test('a pair is written in one way', () => {
		expect(pairOf('b', 'a')).toEqual(['a', 'b']);
	});

	test('ticked ones are held together, one with the next', () => {
		expect(hintsFor('together', { chosen: ['a', 'b', 'c'], group: [], to: [] })).toEqual({
			together: [pairOf('a', 'b'), pairOf('b', 'c')],
			apart: [],
			forget: [pairOf('a', 'b'), pairOf('a', 'c'), pairOf('b', 'c')],
		});
	});

	test('going over to another group leaves the old one and forgets what kept them apart', () => {
		expect(hintsFor('together', { chosen: ['c'], group: ['b', 'c'], to: ['x', 'y'] })).toEqual({
			together: [
				['x', 'y'],
				['c', 'y'],
			],
			apart: [['b', 'c']],
			forget: [
				['c', 'x'],
				['c', 'y'],
			],
		});
	});

	test('taking out separates from the rest, splitting also holds together', () => {
		const correction = { chosen: ['a', 'b'], group: ['a', 'b', 'c'], to: [] };
		expect(hintsFor('apart', correction)).toEqual({
			together: [],
			apart: [
				['a', 'c'],
				['b', 'c'],
			],
			forget: [],
		});
		expect(hintsFor('split', correction).together).toEqual([['a', 'b']]);
	});
});
