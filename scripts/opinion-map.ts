/**
 * `npm run --silent opinion-map -- FOLDER`: figures of one conversation in the Polis open-data form (votes.csv,
 * comments.csv, participants-votes.csv; or the JSON of Polis's own results, then also how far ours differ), as
 * one line of JSON.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import {
	heldOutError,
	pictureOf,
	readOpenData,
	testsOf,
} from '../src/lib/methods/opinion-map/opinion-map.ts';
import { differenceFrom, readGolden } from '../src/lib/methods/opinion-map/golden.ts';

function figuresOf(folder: string) {
	const text = (name: string) => {
		const path = join(folder, name);
		return existsSync(path) ? readFileSync(path, 'utf8') : undefined;
	};
	const [votes, results] = [text('votes.json'), text('math-pca2.json')];
	const golden =
		votes !== undefined && results !== undefined
			? readGolden({ votes: JSON.parse(votes), results: JSON.parse(results) })
			: undefined;
	const conversation =
		golden?.conversation ??
		readOpenData({
			'votes.csv': text('votes.csv'),
			'comments.csv': text('comments.csv'),
			'participants-votes.csv': text('participants-votes.csv'),
		});
	if (conversation.vote.length === 0) throw new Error(`no votes found in ${folder}`);
	pictureOf(conversation);
	const before = process.cpuUsage();
	const { axes } = pictureOf(conversation);
	const { user, system } = process.cpuUsage(before);
	const { groups, axisP } = testsOf(conversation);
	return {
		people: conversation.people.length,
		statements: conversation.statements.length,
		votes: conversation.vote.length,
		heldOutRmse: heldOutError(conversation),
		groupsShown: groups?.k ?? 0,
		axisP,
		cpuMs: Math.round((user + system) / 100) / 10,
		components: axes.components.map((component) => [...component]),
		...(golden ? differenceFrom(golden, axes) : {}),
	};
}

try {
	const [folder] = process.argv.slice(2);
	if (!folder) throw new Error('Say which folder: npm run --silent opinion-map -- FOLDER');
	console.log(JSON.stringify(figuresOf(folder)));
} catch (failure) {
	if (!(failure instanceof Error)) throw failure;
	console.error(failure.message);
	process.exitCode = 1;
}
