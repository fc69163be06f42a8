import { describe, expect, test } from 'vitest';
import type { Actor, Grant } from '../kernel/actor.ts';
import { isFacilitator, mayFacilitate, mayManage, readsPlans, type Scope } from './rules.ts';

const scope: Scope = {
	forumId: 'forum-1',
	sessionId: 'session-1',
	areaIds: ['area-1', 'around-1'],
};

function person(...grants: Grant[]): Actor {
	return { kind: 'person', operatorId: 'o', personId: 'p', grants, represents: [] };
}

describe('who may do what', () => {
	const table: [string, Actor, { manage: boolean; facilitate: boolean }][] = [
		['a visitor', { kind: 'anyone', operatorId: 'o' }, { manage: false, facilitate: false }],
		['a resident', person(), { manage: false, facilitate: false }],
		[
			'the secretariat',
			person({ role: 'secretariat', scopeKind: 'operator', scopeId: null }),
			{ manage: true, facilitate: true },
		],
		[
			'a coordinator of the whole council',
			person({ role: 'coordinator', scopeKind: 'operator', scopeId: null }),
			{ manage: true, facilitate: true },
		],
		[
			'a coordinator of the area',
			person({ role: 'coordinator', scopeKind: 'area', scopeId: 'area-1' }),
			{ manage: true, facilitate: true },
		],
		[
			'a coordinator of the area around it',
			person({ role: 'coordinator', scopeKind: 'area', scopeId: 'around-1' }),
			{ manage: true, facilitate: true },
		],
		[
			'a coordinator of another area',
			person({ role: 'coordinator', scopeKind: 'area', scopeId: 'area-2' }),
			{ manage: false, facilitate: false },
		],
		[
			'the 進行役 of the forum',
			person({ role: 'facilitator', scopeKind: 'forum', scopeId: 'forum-1' }),
			{ manage: false, facilitate: true },
		],
		[
			'the 進行役 of the session',
			person({ role: 'facilitator', scopeKind: 'session', scopeId: 'session-1' }),
			{ manage: false, facilitate: true },
		],
		[
			'the 進行役 of another session',
			person({ role: 'facilitator', scopeKind: 'session', scopeId: 'session-2' }),
			{ manage: false, facilitate: false },
		],
		[
			'a 進行役 "of everything"',
			person({ role: 'facilitator', scopeKind: 'operator', scopeId: null }),
			{ manage: false, facilitate: false },
		],
		[
			'a 進行役 "of an area"',
			person({ role: 'facilitator', scopeKind: 'area', scopeId: 'area-1' }),
			{ manage: false, facilitate: false },
		],
		[
			'a ward officer',
			person({ role: 'officer', scopeKind: 'operator', scopeId: null }),
			{ manage: false, facilitate: false },
		],
		[
			'an auditor',
			person({ role: 'auditor', scopeKind: 'operator', scopeId: null }),
			{ manage: false, facilitate: false },
		],
	];

	test.each(table)('%s', (_who, actor, { manage, facilitate }) => {
		expect(mayManage(actor, scope)).toBe(manage);
		expect(mayFacilitate(actor, scope)).toBe(facilitate);
	});
});

test('what belongs to no area belongs to the coordinator of every area', () => {
	const coordinator = person({ role: 'coordinator', scopeKind: 'area', scopeId: 'area-9' });
	expect(mayManage(coordinator, { ...scope, areaIds: [] })).toBe(true);
});

test('進行役 of a forum facilitates a session of it, and no session outside', () => {
	const facilitator = person({ role: 'facilitator', scopeKind: 'forum', scopeId: 'forum-1' });
	expect(isFacilitator(facilitator, { forumId: 'forum-1', sessionId: 'any', areaIds: [] })).toBe(
		true,
	);
	expect(isFacilitator(facilitator, { forumId: null, sessionId: 'any', areaIds: [] })).toBe(false);
});

test('officers, evaluators and auditors read plans; a coordinator of one area does so as staff', () => {
	const roles = ['officer', 'evaluator', 'auditor'] as const;
	for (const role of roles)
		expect(readsPlans(person({ role, scopeKind: 'operator', scopeId: null }))).toBe(true);
	expect(readsPlans(person())).toBe(false);
});
