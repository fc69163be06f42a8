/**
 * `node bench/opinion-map.ts [--draws 20] [--people 30,60] [FOLDER…]`: the opinion map beside ml-pca, ml-kmeans and umap-js
 * in the same run, what it foretells of hidden votes, and how often it finds what is there and what is not. FOLDER: a
 * conversation in the Polis open-data form, or the JSON of Polis's own results. Writes docs/benchmarks-algorithms.md.
 */
import { once } from 'node:events';
import { basename } from 'node:path';
import { parseArgs } from 'node:util';
import { Worker } from 'node:worker_threads';
import { kmeans } from 'ml-kmeans';
import { PCA } from 'ml-pca';
import { UMAP } from 'umap-js';
import { conversationFrom, type Read } from '../scripts/conversation-folder.ts';
import { partitionInto } from '../src/lib/methods/opinion-map/clusters.ts';
import { differenceFrom } from '../src/lib/methods/opinion-map/golden.ts';
import {
	axesOf,
	heldOutError,
	keepPeople,
	pictureOf,
	project,
	shuffledVotes,
	testsOf,
} from '../src/lib/methods/opinion-map/opinion-map.ts';
import type { Conversation } from '../src/lib/methods/opinion-map/opinion-map.ts';
import { seededRandom, shuffled } from '../src/lib/methods/seeded-random.ts';
import { madeConversation } from './made-conversation.ts';
import { circumstances, inMs, mean, measured, table, writeSection } from './report.ts';

type Named = Read & { name: string };

const groupCounts = [2, 3, 4, 5];
/** Beyond these a peer takes minutes. */
const most = { svd: 80_000, umap: 600, often: 600 };
const activeVotes = 7;
const large = { people: 2_031, statements: 896, votes: 225_900 };

/** Missing votes as the mean of their statement, which is what the peers cannot do themselves. */
function denseOf({ people, statements, start, column, vote }: Conversation, center: Float64Array) {
	return people.map((_, row) => {
		const cells = Array.from(center);
		for (let place = start[row] ?? 0; place < (start[row + 1] ?? 0); place += 1) {
			const at = column[place] ?? 0;
			if (!statements[at]?.isOut) cells[at] = vote[place] ?? 0;
		}
		return cells;
	});
}

function speedRow({ name, conversation }: Named): (string | number)[] {
	console.log(`· ${name}`);
	const { people, statements, vote } = conversation;
	const runs = people.length > most.often ? 3 : 15;
	const whole = measured(() => pictureOf(conversation), runs);
	const axes = measured(() => axesOf(conversation), runs);
	const points = project(conversation, axes.answer);
	const dense = denseOf(conversation, axes.answer.center);
	const nipals = measured(() => new PCA(dense, { method: 'NIPALS', nCompNIPALS: 2 }), runs);
	const svd =
		people.length * statements.length <= most.svd
			? measured(() => new PCA(dense, { method: 'SVD' }), runs)
			: undefined;
	const exact = (svd ?? nipals).answer.getEigenvectors();
	const cosines = axes.answer.components.map((own, axis) =>
		Math.abs(own.reduce((sum, value, at) => sum + value * exact.get(at, axis), 0)),
	);
	const flat = people.map((_, row) => [points.x[row] ?? 0, points.y[row] ?? 0]);
	const peer = measured(() => groupCounts.map((k) => kmeans(flat, k, { seed: 1 }).clusters), runs);
	const ours = groupCounts.map((k) => Array.from(partitionInto(points, k, seededRandom(1))));
	const spread = mean(
		groupCounts.map((_, at) => spreadOf(flat, ours[at]) / spreadOf(flat, peer.answer[at])),
	);
	const umap =
		people.length <= most.umap
			? measured(() => new UMAP({ nEpochs: 200, random: seededRandom(1).next }).fit(dense), 1)
			: undefined;
	return [
		...[name, `${people.length} × ${statements.length}`, vote.length],
		...[inMs(whole.ms), inMs(axes.ms), inMs(nipals.ms), svd ? inMs(svd.ms) : '–', inMs(peer.ms)],
		...[umap ? inMs(umap.ms) : '–', ...cosines.map((one) => one.toFixed(6)), spread.toFixed(3)],
	];
}

/** Sum of squared distances from the middle of each group. */
function spreadOf(points: readonly number[][], groupOf: readonly number[] = []): number {
	let sum = 0;
	for (const group of new Set(groupOf)) {
		const own = points.filter((_, at) => groupOf[at] === group);
		const middle = [0, 1].map((axis) => mean(own.map((point) => point[axis] ?? 0)));
		for (const point of own) {
			sum += point.reduce((part, value, axis) => part + (value - (middle[axis] ?? 0)) ** 2, 0);
		}
	}
	return sum;
}

function foretellingTable(all: readonly Named[]): string[] {
	const found = all.map(({ name, conversation }) => {
		console.log(`· ${name}: hidden votes`);
		const { groups, axisP } = testsOf(conversation);
		return { name, groups: groups?.k ?? 0, axisP, ...heldOutError(conversation) };
	});
	const rows = found.map(({ name, statementMean, polisGroups, ours, groups, axisP }) => [
		...[name, statementMean.toFixed(3), polisGroups.toFixed(3), ours.toFixed(3)],
		...[(ours / polisGroups).toFixed(3), (ours / statementMean).toFixed(3), axisP, groups],
	]);
	const ratios = mean(found.map(({ ours, polisGroups }) => ours / polisGroups));
	const worst = Math.max(...found.map(({ ours, statementMean }) => ours / statementMean));
	return [
		...table(
			[
				...[
					'conversation',
					'statement mean',
					'Polis groups',
					'ours',
					'ours / groups',
					'ours / mean',
				],
				...['p of the main axis', 'groups shown'],
			],
			rows,
		),
		'',
		`Mean of ours / groups ${ratios.toFixed(3)} (aim ≤ 0.95), worst ours / mean ${worst.toFixed(4)} (aim ≤ 1.01).`,
	];
}

