import { describe, expect, test } from 'vitest';
import type { Actor, Role } from '../kernel/actor.ts';
import {
	after,
	hasEvidence,
	mayPublish,
	mayRecord,
	outcomeStates,
	type OutcomeMove,
	type OutcomeState,
} from './rules.ts';

const lawful: Record<OutcomeState, Partial<Record<OutcomeMove, OutcomeState>>> = {
	draft: { publish: 'published', withdraw: 'withdrawn' },
	published: { withdraw: 'withdrawn' },
	withdrawn: {},
};

describe.each(outcomeStates)('an outcome that is %s', (state) => {
	test.each(['publish', 'withdraw'] as const)('%s', (move) => {
		expect(after(state, move)).toBe(lawful[state][move]);
	});
});

function person(personId: string, role: Role | null): Actor {
	return {
		kind: 'person',
		operatorId: '0198a000-0000-7000-8000-000000000001',
		personId,
		grants: role ? [{ role, scopeKind: 'operator', scopeId: null }] : [],
		represents: [],
	};
}
const visitor: Actor = { kind: 'anyone', operatorId: '0198a000-0000-7000-8000-000000000001' };
const byAuthor = { writtenBy: 'author', changedBy: null };

test.each([
	['the secretariat', person('x', 'secretariat'), false, true],
	['a coordinator', person('x', 'coordinator'), false, true],
	['a member of the platform', person('x', null), true, true],
	['a ward officer who was not there', person('x', 'officer'), false, false],
	['an evaluator', person('x', 'evaluator'), false, false],
	['an auditor', person('x', 'auditor'), false, false],
	['a resident who was not there', person('x', null), false, false],
	['a visitor', visitor, true, false],
])('%s: may write and publish what another wrote', (_, actor, tookPart, may) => {
	expect(mayRecord(actor, tookPart)).toBe(may);
	expect(mayPublish(actor, byAuthor, tookPart)).toBe(may);
});

test('nobody publishes what they wrote or changed, also not the secretariat', () => {
	expect(mayPublish(person('author', 'secretariat'), byAuthor, true)).toBe(false);
	expect(
		mayPublish(person('second', 'secretariat'), { writtenBy: 'author', changedBy: 'second' }, true),
	).toBe(false);
	expect(
		mayPublish(person('third', null), { writtenBy: 'author', changedBy: 'second' }, true),
	).toBe(true);
});

const nothing = { evidence: '', evidenceLink: '', numberValue: null, voices: '', files: 0 };

test.each([
	[{}, false],
	[{ evidence: '数えた' }, true],
	[{ evidenceLink: 'https://example.jp' }, true],
	[{ numberValue: '0' }, true],
	[{ voices: 'うれしい' }, true],
	[{ files: 1 }, true],
])('%o is something to check it by: %s', (given, is) => {
	expect(hasEvidence({ ...nothing, ...given })).toBe(is);
});
