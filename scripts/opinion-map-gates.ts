/**
 * `node scripts/opinion-map-gates.ts FOLDER… [--draws 50] [--people 30]`: how often a conversation in the Polis
 * open-data form, drawn down to so many of its active people, shows its main axis and groups, and how often
 * shuffled votes show groups (which would be false). One line of JSON for each folder.
 */
import { existsSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { parseArgs } from 'node:util';
import {
	keepPeople,
	readOpenData,
	shuffledVotes,
	testsOf,
} from '../src/lib/methods/opinion-map/opinion-map.ts';
import { seededRandom, shuffled } from '../src/lib/methods/seeded-random.ts';

const ACTIVE_VOTES = 7;
const { values, positionals } = parseArgs({
	allowPositionals: true,
	options: {
		draws: { type: 'string', default: '50' },
		people: { type: 'string', default: '30' },
	},
});
const [draws, people] = [Number(values.draws), Number(values.people)];
for (const folder of positionals) {
	const text = (name: string) => {
		const path = join(folder, name);
		return existsSync(path) ? readFileSync(path, 'utf8') : undefined;
	};
	const conversation = readOpenData({
		'votes.csv': text('votes.csv'),
		'comments.csv': text('comments.csv'),
	});
	const { start } = conversation;
	const active = [...conversation.people.keys()].filter(
		(row) => (start[row + 1] ?? 0) - (start[row] ?? 0) >= ACTIVE_VOTES,
	);
	const found = { axis: 0, groups: 0, falseAxis: 0, falseGroups: 0 };
	for (let draw = 0; draw < draws; draw += 1) {
		const random = seededRandom(draw + 1);
		const some = keepPeople(conversation, shuffled(active, random).slice(0, people));
		const real = testsOf(some, draw);
		const chance = testsOf(shuffledVotes(some, random), draw);
		found.axis += +(real.axisP < 0.05);
		found.groups += +(real.groups !== undefined);
		found.falseAxis += +(chance.axisP < 0.05);
		found.falseGroups += +(chance.groups !== undefined);
	}
	console.log(JSON.stringify({ conversation: basename(folder), people, draws, ...found }));
}
