import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { designOf } from './designs.ts';
import { fieldOf } from './field.ts';
import {
	certify,
	isWholePlan,
	joinSmallestTable,
	mostRounds,
	planSeating,
	reseat,
	tableSizes,
} from './seating.ts';
import type { Person, SeatingRequest } from './seating.ts';
import { STARTERS } from './starters.ts';

function peopleOf(...positions: number[]): Person[] {
	return positions
		.flatMap((count, position) => Array.from({ length: count }, () => `${position}`))
		.map((position, id) => ({ id: `p${id}`, position }));
}

function plain(count: number): Person[] {
	return Array.from({ length: count }, (_, id) => ({ id: `p${id}` }));
}

describe('tables', () => {
	test('from 3 to 300 people every table has three or four, only five people sit together', () => {
		for (let people = 3; people <= 300; people += 1) {
			const sizes = tableSizes(people);
			expect(sizes.reduce((sum, size) => sum + size, 0)).toBe(people);
			if (people === 5) expect(sizes).toEqual([5]);
			else expect(sizes.every((size) => size === 3 || size === 4)).toBe(true);
		}
		expect(tableSizes(30)).toEqual([4, 4, 4, 4, 4, 4, 3, 3]);
		expect([tableSizes(0), tableSizes(1), tableSizes(2)]).toEqual([[], [1], [2]]);
	});

	test('somebody who comes late sits down at the smallest table, away from colleagues', () => {
		const people = plain(6).map((person) => ({ ...person, organisation: person.id }));
		const round = [
			['p0', 'p1', 'p2', 'p9'],
			['p3', 'p4', 'p5'],
			['p6', 'p7', 'p8'],
		];
		expect(joinSmallestTable(round, { id: 'late', organisation: 'p4' }, people)[2]).toContain(
			'late',
		);
		expect(joinSmallestTable(round, { id: 'late' }, people)[1]).toContain('late');
	});
});

describe('nobody meets twice', () => {
	test('for every 16 to 128 people as long as a schedule is known, and that is long', () => {
		for (let count = 16; count <= 128; count += 1) {
			const tables = Math.ceil(count / 4);
			const rounds = mostRounds({ tables, places: 4, empty: tables * 4 - count });
			expect(rounds, `${count} people`).toBeGreaterThanOrEqual(tables);
			const request = { people: plain(count), rounds };
			const plan = planSeating(request);
			expect(plan.certificate.repeats, `${count} people`).toBe(0);
			expect(isWholePlan(plan.rounds, request)).toBe(true);
		}
	});

	test.each([4, 7, 10, 13, 16, 19, 22, 28, 31])(
		'at %i tables everybody can meet everybody exactly once',
		(tables) => {
			const rounds = designOf(tables)?.rounds ?? [];
			const met = new Set<string>();
			for (const round of rounds) {
				expect(new Set(round.flat()).size).toBe(4 * tables);
				for (const table of round) {
					for (const a of table) for (const b of table) if (a < b) met.add(`${a} ${b}`);
				}
			}
			// as many meetings as there are pairs, and none of them twice
			expect(rounds.length * tables * 6).toBe((4 * tables * (4 * tables - 1)) / 2);
			expect(met.size).toBe(rounds.length * tables * 6);
			for (const missing of [0, 1, 2, 3]) {
				const count = rounds.length - +(missing > 1);
				const { certificate } = planSeating({ people: plain(4 * tables - missing), rounds: count });
				expect(certificate.repeats, `${missing} missing`).toBe(0);
			}
		},
	);

	test('no design is claimed where none is known', () => {
		expect([1, 2, 3, 5, 6, 8, 25].map(designOf)).toEqual(Array(7).fill(undefined));
	});

	test('32 people have ten rounds, the most there can be', () => {
		for (const rounds of [8, 9, 10]) {
			expect(planSeating({ people: plain(32), rounds }).certificate.repeats).toBe(0);
		}
		const eleven = planSeating({ people: plain(32), rounds: 11 }).certificate;
		expect(eleven.repeats).toBe(eleven.repeatsLowerBound);
	});

	test('no stored round has a difference twice', () => {
		for (const { tables, modulus, seats } of STARTERS) {
			expect(new Set(seats).size).toBe(4 * tables);
			const column = (seat: number) => Math.min(3, Math.floor(seat / modulus));
			const seen = new Set<string>();
			seats.forEach((first, at) => {
				for (const second of seats.slice(at + 1, at + 4 - (at % 4))) {
					const [a = 0, b = 0] = [first, second].sort((x, y) => x - y);
					const by = (b - a + modulus * 9) % modulus;
					const isFixed = column(b) === 3;
					const turn = column(a) === column(b) && !isFixed ? Math.min(by, modulus - by) : by;
					const difference = `${column(a)} ${isFixed ? b : column(b)} ${isFixed ? '' : turn}`;
					expect(seen.has(difference), `${tables} tables: ${difference}`).toBe(false);
					expect(2 * turn === modulus && column(a) === column(b) && !isFixed).toBe(false);
					seen.add(difference);
				}
			});
		}
	});

	test('fields are fields', () => {
		expect([6, 10, 12, 15].map(fieldOf)).toEqual([undefined, undefined, undefined, undefined]);
		for (const order of [2, 4, 8, 9, 25, 27]) {
			const field = fieldOf(order);
			const all = Array.from({ length: order }, (_, element) => element);
			for (const a of all.slice(1)) {
				expect(new Set(all.map((b) => field?.times(a, b))).size).toBe(order);
				expect(field?.times(a, field.plus(a, 1))).toBe(field?.plus(field.times(a, a), a));
			}
		}
	});
});

