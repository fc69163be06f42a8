import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { PCA } from 'ml-pca';
import { describe, expect, test } from 'vitest';
import { seededRandom } from '../seeded-random.ts';
import { adjustedRandIndex } from './clusters.ts';
import { differenceFrom, readGolden } from './golden.ts';
import {
	alignedTo,
	axesOf,
	byPosition,
	conversationOf,
	displayFor,
	findingsOf,
	heldOutError,
	layerOf,
	pictureOf,
	project,
	readOpenData,
	shownCount,
	shuffledVotes,
	testsOf,
	writeOpenData,
} from './opinion-map.ts';
import type { Ballot, Conversation, Vote } from './opinion-map.ts';
import { misreadIn } from './open-data.ts';
import { consensusOf, countsOf, inConversation, representativeOf } from './polis-results.ts';
import { falseDiscoveryRates, wilson } from './positions.ts';

/** Two camps who answer every second statement the other way round, with some noise. */
function camps(people: number, statements: number, noise = 0.1): Conversation {
	const random = seededRandom(people);
	const ballots: Ballot[] = [];
	const positions = new Map<string, string>();
	for (let person = 0; person < people; person += 1) {
		const side = person % 2 === 0 ? 1 : -1;
		positions.set(`${person}`, side > 0 ? '行政' : '住民');
		for (let statement = 0; statement < statements; statement += 1) {
			if (random.next() < 0.2) continue;
			const held = statement % 2 === 0 ? 1 : side;
			const vote: Vote = random.next() < noise ? 0 : held > 0 ? 1 : -1;
			ballots.push({ person: `${person}`, statement: `${statement}`, vote });
		}
	}
	return conversationOf(ballots, { positions });
}

const GOLDEN = [process.env.OTAGAISAMA_POLIS_GOLDEN, '../shared/data/polis/golden'].find(
	(folder) => folder !== undefined && existsSync(folder),
);

describe('Polis’s own results', () => {
	const folders = GOLDEN ? readdirSync(GOLDEN).map((name) => join(GOLDEN, name)) : [];
	const json = (folder: string, name: string): unknown =>
		JSON.parse(readFileSync(join(folder, name), 'utf8'));

	test('axes and places of people are the same, where its conversations are at hand', () => {
		for (const folder of folders) {
			const results = json(folder, 'math-pca2.json');
			const golden = readGolden({ votes: json(folder, 'votes.json'), results });
			const { cosine, projectionError } = differenceFrom(golden, axesOf(golden.conversation));
			for (const one of cosine) expect(one).toBeCloseTo(1, 6);
			expect(projectionError).toBeLessThan(1e-4);
		}
	});

	test('representative statements and consensus are the same, given its groups', () => {
		for (const folder of folders) {
			const results = json(folder, 'math-pca2.json');
			const { conversation, groups } = readGolden({ votes: json(folder, 'votes.json'), results });
			const idsOf = (lists: readonly (readonly { statement: string }[])[]) =>
				lists.map((found) => found.map(({ statement }) => statement));
			const ours = representativeOf(conversation, countsOf(conversation, groups));
			const [all = []] = countsOf(conversation, [[...conversation.people.keys()]]);
			const { agree, disagree } = consensusOf(conversation, all);
			expect(results).toMatchObject({
				repness: { ...idsOf(ours).map((ids) => ids.map((id) => ({ tid: Number(id) }))) },
				consensus: {
					agree: agree.map(({ statement }) => ({ tid: Number(statement) })),
					disagree: disagree.map(({ statement }) => ({ tid: Number(statement) })),
				},
			});
		}
	});
});

