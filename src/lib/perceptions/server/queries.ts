import { and, asc, count, countDistinct, eq, inArray, isNull, ne, or, sql } from 'drizzle-orm';
import { boardParticipants, boards } from '../../boards/server/tables.ts';
import { loadBoard } from '../../boards/server/log.ts';
import { columnOf } from '../../boards/rules.ts';
import { opinions, pillars } from '../../gatherings/server/tables.ts';
import type { Actor } from '../../kernel/actor.ts';
import { Refusal } from '../../kernel/refusal.ts';
import type { Vote } from '../../methods/opinion-map/opinion-map.ts';
import { operators } from '../../operators/server/tables.ts';
import type { Tx } from '../../server/db.ts';
import type { Given, Picture, ShownPicture } from '../picture.ts';
import type { Position, Tally } from '../rules.ts';
import {
	perceptions,
	statementHands,
	statements,
	statementSheets,
	statementVotes,
} from './tables.ts';

export type Statement = typeof statements.$inferSelect;
export type Where = { operatorId: string; sessionId: string };

export const ofSession = ({ operatorId, sessionId }: Where) =>
	and(eq(statements.operatorId, operatorId), eq(statements.sessionId, sessionId));

export async function statementOrRefuse(tx: Tx, actor: Actor, id: string): Promise<Statement> {
	const [statement] = await tx
		.select()
		.from(statements)
		.where(and(eq(statements.operatorId, actor.operatorId), eq(statements.id, id)));
	if (!statement) throw new Refusal('not-found', 'refusal_not_found');
	return statement;
}

/** The statements of a session in the order in which they are asked; those that were withdrawn are gone. */
export function listStatements(tx: Tx, where: Where): Promise<Statement[]> {
	return tx
		.select()
		.from(statements)
		.where(and(ofSession(where), ne(statements.state, 'withdrawn')))
		.orderBy(sql`${statements.number} nulls last`, asc(statements.madeAt), asc(statements.id));
}

/** What the kept picture of a session is, and whether a newer one is being drawn. */
export type Kept = { picture: Picture | null; isDrawing: boolean };

export async function keptPicture(tx: Tx, { operatorId, sessionId }: Where): Promise<Kept> {
	const [row] = await tx
		.select()
		.from(perceptions)
		.where(and(eq(perceptions.operatorId, operatorId), eq(perceptions.sessionId, sessionId)));
	return { picture: row?.picture ?? null, isDrawing: row !== undefined && row.asked > row.drawn };
}

/** A picture with the words of its statements. */
export type Shown = {
	picture: ShownPicture | null;
	isDrawing: boolean;
	statements: { id: string; number: number; text: string }[];
};

export async function shownPicture(tx: Tx, where: Where): Promise<Shown> {
	const { picture, isDrawing } = await keptPicture(tx, where);
	const rows = await listStatements(tx, where);
	return {
		...{ picture: picture && withoutMakings(picture), isDrawing },
		statements: rows
			.filter(({ state }) => state === 'closed')
			.map(({ id, number, text }) => ({ id, number: number ?? 0, text })),
	};
}

function withoutMakings({ axes: _axes, counted: _counted, ...shown }: Picture): ShownPicture {
	return shown;
}

/** There is something to look at. */
export async function hasPicture(tx: Tx, { operatorId, sessionId }: Where): Promise<boolean> {
	const [row] = await tx
		.select({ display: sql<string | null>`${perceptions.picture} ->> 'display'` })
		.from(perceptions)
		.where(and(eq(perceptions.operatorId, operatorId), eq(perceptions.sessionId, sessionId)));
	return row?.display !== undefined && row.display !== null && row.display !== 'none';
}

/** How many have answered, by telephone and on paper: no more is told before the voting is over. */
export async function progressOf(
	tx: Tx,
	{ operatorId, sessionId }: Where,
): Promise<{ participants: number; sheets: number }> {
	const [row] = await tx
		.select({
			participants: countDistinct(statementVotes.participantId),
			sheets: countDistinct(statementVotes.sheetId),
		})
		.from(statementVotes)
		.innerJoin(
			statements,
			and(
				eq(statements.operatorId, statementVotes.operatorId),
				eq(statements.id, statementVotes.statementId),
			),
		)
		.where(and(eq(statementVotes.operatorId, operatorId), eq(statements.sessionId, sessionId)));
	return { participants: row?.participants ?? 0, sheets: row?.sheets ?? 0 };
}

export type Hands = { statementId: string; position: Position } & Tally;

export async function handsOf(tx: Tx, where: Where): Promise<Hands[]> {
	const rows = await tx
		.select({
			statementId: statementHands.statementId,
			position: statementHands.actorGroup,
			agree: statementHands.agree,
			disagree: statementHands.disagree,
			pass: statementHands.pass,
		})
		.from(statementHands)
		.innerJoin(
			statements,
			and(
				eq(statements.operatorId, statementHands.operatorId),
				eq(statements.id, statementHands.statementId),
			),
		)
		.where(ofSession(where));
	return rows;
}

