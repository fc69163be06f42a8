import { and, eq, max } from 'drizzle-orm';
import { mayFacilitate } from '../../../gatherings/rules.ts';
import { sessionOrRefuse } from '../../../gatherings/server/queries.ts';
import { isBefore, isWritable, type SessionState } from '../../../gatherings/sessions/rules.ts';
import { atBoard } from '../../../boards/server/queries.ts';
import { personOf } from '../../../kernel/actor.ts';
import { Refusal } from '../../../kernel/refusal.ts';
import { cleanLine } from '../../../kernel/text.ts';
import { command, type Work } from '../../../server/command.ts';
import {
	AcceptStatement,
	ChooseNotes,
	OfferStatement,
	OfSession,
	OfStatement,
	WriteStatement,
} from '../../forms.ts';
import {
	afterStatement,
	longestStatement,
	mostStatements,
	type StatementMove,
} from '../../rules.ts';
import { askForPicture, hold } from '../holding.ts';
import {
	countStatements,
	notesToChoose,
	ofSession,
	statementOrRefuse,
	type Statement,
	type Where,
} from '../queries.ts';
import { statements } from '../tables.ts';

export const inWork = ({ tx, actor }: Work, { sessionId }: { sessionId: string }) =>
	sessionOrRefuse(tx, actor, sessionId);

export async function statementInWork({ tx, actor }: Work, { id }: { id: string }) {
	const statement = await statementOrRefuse(tx, actor, id);
	const { session, scope } = await sessionOrRefuse(tx, actor, statement.sessionId);
	return { statement, session, scope };
}

/** Statements are made from the planning on until the report is approved. */
function orTooLate(state: SessionState): void {
	if (!isBefore(state) && !isWritable(state))
		throw new Refusal('not-now', 'perceptions_session_over');
}

async function orFull(tx: Work['tx'], where: Where, more: number): Promise<void> {
	if ((await countStatements(tx, where)) + more > mostStatements)
		throw new Refusal('not-now', 'perceptions_too_many');
}

const audited = (sessionId: string, detail: Record<string, string | number>) => ({
	subject: { kind: 'session', id: sessionId },
	detail,
});

/** Notes become statements that wait to be looked at: no names, one thought, short. */
export const chooseNotes = command('statement.chooseNotes', {
	input: ChooseNotes,
	subject: inWork,
	allow: (actor, { scope }) => mayFacilitate(actor, scope),
	async run({ tx, actor, now, newId }, { sessionId, notes }, { session }) {
		orTooLate(session.state);
		const where = { operatorId: actor.operatorId, sessionId };
		await hold(tx, where);
		const columns = await notesToChoose(tx, where, []);
		const chosen = columns
			.flatMap((column) => column.notes)
			.filter((note) => notes.includes(note.id));
		if (chosen.length === 0) throw new Refusal('not-valid', 'perceptions_no_note_chosen');
		await orFull(tx, where, chosen.length);
		const made = await tx
			.insert(statements)
			.values(
				chosen.map((note) => ({
					...{ ...where, id: newId(), noteId: note.id, text: shortened(note.text) },
					...{ state: 'offered' as const, madeAt: now() },
				})),
			)
			.onConflictDoNothing()
			.returning({ id: statements.id });
		return {
			result: { id: sessionId },
			audit: audited(sessionId, { statements: made.length }),
		};
	},
});

/** As people count letters; the rest of a longer note is for the facilitator to put in short. */
function shortened(text: string): string {
	const letters = new Intl.Segmenter('ja', { granularity: 'grapheme' }).segment(cleanLine(text));
	return [...letters]
		.slice(0, longestStatement)
		.map(({ segment }) => segment)
		.join('');
}

async function nextNumber(tx: Work['tx'], where: Where): Promise<number> {
	const [row] = await tx
		.select({ last: max(statements.number) })
		.from(statements)
		.where(ofSession(where));
	return (row?.last ?? 0) + 1;
}

export const writeStatement = command('statement.write', {
	input: WriteStatement,
	subject: inWork,
	allow: (actor, { scope }) => mayFacilitate(actor, scope),
	async run({ tx, actor, now, newId }, { sessionId, text }, { session }) {
		orTooLate(session.state);
		const where = { operatorId: actor.operatorId, sessionId };
		await hold(tx, where);
		await orFull(tx, where, 1);
		const id = newId();
		await tx.insert(statements).values({
			...{ ...where, id, text, state: 'accepted', number: await nextNumber(tx, where) },
			...{ madeAt: now(), acceptedBy: personOf(actor) },
		});
		return { result: { id: sessionId }, audit: audited(sessionId, { statement: id }) };
	},
});

