/** Conversations that lie in a folder, for the scripts that print figures about them. */
import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { readGolden, type Golden } from '../src/lib/methods/opinion-map/golden.ts';
import { readOpenData, type Conversation } from '../src/lib/methods/opinion-map/opinion-map.ts';
import { misreadIn, type Misread } from '../src/lib/methods/opinion-map/open-data.ts';

export type Read = { conversation: Conversation; golden?: Golden };

/**
 * Reads a folder in the open-data form of Polis (votes.csv or participants-votes.csv, comments.csv), or with Polis's own
 * results (votes.json, math-pca2.json).
 * @throws {Error} one sentence for whoever typed the command, when there is no conversation to be read.
 */
export function conversationFrom(folder: string): Read {
	if (!existsSync(folder) || !statSync(folder).isDirectory()) {
		throw new Error(`There is no folder ${folder}.`);
	}
	const text = (name: string) => {
		const path = join(folder, name);
		return existsSync(path) ? readFileSync(path, 'utf8') : undefined;
	};
	const json = (name: string) => {
		const content = text(name);
		return content === undefined ? undefined : { name, content };
	};
	const [votes, results] = [json('votes.json'), json('math-pca2.json')];
	if (votes && results) {
		const golden = goldenFrom(folder, parsed(votes), parsed(results));
		return { conversation: withVotes(golden.conversation, folder), golden };
	}
	const files = {
		'votes.csv': text('votes.csv'),
		'comments.csv': text('comments.csv'),
		'participants-votes.csv': text('participants-votes.csv'),
	};
	if (files['votes.csv'] === undefined && files['participants-votes.csv'] === undefined) {
		throw new Error(`There is neither votes.csv nor participants-votes.csv in ${folder}.`);
	}
	const misread = misreadIn(files);
	if (misread) throw new Error(sentenceOn(misread));
	return { conversation: withVotes(readOpenData(files), folder) };
}

function sentenceOn({ file, row, found }: Misread): string {
	return row === 1
		? `${file} has no column "${found}".`
		: `${file} has in row ${row} the vote "${found.slice(0, 40)}", which is not 1, 0 or -1.`;
}

function parsed({ name, content }: { name: string; content: string }): unknown {
	try {
		return JSON.parse(content);
	} catch {
		throw new Error(`${name} is not JSON.`);
	}
}

function goldenFrom(folder: string, votes: unknown, results: unknown): Golden {
	try {
		return readGolden({ votes, results });
	} catch (failure) {
		if (!(failure instanceof TypeError)) throw failure;
		throw new Error(`votes.json and math-pca2.json in ${folder} do not have the form of Polis.`, {
			cause: failure,
		});
	}
}

function withVotes(conversation: Conversation, folder: string): Conversation {
	if (conversation.vote.length === 0) throw new Error(`There are no votes in ${folder}.`);
	return conversation;
}
