import { mayFacilitate } from '../../gatherings/rules.ts';
import { sessionOrRefuse } from '../../gatherings/server/queries.ts';
import type { Actor } from '../../kernel/actor.ts';
import { Refusal } from '../../kernel/refusal.ts';
import { writeOpenData, type Conversation } from '../../methods/opinion-map/opinion-map.ts';
import { writeAudit } from '../../server/audit.ts';
import type { Tx } from '../../server/db.ts';
import { openData } from './pages.ts';
import { shownPicture } from './queries.ts';

/** What is taken along in the open-data form of Polis. */

export type Comment = { number: number; text: string; agrees: string; disagrees: string };

async function whereFor(tx: Tx, actor: Actor, sessionId: string) {
	const { scope } = await sessionOrRefuse(tx, actor, sessionId);
	if (!mayFacilitate(actor, scope)) throw new Refusal('not-found', 'refusal_not_found');
	return { operatorId: actor.operatorId, sessionId };
}

/** The statements, with the counts that everybody is shown and no others. */
export async function commentsFor(tx: Tx, actor: Actor, sessionId: string): Promise<Comment[]> {
	const { picture, statements } = await shownPicture(tx, await whereFor(tx, actor, sessionId));
	return statements.map(({ id, number, text }) => {
		const tally = picture?.statements.find((one) => one.id === id)?.tally;
		const count = (answer: 'agree' | 'disagree') =>
			tally && !tally[answer].masked ? String(tally[answer].n) : '';
		return { number, text, agrees: count('agree'), disagrees: count('disagree') };
	});
}

/** The answers one by one, without a name, a position or a time; there are none among few people. */
async function votesFor(
	tx: Tx,
	actor: Actor,
	sessionId: string,
	now: () => Date,
): Promise<Conversation> {
	const conversation = await openData(tx, await whereFor(tx, actor, sessionId));
	if (conversation.people.length === 0) throw new Refusal('not-found', 'refusal_not_found');
	await writeAudit(tx, actor, now(), 'statement.export', {
		subject: { kind: 'session', id: sessionId },
		detail: { people: conversation.people.length },
	});
	return conversation;
}

export async function votesText(...asked: Parameters<typeof votesFor>): Promise<string> {
	return writeOpenData(await votesFor(...asked))['votes.csv'];
}

/** One row for each person, one column for each statement. */
export async function peopleText(...asked: Parameters<typeof votesFor>): Promise<string> {
	const { people, statements, start, column, vote } = await votesFor(...asked);
	const head = ['participant', 'group-id', 'n-comments', 'n-votes', 'n-agree', 'n-disagree'];
	const lines = people.map((_, row) => {
		const own = new Map<number, number>();
		for (let place = start[row] ?? 0; place < (start[row + 1] ?? 0); place += 1)
			own.set(column[place] ?? 0, vote[place] ?? 0);
		const given = [...own.values()];
		const counts = [1, -1].map((value) => given.filter((one) => one === value).length);
		const cells = statements.map((_one, at) => own.get(at) ?? '');
		return [row, '', 0, given.length, ...counts, ...cells].join(',');
	});
	return `${[[...head, ...statements.map(({ id }) => id)].join(','), ...lines].join('\n')}\n`;
}
