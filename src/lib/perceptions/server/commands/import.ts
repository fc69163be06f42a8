import { mayFacilitate } from '../../../gatherings/rules.ts';
import { takesAttendance } from '../../../gatherings/sessions/rules.ts';
import { personOf } from '../../../kernel/actor.ts';
import { Refusal, refuseField } from '../../../kernel/refusal.ts';
import { cleanLine } from '../../../kernel/text.ts';
import { readOpenData, type OpenDataFiles } from '../../../methods/opinion-map/opinion-map.ts';
import { command, type Work } from '../../../server/command.ts';
import { ImportAnswers } from '../../forms.ts';
import { mostImported } from '../../rules.ts';
import { askForPicture, hold, keepSeq } from '../holding.ts';
import { countStatements, type Where } from '../queries.ts';
import { statements, statementSheets, statementVotes } from '../tables.ts';
import { inWork } from './statements.ts';

/**
 * Statements and answers that were gathered elsewhere, in the open-data form of Polis: every person becomes a sheet, what
 * its moderators took out is left out. Only into a session that has no statements of its own yet; in one transaction.
 */
export const importAnswers = command('statement.importAnswers', {
	input: ImportAnswers,
	subject: inWork,
	allow: (actor, { scope }) => mayFacilitate(actor, scope),
	async run(work, { sessionId, files }, { session }) {
		const { tx, actor } = work;
		if (!takesAttendance(session.state)) throw new Refusal('not-now', 'perceptions_session_over');
		const where = { operatorId: actor.operatorId, sessionId };
		const { seq } = await hold(tx, where);
		if ((await countStatements(tx, where)) > 0)
			throw new Refusal('not-now', 'perceptions_import_not_empty');
		const found = conversationIn(files.map(({ content }) => content));
		const ids = await insertStatements(work, where, found.texts);
		await insertSheets(work, where, found.people, ids, seq + 1);
		await keepSeq(tx, where, seq + 1);
		await askForPicture(tx, where);
		return {
			result: { id: sessionId },
			audit: {
				subject: { kind: 'session', id: sessionId },
				detail: { statements: found.texts.length, people: found.people.length },
			},
		};
	},
});

type Ballots = {
	texts: string[];
	/** For each person which statement (its place among the texts) was answered how. */
	people: [number, -1 | 0 | 1][][];
};

/** Reads the files, whatever they are called; refuses at the field `files` what is no such conversation. */
function conversationIn(contents: readonly Uint8Array[]): Ballots {
	const files: OpenDataFiles = {};
	for (const content of contents) {
		const text = new TextDecoder().decode(content);
		const [head = ''] = text.split('\n', 1);
		if (head.includes('comment-body')) files['comments.csv'] = text;
		else if (head.includes('voter-id')) files['votes.csv'] = text;
		else if (head.includes('participant')) files['participants-votes.csv'] = text;
	}
	const { statements: all, people, start, column, vote } = readOpenData(files);
	const places = new Map<number, number>();
	const texts: string[] = [];
	for (const [at, { text, isOut }] of all.entries()) {
		const line = cleanLine(text ?? '');
		if (isOut || line === '') continue;
		// what is that long is no statement: nothing is cut off
		if (line.length > mostImported.letters)
			throw refuseField('files', 'perceptions_import_unreadable');
		places.set(at, texts.push(line) - 1);
	}
	const ballots = people.map((_, row) => {
		const own: [number, -1 | 0 | 1][] = [];
		for (let at = start[row] ?? 0; at < (start[row + 1] ?? 0); at += 1) {
			const place = places.get(column[at] ?? -1);
			const value = vote[at];
			if (place !== undefined && (value === -1 || value === 0 || value === 1))
				own.push([place, value]);
		}
		return own;
	});
	const answered = ballots.filter((own) => own.length > 0);
	if (texts.length === 0 || answered.length === 0)
		throw refuseField('files', 'perceptions_import_unreadable');
	if (texts.length > mostImported.statements || answered.length > mostImported.people)
		throw refuseField('files', 'perceptions_import_too_large');
	return { texts, people: answered };
}

async function insertStatements(
	{ tx, actor, now, newId }: Work,
	where: Where,
	texts: readonly string[],
): Promise<string[]> {
	const ids = texts.map(() => newId());
	await tx.insert(statements).values(
		texts.map((text, at) => ({
			...{ ...where, id: ids[at] ?? newId(), number: at + 1, text, state: 'closed' as const },
			...{ madeAt: now(), acceptedBy: personOf(actor), openedAt: now(), closedAt: now() },
		})),
	);
	return ids;
}

/** As many rows at once as a statement may have values for. */
const atOnce = 4_000;

async function insertSheets(
	{ tx, actor, now, newId }: Work,
	where: Where,
	people: Ballots['people'],
	statementIds: readonly string[],
	seq: number,
): Promise<void> {
	const sheets = people.map((_, at) => ({
		...{ ...where, id: newId(), number: at + 1 },
		...{ enteredBy: personOf(actor), enteredAt: now() },
	}));
	const votes = people.flatMap((own, at) =>
		own.map(([place, value]) => ({
			...{ operatorId: where.operatorId, id: newId(), sheetId: sheets[at]?.id ?? null },
			...{ statementId: statementIds[place] ?? '', value, seq },
		})),
	);
	for (let at = 0; at < sheets.length; at += atOnce)
		await tx.insert(statementSheets).values(sheets.slice(at, at + atOnce));
	for (let at = 0; at < votes.length; at += atOnce)
		await tx.insert(statementVotes).values(votes.slice(at, at + atOnce));
}
