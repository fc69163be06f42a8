import { describe, expect, test } from 'vitest';
import type { Actor, Grant } from '../kernel/actor.ts';
import {
	causesAt,
	deepest,
	flat,
	heightOf,
	mayPublish,
	mayWork,
	movesOf,
	placeBetween,
	seatAfter,
	seatFor,
	treeOf,
	type Cause,
	type Change,
	type Move,
} from './rules.ts';

/** ['a', ['b', 'c']] is b and c below a. */
type Sketch = (string | Sketch)[];

function causesOf(sketch: Sketch, parentId: string | null = null): Cause[] {
	let place: string | undefined;
	let last: string | null = null;
	return sketch.flatMap((part) => {
		if (typeof part !== 'string') return causesOf(part, last);
		place = placeBetween(place);
		last = part;
		return [
			{ id: part, parentId, place, text: part, reason: '', standing: 'hypothesis', revision: 1 },
		];
	});
}

function sketchOf(causes: readonly Cause[]): Sketch {
	const told = (twigs: ReturnType<typeof treeOf>): Sketch =>
		twigs.flatMap(({ cause, below }) => [cause.id, ...(below.length > 0 ? [told(below)] : [])]);
	return told(treeOf(causes));
}

function moved(causes: Cause[], id: string, move: Move): Cause[] {
	const seat = seatAfter(causes, id, move);
	if (!seat) throw new Error(`${id} cannot move ${move}`);
	return causes.map((cause) => (cause.id === id ? { ...cause, ...seat } : cause));
}

describe('places', () => {
	test('there is room between any two, before the first and after the last', () => {
		const places = [placeBetween()];
		// always into the narrowest gap, by turns at its lower and its upper side
		for (let turn = 0; turn < 200; turn += 1) {
			const at = turn % 2 === 0 ? places.length >> 1 : Math.max(1, (places.length >> 1) - 1);
			places.splice(at, 0, placeBetween(places[at - 1], places[at]));
		}
		places.unshift(placeBetween(undefined, places[0]));
		places.push(placeBetween(places.at(-1)));
		expect(places.toSorted()).toEqual(places);
		expect(new Set(places).size).toBe(places.length);
		expect(places.filter((place) => !/^[0-9a-z]*[1-9a-z]$/.test(place))).toEqual([]);
	});
});

describe('moves', () => {
	const tree = causesOf(['a', ['b', ['c'], 'd'], 'e']);

	test.each([
		['d', 'up', ['a', ['d', 'b', ['c']], 'e']],
		['a', 'down', ['e', 'a', ['b', ['c'], 'd']]],
		['d', 'in', ['a', ['b', ['c', 'd']], 'e']],
		['e', 'in', ['a', ['b', ['c'], 'd', 'e']]],
		['b', 'out', ['a', ['d'], 'b', ['c'], 'e']],
		['c', 'out', ['a', ['b', 'c', 'd'], 'e']],
	] as const)('%s %s', (id, move, after) => {
		expect(sketchOf(moved(tree, id, move))).toEqual(after);
	});

	test('there is nothing above the first, below the last, and nothing around the first level', () => {
		expect(movesOf(tree, 'a')).toEqual(['down']);
		expect(movesOf(tree, 'e')).toEqual(['up', 'in']);
		expect(movesOf(tree, 'c')).toEqual(['out']);
		expect(movesOf(tree, 'nobody')).toEqual([]);
	});

	test('whatever is moved wherever, nothing gets lost or hangs below itself', () => {
		let now = tree;
		for (let turn = 0; turn < 500; turn += 1) {
			const { id } = now[(turn * 7) % now.length] ?? { id: '' };
			const possible = movesOf(now, id);
			const move = possible[turn % Math.max(1, possible.length)];
			if (move) now = moved(now, id, move);
			expect(flat(treeOf(now))).toHaveLength(tree.length);
		}
	});

	test('a tree is at most so deep, with what hangs below what is moved', () => {
		const chain = (n: number): Sketch => (n === 0 ? [] : [`n${n}`, chain(n - 1)]);
		const deep = causesOf(chain(deepest));
		const [trunk] = treeOf(deep);
		expect(trunk && heightOf(trunk)).toBe(deepest);
		expect(seatFor(deep, 'n1', 'below')).toBeUndefined();
		expect(seatFor(deep, 'n1', 'beside')).toBeDefined();
		const two = causesOf(['a', ...chain(deepest)]);
		expect(seatAfter(two, `n${deepest}`, 'in')).toBeUndefined();
	});
});

describe('the history', () => {
	const change = (act: Change['act'], causeId: string, revision: number, text: string): Change => ({
		...{ act, causeId, revision, text },
		...{ parentId: null, place: causeId, reason: '', standing: 'hypothesis' },
	});
	const changes = [
		change('add', 'a', 1, '迎えが遅い'),
		change('add', 'b', 2, '場所がない'),
		change('reword', 'a', 3, '迎えの時間が合わない'),
		change('remove', 'b', 4, '場所がない'),
		change('restore', 'b', 5, '場所がない'),
	];

	test.each([
		[0, []],
		[1, ['迎えが遅い']],
		[2, ['迎えが遅い', '場所がない']],
		[3, ['迎えの時間が合わない', '場所がない']],
		[4, ['迎えの時間が合わない']],
		[5, ['迎えの時間が合わない', '場所がない']],
	])('at revision %i it is read as it was', (revision, texts) => {
		expect(causesAt(changes, revision).map(({ text }) => text)).toEqual(texts);
	});

	test('what hangs below something that was taken away is not in the tree', () => {
		const tree = causesOf(['a', ['b']]);
		expect(treeOf(tree.filter(({ id }) => id !== 'a'))).toEqual([]);
	});
});

describe('who may', () => {
	const person = (grants: Grant[]): Actor => ({
		...{ kind: 'person', operatorId: 'o', personId: 'p', represents: [] },
		grants,
	});
	const office = person([{ role: 'secretariat', scopeKind: 'operator', scopeId: null }]);
	const leads = person([{ role: 'facilitator', scopeKind: 'forum', scopeId: 'f' }]);
	const visitor: Actor = { kind: 'anyone', operatorId: 'o' };

	test('staff work on every tree, a 進行役 on those of the own sessions', () => {
		const ofForum = { sessionId: 's', forumId: 'f' };
		const other = { sessionId: 's', forumId: 'g' };
		const ofIssue = { sessionId: null, forumId: null };
		expect([ofForum, other, ofIssue].map((scope) => mayWork(office, scope))).toEqual([
			true,
			true,
			true,
		]);
		expect([ofForum, other, ofIssue].map((scope) => mayWork(leads, scope))).toEqual([
			true,
			false,
			false,
		]);
		expect([ofForum, other, ofIssue].map((scope) => mayWork(visitor, scope))).toEqual([
			false,
			false,
			false,
		]);
	});

	test('staff publish what another person changed last', () => {
		expect([mayPublish(office, 'p'), mayPublish(office, 'q')]).toEqual([false, true]);
		expect([mayPublish(leads, 'q'), mayPublish(visitor, 'q')]).toEqual([false, false]);
	});
});
