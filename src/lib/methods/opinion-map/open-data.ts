import { conversationOf } from './conversation.ts';
import type { Ballot, Conversation, Statement, Vote } from './conversation.ts';

/** Texts of the files of a Polis open-data folder, those that are there. */
export type OpenDataFiles = {
	'votes.csv'?: string | undefined;
	'comments.csv'?: string | undefined;
	'participants-votes.csv'?: string | undefined;
};

/**
 * Reads a conversation in the open-data form: votes.csv (timestamp, comment-id, voter-id, vote; 1 is
 * agree), comments.csv (comment-id, moderated −1 is out, comment-body) and, where votes.csv is
 * missing, participants-votes.csv (a column for each statement). Of two votes on one statement the
 * later counts.
 */
export function readOpenData(files: OpenDataFiles): Conversation {
	const statements = recordsOf(files['comments.csv'] ?? '').flatMap(statementOf);
	const votes = recordsOf(files['votes.csv'] ?? '');
	const positions = new Map<string, string>();
	if (votes.length > 0) {
		const dated = votes.map((record) => ({ at: Number(record['timestamp'] ?? 0), record }));
		dated.sort((a, b) => a.at - b.at);
		const ballots = dated.flatMap(({ record }) =>
			ballotOf(record['voter-id'], record['comment-id'], record['vote']),
		);
		return conversationOf(ballots, { statements, positions });
	}
	const ballots = recordsOf(files['participants-votes.csv'] ?? '').flatMap((record) =>
		Object.keys(record)
			.filter((name) => /^\d+$/.test(name))
			.flatMap((statement) => ballotOf(record['participant'], statement, record[statement])),
	);
	return conversationOf(ballots, { statements, positions });
}

/** What cannot be read: in row 1 columns that are not there, further down a vote that is none. */
export type Misread = { file: keyof OpenDataFiles; row: number; found: string };

/**
 * The first thing in the votes that `readOpenData` would pass over without a word. Rows count from 1, the
 * names of the columns being the first.
 */
export function misreadIn(files: OpenDataFiles): Misread | undefined {
	const votes = recordsOf(files['votes.csv'] ?? '');
	const file = votes.length > 0 ? 'votes.csv' : 'participants-votes.csv';
	const records = votes.length > 0 ? votes : recordsOf(files[file] ?? '');
	const names = Object.keys(records[0] ?? {});
	const needed = votes.length > 0 ? ['voter-id', 'comment-id', 'vote'] : ['participant'];
	const missing = records.length > 0 && needed.find((name) => !names.includes(name));
	if (missing) return { file, row: 1, found: missing };
	const cells = votes.length > 0 ? ['vote'] : names.filter((name) => /^\d+$/.test(name));
	for (const [at, record] of records.entries()) {
		const found = cells
			.map((name) => (record[name] ?? '').trim())
			.find((cell) => cell !== '' && voteOf(Number(cell)) === undefined);
		if (found !== undefined) return { file, row: at + 2, found };
	}
	return undefined;
}

function statementOf(record: Readonly<Record<string, string>>): Statement[] {
	const id = record['comment-id'];
	if (id === undefined || id === '') return [];
	const text = record['comment-body'];
	const isOut = record['moderated'] === '-1' || record['is-meta'] === 'true';
	return [{ id, isOut, ...(text === undefined ? {} : { text }) }];
}

function ballotOf(
	person: string | undefined,
	statement: string | undefined,
	vote: string | undefined,
): Ballot[] {
	const value = voteOf(vote === undefined || vote.trim() === '' ? NaN : Number(vote));
	if (!person || !statement || value === undefined) return [];
	return [{ person, statement, vote: value }];
}

export function voteOf(value: number): Vote | undefined {
	return value === 1 ? 1 : value === 0 ? 0 : value === -1 ? -1 : undefined;
}

/** votes.csv and comments.csv of a conversation; times are left out, as they could name a person. */
export function writeOpenData(conversation: Conversation): {
	'votes.csv': string;
	'comments.csv': string;
} {
	const { people, statements, start, column, vote } = conversation;
	const votes = ['timestamp,datetime,comment-id,voter-id,vote'];
	const counts = statements.map(() => ({ agrees: 0, disagrees: 0 }));
	people.forEach((_, row) => {
		for (let place = start[row] ?? 0; place < (start[row + 1] ?? 0); place += 1) {
			const at = column[place] ?? 0;
			const value = vote[place] ?? 0;
			votes.push(`0,,${statements[at]?.id ?? ''},${row},${value}`);
			const count = counts[at];
			if (count && value === 1) count.agrees += 1;
			if (count && value === -1) count.disagrees += 1;
		}
	});
	const comments = statements.map(({ id, text = '', isOut }, at) => {
		const { agrees, disagrees } = counts[at] ?? { agrees: 0, disagrees: 0 };
		return `0,,${id},,${agrees},${disagrees},${isOut ? -1 : 1},"${text.replaceAll('"', '""')}"`;
	});
	const head = 'timestamp,datetime,comment-id,author-id,agrees,disagrees,moderated,comment-body';
	return {
		'votes.csv': `${votes.join('\n')}\n`,
		'comments.csv': `${[head, ...comments].join('\n')}\n`,
	};
}

/** The rows of a CSV text (RFC 4180) by the names of its first row. */
export function recordsOf(text: string): Record<string, string>[] {
	const [head = [], ...rows] = rowsOf(text.replace(/^\uFEFF/, ''));
	const names = head.map((name) => name.trim());
	return rows
		.filter((row) => row.length > 1 || row[0] !== '')
		.map((row) => Object.fromEntries(names.map((name, at) => [name, row[at] ?? ''])));
}

function rowsOf(text: string): string[][] {
	if (!text.includes('"')) return text.split(/\r\n|\n|\r/).map((line) => line.split(','));
	const rows: string[][] = [];
	let row: string[] = [];
	const cell = /(?:"([^"]*(?:""[^"]*)*)"|([^,\r\n]*))(,|\r?\n|\r|$)/gy;
	for (let match = cell.exec(text); match; match = cell.exec(text)) {
		row.push(match[1]?.replaceAll('""', '"') ?? match[2] ?? '');
		if (match[3] === ',') continue;
		rows.push(row);
		row = [];
		if (cell.lastIndex >= text.length) break;
	}
	return rows;
}