describe('the open-data form', () => {
	test('a conversation is written and read again the same', () => {
		const before = camps(12, 9);
		const again = readOpenData(writeOpenData(before));
		expect(again.statements.map(({ id }) => id)).toEqual(before.statements.map(({ id }) => id));
		expect([...again.vote]).toEqual([...before.vote]);
		expect([...again.column]).toEqual([...before.column]);
	});

	test('the later vote counts, quoted line breaks and commas belong to the text', () => {
		const { statements, vote, people } = readOpenData({
			'comments.csv': 'comment-id,moderated,comment-body\n1,1,"坂が多い,\n""とても"""\n2,-1,広告\n',
			'votes.csv': 'timestamp,comment-id,voter-id,vote\n20,1,7,-1\n10,1,7,1\n30,2,7,\n',
		});
		expect(statements).toEqual([
			{ id: '1', isOut: false, text: '坂が多い,\n"とても"' },
			{ id: '2', isOut: true, text: '広告' },
		]);
		expect([people, [...vote]]).toEqual([['7'], [-1]]);
	});

	test('the wide table is read when there are no single votes', () => {
		const { people, vote } = readOpenData({
			'participants-votes.csv': 'participant,group-id,n-votes,0,1\na,0,2,1,-1\nb,1,1,,0\n',
		});
		expect([people, [...vote]]).toEqual([
			['a', 'b'],
			[1, -1, 0],
		]);
	});

	test('what cannot be read is named, not passed over', () => {
		const head = 'timestamp,comment-id,voter-id,vote\n';
		expect(misreadIn({ 'votes.csv': `${head}1,1,7,1\n1,2,7,\n1,3,7,2\n` })).toEqual({
			file: 'votes.csv',
			row: 4,
			found: '2',
		});
		expect(misreadIn({ 'votes.csv': 'a,b\n1,2\n' })).toMatchObject({ row: 1, found: 'voter-id' });
		expect(misreadIn({ 'participants-votes.csv': 'participant,0\na,yes\n' })).toEqual({
			file: 'participants-votes.csv',
			row: 2,
			found: 'yes',
		});
		expect(misreadIn({ 'votes.csv': `\uFEFF${head.replace('\n', '\r\n')}1,1,7,-1\r\n` })).toBe(
			undefined,
		);
		expect(misreadIn({})).toBe(undefined);
	});

	test('line ends, a byte-order mark and quotes make no difference', () => {
		const plain = writeOpenData(camps(12, 9))['votes.csv'];
		const read = (text: string) => readOpenData({ 'votes.csv': text });
		const wanted = read(plain);
		fc.assert(
			fc.property(
				fc.constantFrom('\n', '\r\n', '\r'),
				fc.boolean(),
				fc.boolean(),
				(end, hasMark, isQuoted) => {
					const lines = plain.trimEnd().split('\n');
					const cells = lines.map((line) => (isQuoted ? line.replaceAll(/[^,]+/g, '"$&"') : line));
					expect(read((hasMark ? '\uFEFF' : '') + cells.join(end) + end)).toEqual(wanted);
				},
			),
			{ numRuns: 24 },
		);
	});

	test('an empty folder is an empty conversation, whatever is asked of it', () => {
		const empty = readOpenData({});
		expect(empty.people).toEqual([]);
		expect(pictureOf(empty).rows).toEqual([]);
		expect(testsOf(empty).groups).toBeUndefined();
		expect(heldOutError(empty).ours).toBe(0);
	});
});

describe('axes', () => {
	test('two camps stand on the two sides of the main axis, statements all agree on are not on it', () => {
		const conversation = camps(40, 12);
		const axes = axesOf(conversation);
		const { x } = project(conversation, axes);
		const side = (row: number) => Math.sign(x[row] ?? 0);
		expect(new Set([...x.keys()].map((row) => (row % 2 === 0 ? 1 : -1) * side(row))).size).toBe(1);
		const at = conversation.statements.findIndex(({ id }) => id === '0');
		expect(Math.abs(axes.components[0][at] ?? 1)).toBeLessThan(0.1);
	});

	test('axes are unit vectors at right angles, whoever votes', () => {
		const ballot = fc.record({
			person: fc.integer({ min: 0, max: 12 }).map(String),
			statement: fc.integer({ min: 0, max: 8 }).map(String),
			vote: fc.constantFrom<Vote>(-1, 0, 1),
		});
		fc.assert(
			fc.property(fc.array(ballot, { maxLength: 80 }), (ballots) => {
				const conversation = conversationOf(ballots);
				const { components, explained, total } = axesOf(conversation);
				const dot = (a: Float64Array, b: Float64Array) =>
					a.reduce((sum, value, at) => sum + value * (b[at] ?? 0), 0);
				for (const one of components) {
					const length = dot(one, one);
					expect(Math.min(Math.abs(length - 1), Math.abs(length))).toBeLessThan(1e-9);
				}
				expect(Math.abs(dot(components[0], components[1]))).toBeLessThan(1e-9);
				expect(explained[0] + explained[1]).toBeLessThanOrEqual(total + 1e-6);
				const { x, y } = project(conversation, axesOf(conversation));
				expect([...x, ...y].every(Number.isFinite)).toBe(true);
			}),
			{ numRuns: 80 },
		);
	});

	test('axes are those of ml-pca on the table with every missing vote filled in', () => {
		fc.assert(
			fc.property(
				fc.integer({ min: 8, max: 40 }),
				fc.integer({ min: 4, max: 15 }),
				(people, width) => {
					const conversation = camps(people, width, 0.4);
					const { components, center, explained } = axesOf(conversation);
					const { start, column, vote } = conversation;
					const table = conversation.people.map((_, row) => {
						const cells = Array.from(center);
						for (let place = start[row] ?? 0; place < (start[row + 1] ?? 0); place += 1) {
							cells[column[place] ?? 0] = vote[place] ?? 0;
						}
						return cells;
					});
					const peer = new PCA(table, { method: 'SVD' });
					const theirs = peer.getEigenvalues().map((value) => value * (people - 1));
					components.forEach((own, axis) => {
						expect(explained[axis]).toBeCloseTo(theirs[axis] ?? 0, 6);
						// two axes that explain nearly as much have no direction of their own
						if ((theirs[axis] ?? 0) < 1.05 * (theirs[axis + 1] ?? 0)) return;
						if (axis > 0 && (theirs[0] ?? 0) < 1.05 * (theirs[1] ?? 0)) return;
						const vectors = peer.getEigenvectors();
						const cosine = own.reduce((sum, value, at) => sum + value * vectors.get(at, axis), 0);
						expect(Math.abs(cosine)).toBeCloseTo(1, 6);
					});
				},
			),
			{ numRuns: 40 },
		);
	});

	test('a new picture is turned to lie as the one before', () => {
		const conversation = camps(20, 8, 0.3);
		const axes = axesOf(conversation);
		const [first, second] = axes.components;
		const turned = {
			...axes,
			components: [second.map((v) => -v), first] satisfies [unknown, unknown],
		};
		const ids = conversation.statements.map(({ id }) => id);
		const again = alignedTo({ ids, axes }, conversation, turned);
		again.components[0].forEach((value, at) => expect(value).toBeCloseTo(first[at] ?? 0, 9));
		again.components[1].forEach((value, at) => expect(value).toBeCloseTo(second[at] ?? 0, 9));
	});
});

