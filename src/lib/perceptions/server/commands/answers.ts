import { and, eq, inArray, sql } from 'drizzle-orm';
import { atBoard } from '../../../boards/server/queries.ts';
import { mayFacilitate } from '../../../gatherings/rules.ts';
import { takesAttendance } from '../../../gatherings/sessions/rules.ts';
import { personOf } from '../../../kernel/actor.ts';
import { Refusal, refuseField } from '../../../kernel/refusal.ts';
import { actorGroups } from '../../../organisations/rules.ts';
import { command, type Work } from '../../../server/command.ts';
import { HandsForm, SheetForm, VoteForm } from '../../forms.ts';
import type { Answer, Position, StatementState } from '../../rules.ts';
import { askForPicture, hold, keepSeq } from '../holding.ts';
import { ofSession, type Where } from '../queries.ts';
import { statementHands, statements, statementSheets, statementVotes } from '../tables.ts';
import { inWork, statementInWork } from './statements.ts';

const values = { agree: 1, disagree: -1, pass: 0 } as const satisfies Record<Answer, -1 | 0 | 1>;

/** All these statements must be in one of the states; gives which state each is in. */
async function statesOf(
	tx: Work['tx'],
	where: Where,
	given: readonly [string, Answer][],
	allowed: readonly StatementState[],
): Promise<StatementState[]> {
	const ids = given.map(([id]) => id);
	const rows = await tx
		.select({ state: statements.state })
		.from(statements)
		.where(and(ofSession(where), inArray(statements.id, ids)));
	const isWrong = rows.length < new Set(ids).size;
	if (isWrong || rows.some(({ state }) => !allowed.includes(state)))
		throw new Refusal('not-now', 'perceptions_voting_closed');
	return rows.map(({ state }) => state);
}

/** Somebody in the hall answers, or changes an answer, as long as the voting is open. */
export const vote = command('statement.vote', {
	input: VoteForm,
	subject: ({ tx, actor }, { boardId, secret }) => atBoard(tx, actor, boardId, secret),
	allow: (_actor, { participant }) => participant !== null,
	async run({ tx, actor, newId }, { boardId, answers }, { board, participant }) {
		const where = { operatorId: actor.operatorId, sessionId: board.sessionId };
		const { seq } = await hold(tx, where);
		await statesOf(tx, where, answers, ['open']);
		await tx
			.insert(statementVotes)
			.values(
				answers.map(([statementId, answer]) => ({
					...{ operatorId: where.operatorId, id: newId(), statementId, seq: seq + 1 },
					...{ participantId: participant?.id ?? null, value: values[answer] },
				})),
			)
			.onConflictDoUpdate({
				target: [
					statementVotes.operatorId,
					statementVotes.statementId,
					statementVotes.participantId,
				],
				set: { value: sql`excluded.value`, seq: sql`excluded.seq` },
			});
		await keepSeq(tx, where, seq + 1);
		return {
			result: { id: boardId },
			audit: {
				subject: { kind: 'session', id: board.sessionId },
				detail: { answers: answers.length },
			},
		};
	},
});

/** A sheet of paper, all its answers at once; the same number again only when it is meant to replace the first. */
export const enterSheet = command('statement.enterSheet', {
	input: SheetForm,
	subject: inWork,
	allow: (actor, { scope }) => mayFacilitate(actor, scope),
	async run(work, { sessionId, number, actorGroup, isReplaced, answers }, { session }) {
		const { tx, actor, now, newId } = work;
		if (!takesAttendance(session.state)) throw new Refusal('not-now', 'perceptions_session_over');
		const where = { operatorId: actor.operatorId, sessionId };
		const { seq } = await hold(tx, where);
		const states = await statesOf(tx, where, answers, ['open', 'closed']);
		const sheet = {
			...{ actorGroup: actorGroup ?? ('' as const), enteredBy: personOf(actor) },
			enteredAt: now(),
		};
		const id = newId();
		const [entered] = await tx
			.insert(statementSheets)
			.values({ ...where, id, number, ...sheet })
			.onConflictDoNothing()
			.returning({ id: statementSheets.id });
		const sheetId = entered?.id ?? (isReplaced ? await emptied(work, where, number, sheet) : '');
		if (!sheetId) throw refuseField('number', 'perceptions_sheet_exists');
		await tx.insert(statementVotes).values(
			answers.map(([statementId, answer]) => ({
				...{ operatorId: where.operatorId, id: newId(), statementId, seq: seq + 1 },
				...{ sheetId, value: values[answer] },
			})),
		);
		await keepSeq(tx, where, seq + 1);
		if (states.includes('closed')) await askForPicture(tx, where);
		return {
			result: { id: sessionId },
			audit: {
				subject: { kind: 'session', id: sessionId },
				detail: { sheet: number, answers: answers.length, replaced: !entered },
			},
		};
	},
});

async function emptied(
	{ tx }: Work,
	{ operatorId, sessionId }: Where,
	number: number,
	sheet: Partial<typeof statementSheets.$inferInsert>,
): Promise<string> {
	const [known] = await tx
		.update(statementSheets)
		.set(sheet)
		.where(
			and(
				eq(statementSheets.operatorId, operatorId),
				eq(statementSheets.sessionId, sessionId),
				eq(statementSheets.number, number),
			),
		)
		.returning({ id: statementSheets.id });
	if (!known) return '';
	await tx
		.delete(statementVotes)
		.where(and(eq(statementVotes.operatorId, operatorId), eq(statementVotes.sheetId, known.id)));
	return known.id;
}

const positions: readonly Position[] = [...actorGroups, ''];

/** A show of hands for one statement, counted in the hall; entered again it replaces the count. */
export const enterHands = command('statement.enterHands', {
	input: HandsForm,
	subject: statementInWork,
	allow: (actor, { scope }) => mayFacilitate(actor, scope),
	async run({ tx, actor, now }, { id, about: _about, ...counts }, { statement, session }) {
		if (!takesAttendance(session.state)) throw new Refusal('not-now', 'perceptions_session_over');
		const where = { operatorId: actor.operatorId, sessionId: session.id };
		await hold(tx, where);
		const [state] = await statesOf(tx, where, [[id, 'pass']], ['open', 'closed']);
		const of = (position: Position, answer: Answer) =>
			counts[`${position || 'none'}-${answer}`] ?? 0;
		const rows = positions
			.map((actorGroup) => ({
				...{ operatorId: where.operatorId, statementId: statement.id, actorGroup },
				...{ agree: of(actorGroup, 'agree'), disagree: of(actorGroup, 'disagree') },
				...{ pass: of(actorGroup, 'pass'), enteredBy: personOf(actor), enteredAt: now() },
			}))
			.filter(({ agree, disagree, pass }) => agree + disagree + pass > 0);
		await tx
			.delete(statementHands)
			.where(
				and(
					eq(statementHands.operatorId, where.operatorId),
					eq(statementHands.statementId, statement.id),
				),
			);
		if (rows.length > 0) await tx.insert(statementHands).values(rows);
		if (state === 'closed') await askForPicture(tx, where);
		return {
			result: { id: session.id },
			audit: {
				subject: { kind: 'session', id: session.id },
				detail: { statement: id, positions: rows.length },
			},
		};
	},
});