/** Notes of the board, and what was typed in from paper, that are no statement yet, under their 柱. */
export async function notesToChoose(
	tx: Tx,
	{ operatorId, sessionId }: Where,
	chosen: readonly (string | null)[],
): Promise<{ question: string; notes: { id: string; text: string }[] }[]> {
	const [board] = await tx
		.select({ id: boards.id })
		.from(boards)
		.where(and(eq(boards.operatorId, operatorId), eq(boards.sessionId, sessionId)));
	const state = board ? (await loadBoard(tx, { operatorId, boardId: board.id })).board : null;
	const typed = await typedNotes(tx, { operatorId, sessionId });
	const columns = await tx
		.select({ id: pillars.id, question: pillars.question })
		.from(pillars)
		.where(and(eq(pillars.operatorId, operatorId), eq(pillars.sessionId, sessionId)))
		.orderBy(asc(pillars.position));
	return columns
		.map(({ id, question }) => {
			const { loose, clusters } = state ? columnOf(state, id) : { loose: [], clusters: [] };
			const notes = [
				...loose,
				...clusters.flatMap((cluster) => cluster.notes),
				...typed.filter(({ pillarId }) => pillarId === id),
			];
			return {
				question,
				notes: notes
					.filter((note) => !chosen.includes(note.id))
					.map((note) => ({ id: note.id, text: note.text })),
			};
		})
		.filter(({ notes }) => notes.length > 0);
}

/** What a hall without devices wrote on sheets, or told before, and was typed in: asked about without typing it again. */
function typedNotes(tx: Tx, { operatorId, sessionId }: Where) {
	return tx
		.select({ id: opinions.id, text: opinions.text, pillarId: opinions.pillarId })
		.from(opinions)
		.where(
			and(
				eq(opinions.operatorId, operatorId),
				eq(opinions.sessionId, sessionId),
				eq(opinions.state, 'kept'),
				isNull(opinions.noteId),
			),
		)
		.orderBy(asc(opinions.position), asc(opinions.id))
		.limit(500);
}

/** What somebody in the hall has answered, for their own browser only. */
export async function ownAnswers(
	tx: Tx,
	operatorId: string,
	participantId: string,
): Promise<Map<string, Vote>> {
	const rows = await tx
		.select({ statementId: statementVotes.statementId, value: statementVotes.value })
		.from(statementVotes)
		.where(
			and(
				eq(statementVotes.operatorId, operatorId),
				eq(statementVotes.participantId, participantId),
			),
		);
	return new Map(rows.map(({ statementId, value }) => [statementId, value]));
}

/** The number of the next sheet to type in. */
export async function nextSheet(tx: Tx, { operatorId, sessionId }: Where): Promise<number> {
	const [row] = await tx
		.select({ last: sql<number>`coalesce(max(${statementSheets.number}), 0)::int` })
		.from(statementSheets)
		.where(
			and(eq(statementSheets.operatorId, operatorId), eq(statementSheets.sessionId, sessionId)),
		);
	return (row?.last ?? 0) + 1;
}

export async function countStatements(tx: Tx, where: Where): Promise<number> {
	const [row] = await tx
		.select({ count: count() })
		.from(statements)
		.where(and(ofSession(where), ne(statements.state, 'withdrawn')));
	return row?.count ?? 0;
}

/**
 * Everything that a picture is drawn from. Who was shown out of the hall before a voting ended is not counted in it.
 */
export async function givenFor(
	tx: Tx,
	where: Where,
): Promise<{ given: Given; asked: number; drawn: number } | undefined> {
	const { operatorId, sessionId } = where;
	const [row] = await tx
		.select()
		.from(perceptions)
		.where(and(eq(perceptions.operatorId, operatorId), eq(perceptions.sessionId, sessionId)));
	if (!row) return undefined;
	const closed = await tx
		.select({ id: statements.id })
		.from(statements)
		.where(and(ofSession(where), eq(statements.state, 'closed')))
		.orderBy(asc(statements.number));
	const statementIds = closed.map(({ id }) => id);
	const [operator] = await tx
		.select({ smallest: operators.maskedBelow })
		.from(operators)
		.where(eq(operators.id, operatorId));
	const votes =
		statementIds.length === 0
			? []
			: await tx
					.select({
						statement: statementVotes.statementId,
						participantId: statementVotes.participantId,
						sheetId: statementVotes.sheetId,
						value: statementVotes.value,
						seq: statementVotes.seq,
						position: sql<Position>`coalesce(${boardParticipants.actorGroup}, ${statementSheets.actorGroup}, '')`,
					})
					.from(statementVotes)
					.innerJoin(
						statements,
						and(
							eq(statements.operatorId, statementVotes.operatorId),
							eq(statements.id, statementVotes.statementId),
						),
					)
					.leftJoin(
						boardParticipants,
						and(
							eq(boardParticipants.operatorId, statementVotes.operatorId),
							eq(boardParticipants.id, statementVotes.participantId),
						),
					)
					.leftJoin(
						statementSheets,
						and(
							eq(statementSheets.operatorId, statementVotes.operatorId),
							eq(statementSheets.id, statementVotes.sheetId),
						),
					)
					.where(
						and(
							eq(statementVotes.operatorId, operatorId),
							inArray(statementVotes.statementId, statementIds),
							// an answer that came while this was read belongs to the next picture
							sql`${statementVotes.seq} <= ${row.seq}`,
							or(
								isNull(boardParticipants.removedAt),
								sql`${boardParticipants.removedAt} > ${statements.closedAt}`,
							),
						),
					);
	const hands = await handsOf(tx, where);
	const given: Given = {
		statements: statementIds,
		answers: votes.map(({ participantId, sheetId, ...vote }) => ({
			...vote,
			voter: participantId ?? sheetId ?? '',
		})),
		hands: hands
			.filter(({ statementId }) => statementIds.includes(statementId))
			.map(({ statementId, ...tally }) => ({ statement: statementId, ...tally })),
		...{ seq: row.seq, before: row.picture, smallest: operator?.smallest ?? 5 },
	};
	return { given, asked: row.asked, drawn: row.drawn };
}
