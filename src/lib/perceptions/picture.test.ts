import { describe, expect, test } from 'vitest';
import { seededRandom } from '../methods/seeded-random.ts';
import type { Vote } from '../methods/opinion-map/opinion-map.ts';
import { placeIn } from './landscape.ts';
import { draw, type Given, type Picture } from './picture.ts';
import type { Position } from './rules.ts';

const ids = Array.from({ length: 10 }, (_, at) => `s${String(at).padStart(2, '0')}`);

/** Two minds: residents lean one way, the administration the other, with some chance in it. */
function hall(
	people: number,
	{
		seed = 3,
		firm = 0.85,
		from = 0,
		seq = 1,
	}: { seed?: number; firm?: number; from?: number; seq?: number } = {},
): Given['answers'] {
	const { next: random } = seededRandom(seed);
	return Array.from({ length: people }, (_, person) => {
		const side = person % 2 === 0;
		const position: Position = side ? 'residents' : 'administration';
		return ids.map((statement, at) => {
			const isAgree = at < 2 ? random() < 0.95 : ((at % 2 === 0) === side) === random() < firm;
			const value: Vote = random() < 0.05 ? 0 : isAgree ? 1 : -1;
			return {
				voter: `p${String(from + person).padStart(3, '0')}`,
				position,
				statement,
				value,
				seq,
			};
		});
	}).flat();
}

function given(answers: Given['answers'], over: Partial<Given> = {}): Given {
	return { statements: ids, answers, hands: [], seq: 1, before: null, smallest: 5, ...over };
}

test.each([
	[4, 'none'],
	[6, 'table'],
	[12, 'bars'],
	[24, 'axis'],
	[40, 'map'],
] as const)('of %i people a %s is shown', (people, display) => {
	expect(draw(given(hall(people))).display).toBe(display);
});

test('answers by chance have no axis, however many', () => {
	const { next: random } = seededRandom(9);
	const noise = hall(40).map((answer) => ({ ...answer, value: random() < 0.5 ? 1 : -1 }) as const);
	expect(draw(given(noise))).toMatchObject({ display: 'bars', axes: null, groups: [] });
});

test('of four people nothing is told', () => {
	const picture = draw(given(hall(4)));
	expect(picture).toMatchObject({ statements: [], commonGround: [], dividing: [], stands: [] });
});

describe("two pictures beside each other tell nobody's answer", () => {
	const first = draw(given(hall(20)));
	const more = (people: number) => [...hall(20), ...hall(people, { from: 20, seq: 2, seed: 8 })];
	test('four more people wait, and nothing moves', () => {
		const next = draw(given(more(4), { before: first, seq: 2 }));
		expect(next).toEqual({ ...first, waiting: 4 });
	});
	test('with a fifth they are all in', () => {
		const next = draw(given(more(5), { before: first, seq: 2 }));
		expect(next).toMatchObject({ waiting: 0, people: 25 });
	});
	test('those who wait stay waiting when another round of statements is closed', () => {
		const early = ids.slice(0, 6);
		const answers = more(2);
		const begun = draw(
			given(
				answers.filter(({ statement, seq }) => early.includes(statement) && seq === 1),
				{ statements: early },
			),
		);
		const next = draw(given(answers, { before: begun, seq: 2 }));
		const of = (picture: Picture) =>
			picture.statements.slice(0, 6).map(({ id, seen, tally }) => ({ id, seen, tally }));
		expect(next.waiting).toBe(2);
		expect(of(next)).toEqual(of(begun));
	});
	test('where nothing was shown yet, nobody has to wait', () => {
		const before = draw(given(hall(3)));
		expect(draw(given(hall(6, { seq: 2 }), { before, seq: 2 }))).toMatchObject({
			people: 6,
			waiting: 0,
		});
	});
});

test('the next picture lies as the one before', () => {
	const first = draw(given(hall(24)));
	const axes = first.axes;
	if (!axes) throw new Error('an axis');
	const turned: Picture = {
		...first,
		axes: { ...axes, components: [axes.components[0].map((value) => -value), axes.components[1]] },
	};
	const next = draw(given(hall(24), { before: turned }));
	const place = (picture: Picture) =>
		picture.stands.find(({ group }) => group === 'residents')?.x ?? 0;
	expect(place(first)).not.toBe(0);
	expect(place(next)).toBe(-place(first));
	expect(draw(given(hall(24), { before: first }))).toEqual(first);
});

test('you are where people who answer like you are', () => {
	const answers = hall(40);
	const picture = draw(given(answers));
	const own = (voter: string) =>
		new Map(answers.filter((one) => one.voter === voter).map((one) => [one.statement, one.value]));
	const [one, other] = [placeIn(picture, own('p000')), placeIn(picture, own('p001'))];
	expect(Math.sign(one?.x ?? 0)).toBe(-Math.sign(other?.x ?? 0));
	expect(placeIn(picture, new Map())).toBeUndefined();
});

test('hands count in table and bars, and never on the axis', () => {
	const hands = [
		{ statement: 's00', position: 'company' as const, agree: 9, disagree: 0, pass: 6 },
	];
	const alone = draw(given([], { hands }));
	expect(alone).toMatchObject({ display: 'bars', people: 0, hands: 15 });
	expect(alone.statements[0]?.seen).toEqual({ masked: false, n: 15 });
	const both = draw(given(hall(24), { hands }));
	expect(both.statements[0]?.seen).toEqual({ masked: false, n: 39 });
	expect(both.stands.map(({ group }) => group)).toEqual(['administration', 'residents']);
	expect(both.axes).toEqual(draw(given(hall(24))).axes);
});

test('positions that divide and common ground are found', () => {
	const picture = draw(given(hall(40, { firm: 0.95 })));
	expect(picture.commonGround).toContain('s00');
	expect(picture.dividing.map(({ statement }) => statement)).toContain('s02');
	expect(picture.dividing[0]).toMatchObject({
		most: expect.any(String),
		least: expect.any(String),
	});
});

test('the answer of one person changes no count that is shown by itself', () => {
	// a single member of the administration among residents is never set apart
	const answers = hall(30).map((answer) =>
		answer.voter === 'p001' ? answer : { ...answer, position: 'residents' as const },
	);
	const picture = draw(given(answers));
	expect(picture.statements.every(({ groups }) => groups.length === 0)).toBe(true);
	expect(picture.stands.map(({ group }) => group)).toEqual(['all']);
	expect(JSON.stringify(picture)).not.toContain('administration');
	expect(JSON.stringify(picture)).not.toContain('p001');
});
