import { createHash } from 'node:crypto';
import { and, asc, count, eq, isNull } from 'drizzle-orm';
import { mayFacilitate } from '../../gatherings/rules.ts';
import { pillars, sessions } from '../../gatherings/server/tables.ts';
import { sessionOrRefuse } from '../../gatherings/server/queries.ts';
import { personOf, type Actor } from '../../kernel/actor.ts';
import { Refusal } from '../../kernel/refusal.ts';
import type { ActorGroup } from '../../organisations/rules.ts';
import type { Tx } from '../../server/db.ts';
import type { Board } from '../rules.ts';
import { loadBoard, type Hand } from './log.ts';
import { boardParticipants, boards } from './tables.ts';

/** Only a hash of what the browser of a participant carries is kept. */
export function hashOfSecret(secret: string): string {
	return createHash('sha256').update(secret).digest('hex');
}

export type Participant = {
	id: string;
	calledName: string;
	actorGroup: ActorGroup | '';
	table: number;
};

/** Whoever stands before a board: what they may, and under which name the log keeps what they do. */
export type AtBoard = {
	board: typeof boards.$inferSelect;
	participant: Participant | null;
	mayFacilitate: boolean;
	hand: Hand;
};

/**
 * The board, for those in the hall (who joined and were not shown out), the 進行役 and the staff who may run this session.
 * For everybody else there is none.
 */
export async function atBoard(
	tx: Tx,
	actor: Actor,
	id: string,
	secret: string | undefined,
): Promise<AtBoard> {
	const board = await boardOrRefuse(tx, actor, id);
	const participant = secret ? await participantWith(tx, actor, id, secret) : null;
	const facilitates = personOf(actor) !== null && (await facilitatesAt(tx, actor, board.sessionId));
	if (!participant && !facilitates) throw new Refusal('not-found', 'refusal_not_found');
	const hand = participant
		? { personId: null, participantId: participant.id }
		: { personId: personOf(actor), participantId: null };
	return { board, participant, mayFacilitate: facilitates, hand };
}

async function facilitatesAt(tx: Tx, actor: Actor, sessionId: string): Promise<boolean> {
	const found = await sessionOrRefuse(tx, actor, sessionId).catch((refusal: unknown) => {
		if (refusal instanceof Refusal) return undefined;
		throw refusal;
	});
	return found !== undefined && mayFacilitate(actor, found.scope);
}

/** Whose browser this is; null for somebody who never came in, or was shown out. */
export async function participantWith(
	tx: Tx,
	actor: Actor,
	boardId: string,
	secret: string,
): Promise<Participant | null> {
	const [row] = await tx
		.select()
		.from(boardParticipants)
		.where(
			and(
				eq(boardParticipants.operatorId, actor.operatorId),
				eq(boardParticipants.boardId, boardId),
				eq(boardParticipants.secretHash, hashOfSecret(secret)),
				isNull(boardParticipants.removedAt),
			),
		);
	if (!row) return null;
	const { id, calledName, actorGroup, tableNumber } = row;
	return { id, calledName, actorGroup, table: tableNumber };
}

export async function boardOrRefuse(
	tx: Tx,
	actor: Actor,
	id: string,
): Promise<typeof boards.$inferSelect> {
	const [board] = await tx
		.select()
		.from(boards)
		.where(and(eq(boards.operatorId, actor.operatorId), eq(boards.id, id)));
	if (!board) throw new Refusal('not-found', 'refusal_not_found');
	return board;
}

export type Column = { id: string; question: string };

/** Everything that the page of a board shows first; the stream tells the rest. */
export async function boardPage(
	tx: Tx,
	actor: Actor,
	id: string,
	secret: string | undefined,
): Promise<AtBoard & { columns: Column[]; state: Board; title: string }> {
	const at = await atBoard(tx, actor, id, secret);
	const { operatorId } = actor;
	const [session] = await tx
		.select({ title: sessions.title })
		.from(sessions)
		.where(and(eq(sessions.operatorId, operatorId), eq(sessions.id, at.board.sessionId)));
	const columns = await tx
		.select({ id: pillars.id, question: pillars.question })
		.from(pillars)
		.where(and(eq(pillars.operatorId, operatorId), eq(pillars.sessionId, at.board.sessionId)))
		.orderBy(asc(pillars.position));
	const { board: state } = await loadBoard(tx, { operatorId, boardId: id });
	return { ...at, columns, state, title: session?.title ?? '' };
}

/** The board that is open under a code, for somebody who wants in, with the title of its session. */
export async function boardWithCode(tx: Tx, actor: Actor, code: string) {
	const [found] = await tx
		.select({ board: boards, title: sessions.title })
		.from(boards)
		.innerJoin(
			sessions,
			and(eq(sessions.operatorId, boards.operatorId), eq(sessions.id, boards.sessionId)),
		)
		.where(
			and(
				eq(boards.operatorId, actor.operatorId),
				eq(boards.joinCode, code),
				isNull(boards.closedAt),
			),
		);
	return found && { ...found.board, title: found.title };
}

/** The board of a session for whoever runs it, with who is in the hall; undefined before there is one. */
export async function boardOfSession(tx: Tx, actor: Actor, sessionId: string) {
	const [board] = await tx
		.select()
		.from(boards)
		.where(and(eq(boards.operatorId, actor.operatorId), eq(boards.sessionId, sessionId)));
	if (!board) return undefined;
	const participants = await tx
		.select({
			id: boardParticipants.id,
			calledName: boardParticipants.calledName,
			actorGroup: boardParticipants.actorGroup,
			table: boardParticipants.tableNumber,
			isRemoved: boardParticipants.removedAt,
		})
		.from(boardParticipants)
		.where(
			and(
				eq(boardParticipants.operatorId, actor.operatorId),
				eq(boardParticipants.boardId, board.id),
			),
		)
		.orderBy(asc(boardParticipants.joinedAt), asc(boardParticipants.id));
	return {
		board,
		participants: participants
			.filter(({ isRemoved }) => isRemoved === null)
			.map(({ isRemoved: _none, ...participant }) => participant),
	};
}

export async function countParticipants(tx: Tx, actor: Actor, boardId: string): Promise<number> {
	const [row] = await tx
		.select({ count: count() })
		.from(boardParticipants)
		.where(
			and(
				eq(boardParticipants.operatorId, actor.operatorId),
				eq(boardParticipants.boardId, boardId),
			),
		);
	return row?.count ?? 0;
}