describe('what is earned', () => {
	test('two clear camps are shown as groups, the same votes shuffled are not', () => {
		const conversation = camps(40, 16);
		const real = testsOf(conversation);
		expect(real.axisP).toBeLessThan(0.05);
		expect(real.groups?.k).toBe(2);
		const sides = Int32Array.from(real.groups?.rows ?? [], (row) => row % 2);
		expect(adjustedRandIndex(real.groups?.groupOf ?? sides, sides)).toBeCloseTo(1);
		const shuffled = testsOf(shuffledVotes(conversation, seededRandom(5)));
		expect([shuffled.groups, shuffled.reason]).toEqual([undefined, 'chance']);
	});

	test('how much is shown depends on how many came', () => {
		expect([6, 7, 14, 15, 29, 30].map((people) => displayFor(people, 0.01))).toEqual([
			'table',
			'bars',
			'bars',
			'axis',
			'axis',
			'map',
		]);
		expect(displayFor(100, 0.2)).toBe('bars');
	});

	test('small counts and their rests are not shown', () => {
		expect([shownCount(4, 20), shownCount(17, 20), shownCount(3, 3)]).toEqual([
			undefined,
			undefined,
			undefined,
		]);
		expect([shownCount(5, 20), shownCount(0, 20), shownCount(20, 20)]).toEqual([5, 0, 20]);
	});

	test('a statement is agreed on, divided or unclear', () => {
		expect(layerOf({ agree: 18, disagree: 1, seen: 20 })).toBe('agreed');
		expect(layerOf({ agree: 1, disagree: 18, seen: 20 })).toBe('agreed');
		expect(layerOf({ agree: 10, disagree: 9, seen: 20 })).toBe('divided');
		expect(layerOf({ agree: 3, disagree: 2, seen: 20 })).toBe('unclear');
	});

	test('hidden votes of camps are foretold better than by the mean', () => {
		const { ours, statementMean } = heldOutError(camps(60, 16));
		expect(ours).toBeLessThan(0.8 * statementMean);
	});

	test('below fifteen people the most active fill up', () => {
		expect(inConversation(camps(10, 20))).toHaveLength(10);
	});
});

describe('positions', () => {
	test('statements on which positions differ are dividing, the others are common ground', () => {
		const statements = byPosition(camps(40, 10));
		const { commonGround, dividing } = findingsOf(statements);
		expect(dividing.map(({ statement }) => Number(statement) % 2)).toEqual([1, 1, 1, 1, 1]);
		expect(new Set(dividing.map(({ most }) => most))).toEqual(new Set(['行政']));
		expect(commonGround.map(({ statement }) => Number(statement) % 2)).toEqual([0, 0, 0, 0, 0]);
	});

	test('rates are drawn towards the share of all and stay within 0 and 1', () => {
		for (const { positions } of byPosition(camps(14, 6))) {
			for (const { agree, seen, rate, low, high } of positions) {
				expect(rate).toBeGreaterThan(0);
				expect(rate).toBeLessThan(1);
				expect(low - 1e-12).toBeLessThanOrEqual(agree / Math.max(1, seen));
				expect(high + 1e-12).toBeGreaterThanOrEqual(agree / Math.max(1, seen));
			}
		}
	});

	test('false-discovery rates keep the order and are never below p', () => {
		expect(falseDiscoveryRates([0.01, 0.04, 0.03, 0.5])).toEqual([0.04, 0.16 / 3, 0.16 / 3, 0.5]);
		fc.assert(
			fc.property(fc.array(fc.double({ min: 0, max: 1, noNaN: true })), (ps) => {
				falseDiscoveryRates(ps).forEach((rate, at) => {
					expect(rate).toBeGreaterThanOrEqual((ps[at] ?? 0) - 1e-12);
					expect(rate).toBeLessThanOrEqual(1);
				});
			}),
		);
	});

	test('nobody asked is no knowledge', () => {
		expect(wilson(0, 0)).toEqual([0, 1]);
	});
});
