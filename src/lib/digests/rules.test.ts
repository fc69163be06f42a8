import { expect, test } from 'vitest';
import type { SessionState } from '../gatherings/sessions/rules.ts';
import { sessionStates } from '../gatherings/sessions/rules.ts';
import type { Actor } from '../kernel/actor.ts';
import { hasDigest, maySend, plainAddress } from './rules.ts';

const open = { kind: 'talk', audience: 'public' } as const;

test.each(sessionStates.map((state): [SessionState, boolean] => [state, state === 'published']))(
	'a session that is %s has an お便り: %s',
	(state, has) => {
		expect(hasDigest({ ...open, state })).toBe(has);
	},
);

test('a 事例検討 and an invited round have none, a round of members has', () => {
	expect(hasDigest({ ...open, state: 'published', kind: 'caseStudy' })).toBe(false);
	expect(hasDigest({ ...open, state: 'published', audience: 'invited' })).toBe(false);
	expect(hasDigest({ ...open, state: 'published', audience: 'members' })).toBe(true);
});

test('the staff of its area send it, a 進行役 does not', () => {
	const scope = { forumId: 'f', sessionId: 's', areaIds: ['a'] };
	const person = (grants: Extract<Actor, { kind: 'person' }>['grants']): Actor => ({
		...{ kind: 'person', operatorId: 'o', personId: 'p', represents: [] },
		grants,
	});
	const all = { scopeKind: 'operator', scopeId: null } as const;
	expect(maySend(person([{ role: 'secretariat', ...all }]), scope)).toBe(true);
	const inArea = (scopeId: string) => person([{ role: 'coordinator', scopeKind: 'area', scopeId }]);
	expect(maySend(inArea('a'), scope)).toBe(true);
	expect(maySend(inArea('b'), scope)).toBe(false);
	const facilitator = person([{ role: 'facilitator', scopeKind: 'session', scopeId: 's' }]);
	expect(maySend(facilitator, scope)).toBe(false);
	expect(maySend({ kind: 'anyone', operatorId: 'o' }, scope)).toBe(false);
});

test('one address in two spellings is one reader', () => {
	expect(plainAddress(' Tanaka@Example.jp ')).toBe('tanaka@example.jp');
});