/** Anybody in the hall may offer one; the facilitator accepts it or not. */
export const offerStatement = command('statement.offer', {
	input: OfferStatement,
	subject: ({ tx, actor }, { boardId, secret }) => atBoard(tx, actor, boardId, secret),
	allow: (_actor, { participant }) => participant !== null,
	async run({ tx, actor, now, newId }, { boardId, text }, { board }) {
		const where = { operatorId: actor.operatorId, sessionId: board.sessionId };
		if (board.closedAt) throw new Refusal('not-now', 'perceptions_session_over');
		await hold(tx, where);
		await orFull(tx, where, 1);
		const id = newId();
		await tx.insert(statements).values({ ...where, id, text, state: 'offered', madeAt: now() });
		return { result: { id: boardId }, audit: audited(board.sessionId, { statement: id }) };
	},
});

function orNotNow(statement: Statement, move: StatementMove) {
	const next = afterStatement(statement.state, move);
	if (!next) throw new Refusal('not-now', 'perceptions_already_open');
	return next;
}

/** Looked at: the words are final, and it has its number. */
export const acceptStatement = command('statement.takeUp', {
	input: AcceptStatement,
	subject: statementInWork,
	allow: (actor, { scope }) => mayFacilitate(actor, scope),
	async run({ tx, actor }, { id, text }, { statement, session }) {
		orTooLate(session.state);
		const state = orNotNow(statement, 'accept');
		const where = { operatorId: actor.operatorId, sessionId: session.id };
		await hold(tx, where);
		const number = await nextNumber(tx, where);
		await change(tx, statement, { state, text, number, acceptedBy: personOf(actor) });
		return { result: { id: session.id }, audit: audited(session.id, { statement: id, number }) };
	},
});

export const withdrawStatement = command('statement.withdraw', {
	input: OfStatement,
	subject: statementInWork,
	allow: (actor, { scope }) => mayFacilitate(actor, scope),
	async run({ tx, actor }, { id }, { statement, session }) {
		const state = orNotNow(statement, 'withdraw');
		await hold(tx, { operatorId: actor.operatorId, sessionId: session.id });
		await change(tx, statement, { state });
		return { result: { id: session.id }, audit: audited(session.id, { statement: id }) };
	},
});

async function change(
	tx: Work['tx'],
	{ operatorId, id, state }: Statement,
	set: Partial<typeof statements.$inferInsert>,
): Promise<void> {
	const [changed] = await tx
		.update(statements)
		.set(set)
		.where(
			and(
				eq(statements.operatorId, operatorId),
				eq(statements.id, id),
				eq(statements.state, state),
			),
		)
		.returning({ id: statements.id });
	if (!changed) throw new Refusal('not-now', 'refusal_changed_meanwhile');
}

/** Everything that is accepted can be answered from now on. */
export const openVoting = command('statement.open', {
	input: OfSession,
	subject: inWork,
	allow: (actor, { scope }) => mayFacilitate(actor, scope),
	async run({ tx, actor, now }, { sessionId }, { session }) {
		orTooLate(session.state);
		const where = { operatorId: actor.operatorId, sessionId };
		await hold(tx, where);
		const opened = await moveAll(tx, where, 'accepted', { state: 'open', openedAt: now() });
		if (opened === 0) throw new Refusal('not-now', 'perceptions_none_accepted');
		return { result: { id: sessionId }, audit: audited(sessionId, { statements: opened }) };
	},
});

/** Nothing can be answered any more, for good, and the picture is drawn. */
export const closeVoting = command('statement.close', {
	input: OfSession,
	subject: inWork,
	allow: (actor, { scope }) => mayFacilitate(actor, scope),
	async run({ tx, actor, now }, { sessionId }) {
		const where = { operatorId: actor.operatorId, sessionId };
		await hold(tx, where);
		const closed = await moveAll(tx, where, 'open', { state: 'closed', closedAt: now() });
		if (closed === 0) throw new Refusal('not-now', 'perceptions_none_open');
		await askForPicture(tx, where);
		return { result: { id: sessionId }, audit: audited(sessionId, { statements: closed }) };
	},
});

async function moveAll(
	tx: Work['tx'],
	where: Where,
	from: 'accepted' | 'open',
	set: Partial<typeof statements.$inferInsert>,
): Promise<number> {
	const moved = await tx
		.update(statements)
		.set(set)
		.where(and(ofSession(where), eq(statements.state, from)))
		.returning({ id: statements.id });
	return moved.length;
}