describe('mixing', () => {
	test.each([
		{ name: 'thirty people of five positions', positions: [6, 7, 6, 3, 8], rounds: 6, pairs: 0 },
		{ name: 'half of them residents', positions: [4, 5, 4, 2, 15], rounds: 6, pairs: 42 },
		{ name: 'a hundred people', positions: [15, 25, 20, 10, 30], rounds: 8, pairs: 40 },
	])('$name: as few of one position together as possible', ({ positions, rounds, pairs }) => {
		const { certificate } = planSeating({ people: peopleOf(...positions), rounds });
		expect(certificate).toMatchObject({ repeats: 0, samePosition: pairs, lowerBound: pairs });
	});

	test('people of one organisation sit apart, who met last time does not meet again', () => {
		const people = peopleOf(8, 8, 8).map((person, at) => ({
			...person,
			organisation: `o${Math.floor(at / 3)}`,
		}));
		const first = planSeating({ people, rounds: 2 });
		const second = planSeating({ people, rounds: 2, earlier: first.rounds, seed: 9 });
		expect(first.certificate).toMatchObject({ repeats: 0, sameOrganisation: 0 });
		expect(second.certificate).toMatchObject({ repeats: 0, sameOrganisation: 0, metBefore: 0 });
	});

	test('who has a fixed table sits there in every round', () => {
		const people = peopleOf(6, 7, 6, 3, 8).map((person, at) =>
			at === 3 ? { ...person, fixedTable: 1 } : at === 9 ? { ...person, fixedTable: 8 } : person,
		);
		const { rounds, certificate } = planSeating({ people, rounds: 5 });
		expect(certificate).toMatchObject({ repeats: 0, notAtFixedTable: [] });
		expect(rounds.every((round) => round[0]?.includes('p3') && round[7]?.includes('p9'))).toBe(
			true,
		);
	});

	test('a table that does not exist is named, not invented', () => {
		const people = plain(8).map((person, at) => (at === 0 ? { ...person, fixedTable: 7 } : person));
		expect(planSeating({ people, rounds: 1 }).certificate.notAtFixedTable).toEqual(['p0']);
	});
});

describe('on the day', () => {
	test('absent people leave and late ones join without a repeat, the finished rounds stay', () => {
		const people = peopleOf(6, 7, 6, 3, 8);
		const { rounds } = planSeating({ people, rounds: 6 });
		const present: Person[] = [...people.slice(3), { id: 'late', position: '2' }];
		const request = { people: present, finished: rounds.slice(0, 2) };
		const plan = reseat(rounds.slice(2), request);
		expect(plan.certificate.repeats).toBe(0);
		expect(isWholePlan(plan.rounds, { ...request, rounds: 4 })).toBe(true);
	});

	test('nothing changes when nobody comes or goes', () => {
		const people = peopleOf(6, 7, 6, 3, 8);
		const { rounds } = planSeating({ people, rounds: 6 });
		const seated = (tables: string[][]) => tables.map((table) => table.join(' ')).sort();
		const again = reseat(rounds.slice(2), { people, finished: rounds.slice(0, 2) });
		expect(again.rounds.map(seated)).toEqual(rounds.slice(2).map(seated));
	});
});

test('any request gets a whole plan, the same for the same seed, with true counts', () => {
	const label = fc.option(fc.constantFrom('a', 'b', 'c'), { nil: undefined });
	const person = fc.record({
		position: label,
		organisation: label,
		area: label,
		fixedTable: fc.option(fc.integer({ min: 1, max: 4 }), { nil: undefined, freq: 8 }),
	});
	fc.assert(
		fc.property(
			fc.array(person, { maxLength: 22 }),
			fc.integer({ min: 1, max: 5 }),
			fc.integer({ min: 2, max: 6 }),
			fc.nat(),
			(drawn, rounds, size, seed) => {
				const people: Person[] = drawn.map((known, at) => ({
					id: `p${at}`,
					...Object.fromEntries(Object.entries(known).filter(([, value]) => value !== undefined)),
				}));
				const request: SeatingRequest = { people, rounds, size, seed, effort: 0.02 };
				const plan = planSeating(request);
				expect(isWholePlan(plan.rounds, request)).toBe(true);
				expect(planSeating(request)).toEqual(plan);
				expect(certify(plan.rounds, request)).toEqual(plan.certificate);
				expect(plan.certificate.samePosition).toBeGreaterThanOrEqual(plan.certificate.lowerBound);
				expect(plan.certificate.repeats).toBeGreaterThanOrEqual(plan.certificate.repeatsLowerBound);
			},
		),
		{ numRuns: 60 },
	);
});
