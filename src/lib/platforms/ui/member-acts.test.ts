import { describe, expect, test } from 'vitest';
import type { Actor, Role } from '#lib/kernel/actor.ts';
import { htmlOf } from '#test/render.ts';
import { actsFor, platformStates, type Member } from '../rules.ts';
import MemberActs from './MemberActs.svelte';

function person(personId: string, roles: Role[], represents: string[] = []): Actor {
	return {
		kind: 'person',
		operatorId: '0198a000-0000-7000-8000-000000000001',
		personId,
		grants: roles.map((role) => ({ role, scopeKind: 'operator', scopeId: null })),
		represents,
	};
}

const groupOfThree = '0198a000-0000-7000-8000-000000000003';
const ways = { state: 'active', roles: ['広報'], sharesOnly: false } as const;
const members: Member[] = [
	{ id: 'm1', organisationId: null, personId: 'officer', acceptedBy: 'officer', ...ways },
	{ id: 'm2', organisationId: null, personId: 'resident', acceptedBy: 'resident', ...ways },
	{ id: 'm3', organisationId: groupOfThree, personId: null, acceptedBy: 'speaker', ...ways },
	{ id: 'm4', organisationId: null, personId: 'office', acceptedBy: 'office', ...ways },
];

describe.each(platformStates)('while it is %s', (state) => {
	const seenBy = (actor: Actor) =>
		htmlOf(MemberActs, { id: 'p1', acts: actsFor(actor, { state, members }) });

	test('a ward officer, a resident, a group of three and the secretariat are shown the same, to the letter', () => {
		const resident = seenBy(person('resident', []));
		expect(seenBy(person('officer', ['officer']))).toBe(resident);
		expect(seenBy(person('speaker', [], [groupOfThree]))).toBe(resident);
		expect(seenBy(person('office', ['secretariat', 'administrator']))).toBe(resident);
	});

	test('whoever is no member is shown nothing', () => {
		expect(seenBy(person('stranger', ['secretariat'])).trim()).toBe('');
	});
});

test('while people act there is a way to everything a member can do', () => {
	const html = htmlOf(MemberActs, {
		id: 'p1',
		acts: actsFor(person('resident', []), { state: 'active', members }),
		isAsked: true,
	});
	const paths = [...html.matchAll(/href="\/hinata\/platforms\/p1\/([a-z]+)"/g)].map(
		([, path]) => path,
	);
	expect(paths).toEqual(['actions', 'progress', 'members', 'finish', 'leave']);
	expect(html).toContain('お返事を待っています');
});
