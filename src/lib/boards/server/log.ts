import { and, asc, eq, gt, inArray, sql } from 'drizzle-orm';
import { Refusal, type MessageKey } from '../../kernel/refusal.ts';
import { pillars } from '../../gatherings/server/tables.ts';
import type { Tx } from '../../server/db.ts';
import { apply, emptyBoard, whyNot, type Board, type Operation, type Wish } from '../rules.ts';
import { boardOperations, boards } from './tables.ts';

/** The append-only log of a board: the only way from a wish to an operation. */

export type Where = { operatorId: string; boardId: string };

/** Who wrote: a person who is signed in, or somebody in the hall without an account. */
export type Hand = { personId: string | null; participantId: string | null };

/** `seq` when it is saved (for good: the transaction is over when a receipt is given), else why not. */
export type Receipt = { id: string; seq: number } | { id: string; refused: MessageKey };

/** A board in memory, with every operation that made it. */
export type Loaded = { board: Board; operations: Operation[] };

export async function operationsAfter(tx: Tx, where: Where, seq: number): Promise<Operation[]> {
	const rows = await tx
		.select()
		.from(boardOperations)
		.where(and(ofBoard(where), gt(boardOperations.seq, seq)))
		.orderBy(asc(boardOperations.seq));
	return rows.map(({ seq: at, operationId: id, kind, item, base, body }) => ({
		...{ seq: at, id, kind, item, base, builtOn: '', builtOnSeq: 0 },
		...body,
	}));
}

export async function loadBoard(tx: Tx, where: Where): Promise<Loaded> {
	const operations = await operationsAfter(tx, where, 0);
	const board = emptyBoard();
	for (const operation of operations) apply(board, operation);
	return { board, operations };
}

export type Waiting = { wish: Wish; hand: Hand };

/**
 * Admits wishes in their order, inside one transaction that holds the board: another process waits, and finds the
 * operations of this one. `loaded` is brought up to date; it must be thrown away when the transaction fails.
 */
export async function appendAll(
	tx: Tx,
	where: Where,
	loaded: Loaded,
	waiting: readonly Waiting[],
	now: Date,
): Promise<{ receipts: Receipt[]; fresh: Operation[] }> {
	const { board } = loaded;
	const pillarIds = await holdBoard(tx, where);
	const fresh = await operationsAfter(tx, where, board.seq);
	for (const operation of fresh) apply(board, operation);
	const known = await seqsOf(tx, where, waiting);

	const rows: (typeof boardOperations.$inferInsert)[] = [];
	const receipts = waiting.map(({ wish, hand }): Receipt => {
		const { id, kind, item, base, text, pillarId, clusterId, table, actorGroup } = wish;
		const earlier = known.get(id);
		if (earlier !== undefined) return { id, seq: earlier };
		const refused = whyNot(board, wish, pillarIds);
		if (refused) return { id, refused };
		const builtOnSeq = known.get(wish.builtOn) ?? 0;
		const operation = { ...wish, builtOn: '', builtOnSeq, seq: board.seq + 1 };
		apply(board, operation);
		fresh.push(operation);
		known.set(id, operation.seq);
		rows.push({
			...{ operatorId: where.operatorId, boardId: where.boardId, seq: operation.seq },
			...{ operationId: id, kind, item, base, at: now, ...hand },
			body: {
				...{ text, pillarId, clusterId, table, actorGroup },
				...(builtOnSeq > 0 && { builtOnSeq }),
			},
		});
		return { id, seq: operation.seq };
	});
	if (rows.length > 0) {
		await tx.insert(boardOperations).values(rows);
		await announceOperations(tx, where, board.seq);
	}
	return { receipts, fresh };
}

/** Nobody else appends until this transaction ends. Gives the columns of the board. */
export async function holdBoard(tx: Tx, where: Where): Promise<string[]> {
	const [held] = await tx
		.select({ sessionId: boards.sessionId })
		.from(boards)
		.where(and(eq(boards.operatorId, where.operatorId), eq(boards.id, where.boardId)))
		.for('update');
	if (!held) throw new Refusal('not-found', 'refusal_not_found');
	const columns = await tx
		.select({ id: pillars.id })
		.from(pillars)
		.where(and(eq(pillars.operatorId, where.operatorId), eq(pillars.sessionId, held.sessionId)));
	return columns.map(({ id }) => id);
}

async function seqsOf(
	tx: Tx,
	where: Where,
	waiting: readonly Waiting[],
): Promise<Map<string, number>> {
	const ids = waiting.flatMap(({ wish: { id, builtOn } }) => (builtOn ? [id, builtOn] : [id]));
	const rows = await tx
		.select({ id: boardOperations.operationId, seq: boardOperations.seq })
		.from(boardOperations)
		.where(and(ofBoard(where), inArray(boardOperations.operationId, ids)));
	return new Map(rows.map(({ id, seq }) => [id, seq]));
}

/** On which every process hears, at the commit, that there is more of a board, or that somebody was shown out. */
export const boardsChannel = 'otagaisama_boards';

/** The board has come so far; at the commit every process hears that there is more. */
export async function announceOperations(tx: Tx, where: Where, seq: number): Promise<void> {
	await tx
		.update(boards)
		.set({ seq })
		.where(and(eq(boards.operatorId, where.operatorId), eq(boards.id, where.boardId)));
	await tell(tx, { ...where, removed: '' });
}

export type Notice = Where & { removed: string };

/** `removed`: the participant whose stream ends now; '' when there is more to read. */
export async function tell(tx: Tx, { operatorId, boardId, removed }: Notice): Promise<void> {
	const notice = [operatorId, boardId, removed].join(' ');
	await tx.execute(sql`select pg_notify(${boardsChannel}, ${notice})`);
}

export function noticeFrom(message: string): Notice {
	const [operatorId = '', boardId = '', removed = ''] = message.split(' ');
	return { operatorId, boardId, removed };
}

function ofBoard({ operatorId, boardId }: Where) {
	return and(eq(boardOperations.operatorId, operatorId), eq(boardOperations.boardId, boardId));
}
