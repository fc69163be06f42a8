/**
 * `npm run --silent opinion-map -- FOLDER`: figures of one conversation in the Polis open-data form (votes.csv,
 * comments.csv, participants-votes.csv; or the JSON of Polis's own results, then also how far ours differ), as
 * one line of JSON.
 */
import process from 'node:process';
import { heldOutError, pictureOf, testsOf } from '../src/lib/methods/opinion-map/opinion-map.ts';
import { differenceFrom } from '../src/lib/methods/opinion-map/golden.ts';
import { conversationFrom } from './conversation-folder.ts';
import { plainly } from './plainly.ts';

function figuresOf(folder: string) {
	const { conversation, golden } = conversationFrom(folder);
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

await plainly(() => {
	const [folder] = process.argv.slice(2);
	if (!folder) throw new Error('Say which folder: npm run --silent opinion-map -- FOLDER');
	console.log(JSON.stringify(figuresOf(folder)));
});
