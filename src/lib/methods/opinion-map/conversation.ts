/** 1 agree, 0 pass, −1 disagree. */
export type Vote = -1 | 0 | 1;

export type Statement = {
	id: string;
	text?: string;
	/** Taken out by moderation, or a question about the person: no part of the map. */
	isOut: boolean;
};

export type Ballot = { person: string; statement: string; vote: Vote };

/**
 * Who voted what, sparsely: the votes of person p are at `start[p]` up to `start[p + 1]` of `column`
 * (index of the statement) and `vote`.
 */
export type Conversation = {
	people: string[];
	/** The declared position of each person, where known. */
	positions: (string | undefined)[];
	statements: Statement[];
	start: Int32Array;
	column: Int32Array;
	vote: Int8Array;
};

/**
 * Orders ballots by person and statement. A later ballot of one person on one statement replaces the
 * earlier one. Statements that are only named by ballots are added; people are those who voted.
 */
export function conversationOf(
	ballots: Iterable<Ballot>,
	{
		statements = [],
		positions = new Map(),
	}: { statements?: readonly Statement[]; positions?: ReadonlyMap<string, string> } = {},
): Conversation {
	const known = new Map(statements.map((statement) => [statement.id, statement]));
	const rows = new Map<string, Map<string, Vote>>();
	for (const { person, statement, vote } of ballots) {
		if (!known.has(statement)) known.set(statement, { id: statement, isOut: false });
		const row = rows.get(person);
		if (row) row.set(statement, vote);
		else rows.set(person, new Map([[statement, vote]]));
	}
	const ordered = [...known.values()].sort((a, b) => compareIds(a.id, b.id));
	const columns = new Map(ordered.map(({ id }, at) => [id, at]));
	const people = [...rows.keys()].sort(compareIds);
	const start = [0];
	const column: number[] = [];
	const vote: number[] = [];
	for (const person of people) {
		const row = [...(rows.get(person) ?? [])].map(([id, value]) => ({
			at: columns.get(id) ?? 0,
			value,
		}));
		for (const { at, value } of row.sort((a, b) => a.at - b.at)) {
			column.push(at);
			vote.push(value);
		}
		start.push(column.length);
	}
	return {
		people,
		positions: people.map((person) => positions.get(person)),
		statements: ordered,
		start: Int32Array.from(start),
		column: Int32Array.from(column),
		vote: Int8Array.from(vote),
	};
}

/** Numbers in their order, everything else by its letters. */
function compareIds(a: string, b: string): number {
	const difference = Number(a) - Number(b);
	if (difference !== 0 && !Number.isNaN(difference)) return difference;
	return a < b ? -1 : a > b ? 1 : 0;
}

/** The same conversation with other votes: for shuffles and for hiding votes. */
export function withVotes(conversation: Conversation, vote: Int8Array): Conversation {
	return { ...conversation, vote };
}

/** Only these votes (by their place), the people and statements as before. */
export function keepVotes(
	conversation: Conversation,
	isKept: (place: number) => boolean,
): Conversation {
	const start = new Int32Array(conversation.start.length);
	const column: number[] = [];
	const vote: number[] = [];
	for (let person = 0; person < conversation.people.length; person += 1) {
		const last = conversation.start[person + 1] ?? 0;
		for (let place = conversation.start[person] ?? 0; place < last; place += 1) {
			if (!isKept(place)) continue;
			column.push(conversation.column[place] ?? 0);
			vote.push(conversation.vote[place] ?? 0);
		}
		start[person + 1] = column.length;
	}
	return { ...conversation, start, column: Int32Array.from(column), vote: Int8Array.from(vote) };
}

/** Only these people, by their row. */
export function keepPeople(conversation: Conversation, rows: readonly number[]): Conversation {
	const start = [0];
	const column: number[] = [];
	const vote: number[] = [];
	for (const row of rows) {
		const last = conversation.start[row + 1] ?? 0;
		for (let place = conversation.start[row] ?? 0; place < last; place += 1) {
			column.push(conversation.column[place] ?? 0);
			vote.push(conversation.vote[place] ?? 0);
		}
		start.push(column.length);
	}
	return {
		...conversation,
		people: rows.map((row) => conversation.people[row] ?? ''),
		positions: rows.map((row) => conversation.positions[row]),
		start: Int32Array.from(start),
		column: Int32Array.from(column),
		vote: Int8Array.from(vote),
	};
}

/** How many statements each person voted on. */
export function votesOf({ start }: Conversation): Int32Array {
	return Int32Array.from({ length: start.length - 1 }, (_, row) => {
		return (start[row + 1] ?? 0) - (start[row] ?? 0);
	});
}