function gatesTable(all: readonly Named[], sizes: readonly number[], draws: number): string[] {
	const rows = sizes.flatMap((size) => {
		const found = { axis: 0, groups: 0, falseAxis: 0, falseGroups: 0, draws: 0 };
		for (const { name, conversation } of all) {
			const { start } = conversation;
			const active = [...conversation.people.keys()].filter(
				(row) => (start[row + 1] ?? 0) - (start[row] ?? 0) >= activeVotes,
			);
			if (active.length < size) continue;
			console.log(`· ${name}: ${draws} draws of ${size}`);
			for (let draw = 0; draw < draws; draw += 1) {
				const random = seededRandom(draw + 1);
				const some = keepPeople(conversation, shuffled(active, random).slice(0, size));
				const real = testsOf(some, draw);
				const chance = testsOf(shuffledVotes(some, random), draw);
				found.axis += +(real.axisP < 0.05);
				found.groups += +(real.groups !== undefined);
				found.falseAxis += +(chance.axisP < 0.05);
				found.falseGroups += +(chance.groups !== undefined);
				found.draws += 1;
			}
		}
		const share = (count: number) =>
			`${count} of ${found.draws} (${((100 * count) / Math.max(1, found.draws)).toFixed(1)} %)`;
		const { axis, groups, falseAxis, falseGroups } = found;
		return [[size, ...[axis, falseAxis, groups, falseGroups].map(share)]];
	});
	return table(
		['people', 'axis found', 'axis in shuffled votes', 'groups shown', 'groups in shuffled votes'],
		rows,
	);
}

/** A whole picture in a thread of its own: the first, when nothing is compiled yet, and the middle of five later ones. */
async function inThread(conversation: Conversation): Promise<{ first: number; later: number }> {
	const thread = new Worker(new URL('opinion-map-thread.ts', import.meta.url), {
		workerData: conversation,
	});
	const [answer]: unknown[] = await once(thread, 'message');
	if (answer && typeof answer === 'object' && 'first' in answer && 'later' in answer) {
		return { first: Number(answer.first), later: Number(answer.later) };
	}
	throw new Error('the thread gave no figures');
}

async function main() {
	const { values, positionals } = parseArgs({
		allowPositionals: true,
		options: {
			draws: { type: 'string', default: '20' },
			people: { type: 'string', default: '30,60' },
		},
	});
	const read = positionals.map((folder) => ({
		name: basename(folder),
		...conversationFrom(folder),
	}));
	const made = [
		{ people: 30, statements: 36, votes: 900 },
		{ people: 536, statements: 314, votes: 30_000 },
		{ people: 1_921, statements: 197, votes: 49_000 },
		large,
	].map((shape) => ({ name: `made, ${shape.people}`, conversation: madeConversation(shape) }));
	const real = read.filter(({ golden }) => golden === undefined);
	const thread = await inThread(madeConversation(large));
	const golden = read.flatMap(({ name, golden: wanted, conversation }) => {
		if (wanted === undefined) return [];
		const { cosine, projectionError } = differenceFrom(wanted, axesOf(conversation));
		return [[name, ...cosine.map((one) => one.toFixed(9)), projectionError.toExponential(1)]];
	});
	writeSection('Opinion map', [
		`\`node bench/opinion-map.ts --draws ${values.draws} --people ${values.people} FOLDER…\`, ${circumstances(['ml-pca', 'ml-kmeans', 'umap-js'])}`,
		'Milliseconds of processor time, medians. The peers get the votes as a full table whose missing votes are already filled in.',
		'ml-kmeans runs once for each of 2 to 5 groups, ours ten times, with silhouettes. |cos|: our axes against ml-pca (SVD, else NIPALS);',
		'spread: squared distances within groups, ours / ml-kmeans, mean over 2 to 5 groups.',
		'',
		...table(
			[
				...['conversation', 'people × statements', 'votes', 'ours, whole picture', 'of it axes'],
				...['ml-pca NIPALS', 'ml-pca SVD', 'ml-kmeans', 'umap-js'],
				...['\\|cos\\| 1', '\\|cos\\| 2', 'spread'],
			],
			[...made, ...read].map(speedRow),
		),
		'',
		`In a thread of its own (its processor time), ${large.people} × ${large.statements} with ${large.votes} votes: the first picture ${inMs(thread.first)} ms, later ones ${inMs(thread.later)} ms (aim < 250).`,
		...(golden.length > 0
			? [
					'',
					"Against Polis's own results (aim: |cos| = 1 to 1e-6, largest difference of a place < 1e-4):",
					'',
					...table(['conversation', '\\|cos\\| 1', '\\|cos\\| 2', 'difference'], golden),
				]
			: []),
		...(real.length > 0
			? [
					'',
					'Hidden votes (a tenth), root mean square error:',
					'',
					...foretellingTable(real),
					'',
					'So many people drawn from each of these conversations (aim: axis found ≥ 90 % at 30, groups in shuffled votes ≤ 5 %):',
					'',
					...gatesTable(real, values.people.split(',').map(Number), Number(values.draws)),
				]
			: []),
	]);
}

await main();
