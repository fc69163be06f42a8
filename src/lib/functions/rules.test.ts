import { describe, expect, test } from 'vitest';
import type { Actor, Grant } from '../kernel/actor.ts';
import {
	afterClosing,
	closings,
	coverageOf,
	gapStates,
	mayEndCover,
	mayKeep,
	maySayFor,
	relationIn,
	type Coverage,
	type GapStanding,
	type Relation,
	type Strength,
} from './rules.ts';

const enough = { strength: 'enough' as Strength };
const little = { strength: 'little' as Strength };
const gap = (standing: GapStanding, relation: Relation) => ({ standing, relation });

describe('what a cell says', () => {
	const cells: [string, { strength: Strength }[], ReturnType<typeof gap>[], Coverage][] = [
		['nobody looked', [], [], 'unknown'],
		['somebody does it', [enough], [], 'there'],
		['somebody does a little', [little], [], 'weak'],
		['a little and enough', [little, enough], [], 'there'],
		['found missing', [], [gap('missing', 'same')], 'missing'],
		['found missing all around', [], [gap('missing', 'around')], 'missing'],
		['found missing in a part only', [], [gap('missing', 'inside')], 'weak'],
		['found missing elsewhere', [], [gap('missing', 'apart')], 'unknown'],
		['found missing elsewhere, done here', [enough], [gap('missing', 'apart')], 'there'],
		['found missing although somebody does it', [enough], [gap('missing', 'same')], 'weak'],
		['found weak', [], [gap('weak', 'same')], 'weak'],
		['found weak although somebody does it', [enough], [gap('weak', 'same')], 'weak'],
	];
	test.each(cells)('%s', (_, covers, gaps, coverage) => {
		expect(coverageOf(covers, gaps)).toBe(coverage);
	});

	test('an area lies in, around, beside another; what has no area is everywhere', () => {
		const relation = relationIn([{ part: 'street', whole: 'district' }]);
		expect([
			relation('street', 'street'),
			relation('district', 'street'),
			relation('street', 'district'),
			relation('street', 'other'),
			relation(null, 'street'),
		]).toEqual(['same', 'around', 'inside', 'apart', 'around']);
	});
});

test('a finding is closed once', () => {
	const lawful = gapStates.flatMap((state) =>
		closings.flatMap((closing) => {
			const next = afterClosing(state, closing);
			return next ? [[state, closing, next]] : [];
		}),
	);
	expect(lawful).toEqual([
		['open', 'fill', 'filled'],
		['open', 'drop', 'dropped'],
	]);
});

test('staff and 進行役 keep the inventory, organisations speak for themselves', () => {
	const person = (grants: Grant[], represents: string[] = []): Actor => ({
		...{ kind: 'person', operatorId: 'o', personId: 'p', grants, represents },
	});
	const office = person([{ role: 'secretariat', scopeKind: 'operator', scopeId: null }]);
	const leads = person([{ role: 'facilitator', scopeKind: 'session', scopeId: 's' }]);
	const lantern = person([], ['lantern']);
	const officer = person([{ role: 'officer', scopeKind: 'operator', scopeId: null }]);
	const visitor: Actor = { kind: 'anyone', operatorId: 'o' };
	const all = [office, leads, lantern, officer, visitor];
	expect(all.map(mayKeep)).toEqual([true, true, false, false, false]);
	expect(all.map((actor) => maySayFor(actor, 'lantern'))).toEqual([true, true, true, false, false]);
	expect(all.map((actor) => maySayFor(actor, 'other'))).toEqual([true, true, false, false, false]);
	expect(all.map((actor) => maySayFor(actor, null))).toEqual([true, true, false, false, false]);
	expect(all.map((actor) => mayEndCover(actor, 'lantern'))).toEqual([
		true,
		false,
		true,
		false,
		false,
	]);
});
