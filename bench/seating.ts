/**
 * `node bench/seating.ts [--golfers FOLDER]`: tables of four beside other ways to make them, in the same run. No package of
 * npm makes such plans; FOLDER is a checkout of good-enough-golfers, which is measured when it is given. Writes
 * docs/benchmarks-algorithms.md.
 */
import { parseArgs } from 'node:util';
import {
	certify,
	isWholePlan,
	mostRounds,
	planSeating,
	tableSizes,
} from '../src/lib/methods/seating/seating.ts';
import type { SeatingRequest } from '../src/lib/methods/seating/seating.ts';
import { circumstances, inMs, measured, middle, table, writeSection } from './report.ts';
import { goodEnoughGolfers, roundByRound, type Plan } from './seating-peers.ts';

const { values } = parseArgs({ options: { golfers: { type: 'string' } } });
const golfers = values.golfers === undefined ? undefined : goodEnoughGolfers(values.golfers);
/** Beyond so many tables good-enough-golfers takes minutes. */
const mostForGolfers = 13;

/** Tables, rounds, and the fewest repeats that are known to be possible. */
const plainInstances = [
	...[5, 7, 8].map((tables) => ({ tables, rounds: 5, known: 0 })),
	{ tables: 7, rounds: 9, known: 0 },
	...[8, 9, 10].map((rounds) => ({ tables: 8, rounds, known: 0 })),
	{ tables: 9, rounds: 9, known: 0 },
	{ tables: 10, rounds: 9, known: 0 },
	{ tables: 10, rounds: 13, known: 0 },
	{ tables: 13, rounds: 13, known: 0 },
	{ tables: 16, rounds: 21, known: 0 },
	{ tables: 25, rounds: 12, known: 0 },
	{ tables: 32, rounds: 33, known: 0 },
];
const mixedInstances = [
	{ name: 'M30', positions: [6, 7, 6, 3, 8], rounds: 6 },
	{ name: 'M30b', positions: [4, 5, 4, 2, 15], rounds: 6 },
	{ name: 'M32', positions: [6, 7, 6, 5, 8], rounds: 8 },
	{ name: 'M100', positions: [15, 25, 20, 10, 30], rounds: 8 },
];

function requestOf(positions: readonly (number | undefined)[], rounds: number): SeatingRequest {
	return {
		people: positions.map((position, at) =>
			position === undefined ? { id: `${at}` } : { id: `${at}`, position: `${position}` },
		),
		rounds,
	};
}

function countsOf(plan: Plan, request: SeatingRequest) {
	const rounds = plan.map((round) => round.map((seats) => seats.map(String)));
	if (!isWholePlan(rounds, request)) throw new Error('a plan leaves somebody out');
	return certify(rounds, request);
}

const plainRows = plainInstances.map(({ tables, rounds, known }) => {
	const people = 4 * tables;
	const request = requestOf(Array<undefined>(people).fill(undefined), rounds);
	const ours = measured(() => planSeating(request));
	const simple = measured(() => roundByRound(people, tableSizes(people), rounds), 1);
	const peers =
		golfers && tables <= mostForGolfers
			? [1, 2, 3].map(() => measured(() => golfers(tables, 4, rounds), 1))
			: [];
	console.log(`· ${tables} tables, ${rounds} rounds`);
	return [
		...[`${tables}-4-${rounds}`, known, ours.answer.certificate.repeats, inMs(ours.ms)],
		...[countsOf(simple.answer, request).repeats, inMs(simple.ms)],
		peers.map(({ answer }) => countsOf(answer, request).repeats).join(', ') || '–',
		peers.length > 0 ? inMs(middle(peers.map(({ ms }) => ms))) : '–',
	];
});

const mixedRows = mixedInstances.map(({ name, positions, rounds }) => {
	const each = positions.flatMap((count, position) => Array<number>(count).fill(position));
	const request = requestOf(each, rounds);
	const ours = measured(() => planSeating(request));
	const simple = measured(
		() => roundByRound(each.length, tableSizes(each.length), rounds, { positions: each }),
		1,
	);
	const { repeats, samePosition, lowerBound } = ours.answer.certificate;
	const theirs = countsOf(simple.answer, request);
	console.log(`· ${name}`);
	return [
		...[name, `${each.length} people, ${rounds} rounds, ${positions.join('/')}`, lowerBound],
		...[`${repeats} / ${samePosition}`, inMs(ours.ms)],
		...[`${theirs.repeats} / ${theirs.samePosition}`, inMs(simple.ms)],
	];
});

/** Every number of people and rounds for which a schedule is known. */
function everySchedule() {
	const times: number[] = [];
	let repeats = 0;
	let reached = 0;
	for (let people = 16; people <= 128; people += 1) {
		const tables = Math.ceil(people / 4);
		const most = mostRounds({ tables, places: 4, empty: 4 * tables - people });
		reached += +(most >= Math.floor((people - 1) / 3));
		for (let rounds = 1; rounds <= most; rounds += 1) {
			const request = requestOf(Array<undefined>(people).fill(undefined), rounds);
			const { answer, ms } = measured(() => planSeating(request), 3);
			repeats += answer.certificate.repeats;
			times.push(ms);
		}
	}
	return { plans: times.length, repeats, reached, middle: middle(times), most: Math.max(...times) };
}

/** How many of 3 to 300 people would not sit three or four at a table (five people: all at one). */
function wrongTables(): number {
	let wrong = 0;
	for (let people = 3; people <= 300; people += 1) {
		const request = requestOf(Array<undefined>(people).fill(undefined), 2);
		const { rounds } = planSeating(request);
		const sizes = rounds.flat().map(({ length }) => length);
		const isRight = sizes.every((size) => (people === 5 ? size === 5 : size === 3 || size === 4));
		wrong += +(!isRight || !isWholePlan(rounds, request));
	}
	return wrong;
}

const all = everySchedule();
writeSection('Seating', [
	`\`node bench/seating.ts${golfers ? ' --golfers FOLDER' : ''}\`, ${circumstances(golfers ? ['lodash'] : [])}`,
	'Milliseconds of processor time, medians of three. "Round by round" is `bench/seating-peers.ts`: twenty random starts a round, exchanges',
	'as long as they help.' +
		(golfers
			? ' good-enough-golfers @ 4db2074 (MIT) is no package; three runs, up to 13 tables (it takes no positions).'
			: ''),
	'',
	'Meetings of two people beyond their first (tables-places-rounds):',
	'',
	...table(
		[
			...['instance', 'possible', 'ours', 'ms', 'round by round', 'ms'],
			...['good-enough-golfers', 'ms'],
		],
		plainRows,
	),
	'',
	'Repeats / pairs of one position at a table, added up over the rounds (aim for M30, M30b and M100: the bound):',
	'',
	...table(
		['instance', 'people and positions', 'bound of pairs', 'ours', 'ms', 'round by round', 'ms'],
		mixedRows,
	),
	'',
	`Every 16 to 128 people with every number of rounds for which a schedule is known (${all.plans} plans, at least as many rounds as tables,`,
	`for ${all.reached} of 113 numbers of people as many as ⌊(n − 1) / 3⌋): ${all.repeats} repeats; ${inMs(all.middle)} ms in the middle, ${inMs(all.most)} ms at most (aim < 50).`,
	`Every 3 to 300 people: ${wrongTables()} plans with a table that is not of three or four (five people sit together).`,
]);
