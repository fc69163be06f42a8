import { describe, expect, test } from 'vitest';
import type { Actor, PersonActor } from '../kernel/actor.ts';
import {
	afterTable,
	mayJudge,
	mayKeep,
	mayPublish,
	phasesAfter,
	reachOf,
	sightOf,
	tableStates,
	type Standing,
	type TableMove,
} from './rules.ts';

const operatorId = 'op';
const person = (more: Partial<PersonActor> = {}): PersonActor => ({
	...{ kind: 'person', operatorId, personId: 'p1', grants: [], represents: [] },
	...more,
});
const secretariat = person({
	grants: [{ role: 'secretariat', scopeKind: 'operator', scopeId: null }],
});
const facilitator = person({
	grants: [{ role: 'facilitator', scopeKind: 'session', scopeId: 's1' }],
});
const member = person({ represents: ['o1'] });
const evaluator = person({
	grants: [{ role: 'evaluator', scopeKind: 'operator', scopeId: null }],
});
const visitor: Actor = { kind: 'anyone', operatorId };

const standing = (more: Partial<Standing> = {}): Standing => ({
	...{ state: 'draft', scope: { forumId: 'f1', sessionId: 's1', areaIds: [] } },
	...{ isInHall: false, hasSignedUp: false, isPlatformMember: false },
	...{ isAdopted: false, isPublished: false, organisationIds: [] },
	...more,
});

test('a table moves along its table of states only', () => {
	const lawful = tableStates.flatMap((state) =>
		(['publish', 'withdraw', 'adopt', 'evaluate'] as const).flatMap((move: TableMove) => {
			const to = afterTable(state, move);
			return to ? [`${state} ${move} ${to}`] : [];
		}),
	);
	expect(lawful).toEqual([
		'draft publish shared',
		'draft adopt adopted',
		'shared publish shared',
		'shared withdraw draft',
		'shared adopt adopted',
		'shared evaluate evaluated',
		'adopted publish adopted',
		'adopted withdraw adopted',
		'adopted adopt adopted',
		'adopted evaluate evaluated',
		'evaluated publish evaluated',
		'evaluated withdraw evaluated',
	]);
});

test('the design comes first, the final evaluation last', () => {
	expect(phasesAfter([])).toEqual(['design']);
	expect(phasesAfter(['design'])).toEqual(['design', 'improvement', 'evaluation']);
	expect(phasesAfter(['design', 'evaluation'])).toEqual(['evaluation']);
});

describe('who sees a draft, and whose rows they write', () => {
	const own = standing({ organisationIds: ['o1', 'o2'] });
	test.each([
		['the 事務局', secretariat, standing(), 'draft', 'all'],
		['the 進行役 of the session', facilitator, standing(), 'draft', 'all'],
		['the 進行役 of another one', facilitator, standing({ scope: null }), 'none', 'none'],
		['somebody in the hall', visitor, standing({ isInHall: true }), 'draft', 'all'],
		['who signed up', person(), standing({ hasSignedUp: true }), 'draft', 'none'],
		['an organisation with a row', member, own, 'draft', { organisationIds: ['o1'] }],
		[
			'an organisation that signed up',
			member,
			standing({ hasSignedUp: true }),
			'draft',
			{ organisationIds: ['o1'] },
		],
		['another organisation', member, standing({ organisationIds: ['o2'] }), 'none', 'none'],
		[
			'a member of its プラットフォーム',
			person(),
			standing({ isPlatformMember: true }),
			'draft',
			'all',
		],
		['an evaluator', evaluator, standing(), 'none', 'none'],
		[
			'an evaluator, once it is taken up',
			evaluator,
			standing({ isAdopted: true }),
			'draft',
			'none',
		],
		['a resident', person(), standing(), 'none', 'none'],
		[
			'a resident, once it is public',
			person(),
			standing({ isPublished: true }),
			'published',
			'none',
		],
		['a visitor, once it is public', visitor, standing({ isPublished: true }), 'published', 'none'],
	] as const)('%s', (_who, actor, at, sight, reach) => {
		expect(sightOf(actor, at)).toBe(sight);
		expect(reachOf(actor, at)).toEqual(reach);
	});

	test('after the final evaluation nobody writes', () => {
		expect(reachOf(secretariat, standing({ state: 'evaluated' }))).toBe('none');
	});
});

test('versions are kept by who runs the table or acts on it; another person makes them public', () => {
	expect(mayKeep(facilitator, standing())).toBe(true);
	expect(mayKeep(person(), standing({ isPlatformMember: true }))).toBe(true);
	expect(mayKeep(member, standing({ organisationIds: ['o1'] }))).toBe(false);
	expect(mayKeep(visitor, standing({ isInHall: true }))).toBe(false);
	expect(mayPublish(facilitator, standing(), 'p2')).toBe(true);
	expect(mayPublish(facilitator, standing(), 'p1')).toBe(false);
	expect(mayPublish(person(), standing({ isPlatformMember: true }), 'p2')).toBe(false);
});

test('a 相利 is judged by the one who has it, or written down as it was told', () => {
	const of = (organisationId: string, heardFrom = '') => ({ organisationId, heardFrom });
	expect(mayJudge(member, standing(), of('o1'))).toBe(true);
	expect(mayJudge(member, standing(), of('o2', '会長から'))).toBe(false);
	expect(mayJudge(member, standing(), of('', '会長から'))).toBe(false);
	expect(mayJudge(facilitator, standing(), of('o1'))).toBe(false);
	expect(mayJudge(facilitator, standing(), of('o1', '会長から'))).toBe(true);
	expect(mayJudge(facilitator, standing(), of('', '会長から'))).toBe(true);
});
