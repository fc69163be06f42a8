import { and, eq, isNull } from 'drizzle-orm';
import { mayFacilitate } from '../../gatherings/rules.ts';
import { sessionOrRefuse } from '../../gatherings/server/queries.ts';
import { personOf, type Actor } from '../../kernel/actor.ts';
import { Refusal } from '../../kernel/refusal.ts';
import { TakeLinesForm } from '../../preparations/forms.ts';
import { chosenLines, tiePrepared } from '../../preparations/server/commands.ts';
import { command } from '../../server/command.ts';
import type { Tx } from '../../server/db.ts';
import { wishFrom } from '../rules.ts';
import { orRefuse } from './hub.ts';
import { appendAll, loadBoard } from './log.ts';
import { boardPreparedNotes, boards } from './tables.ts';

/** 準備シート → 付箋: what organisations told before stands on the board when the hall begins. */

/** The board of a session that is open now. */
async function openBoardOf(tx: Tx, actor: Actor, sessionId: string): Promise<string | undefined> {
	const [board] = await tx
		.select({ id: boards.id })
		.from(boards)
		.where(
			and(
				eq(boards.operatorId, actor.operatorId),
				eq(boards.sessionId, sessionId),
				isNull(boards.closedAt),
			),
		);
	return board?.id;
}

/** Which lines are notes already, as `<sheet> <text>`; null where no board is open. The caller has checked who reads it. */
export async function linesOnBoard(
	tx: Tx,
	actor: Actor,
	sessionId: string,
): Promise<ReadonlySet<string> | null> {
	const boardId = await openBoardOf(tx, actor, sessionId);
	if (!boardId) return null;
	const rows = await notesOf(tx, actor, boardId);
	return new Set(rows.map(({ preparationId, text }) => `${preparationId} ${text}`));
}

function notesOf(tx: Tx, { operatorId }: Actor, boardId: string) {
	return tx
		.select()
		.from(boardPreparedNotes)
		.where(
			and(eq(boardPreparedNotes.operatorId, operatorId), eq(boardPreparedNotes.boardId, boardId)),
		);
}

/** From which sheet a note came, for the record of the session. */
export async function sheetsOfNotes(
	tx: Tx,
	actor: Actor,
	boardId: string,
): Promise<ReadonlyMap<string, string>> {
	const rows = await notesOf(tx, actor, boardId);
	return new Map(rows.map(({ noteId, preparationId }) => [noteId, preparationId]));
}

/** Chosen lines become notes under one question, with the position of their organisation and without its name; each once. */
export const notePrepared = command('session.notePrepared', {
	input: TakeLinesForm,
	subject: ({ tx, actor }, { id }) => sessionOrRefuse(tx, actor, id),
	allow: (actor, { scope }) => mayFacilitate(actor, scope),
	async run(work, { id, pillarId, lines }) {
		const { tx, actor, now, newId } = work;
		const boardId = await openBoardOf(tx, actor, id);
		if (!boardId) throw new Refusal('not-now', 'boards_is_closed');
		const where = { operatorId: actor.operatorId, boardId };
		const chosen = await chosenLines(work, id, lines);
		const notes = await tx
			.insert(boardPreparedNotes)
			.values(
				chosen.map(({ preparationId, text }) => ({
					...where,
					noteId: newId(),
					preparationId,
					text,
				})),
			)
			.onConflictDoNothing()
			.returning();
		const hand = { personId: personOf(actor), participantId: null };
		const waiting = notes.flatMap(({ noteId: item, preparationId, text }) => {
			const line = chosen.find((one) => one.preparationId === preparationId && one.text === text);
			const note = { id: newId(), kind: 'note.add', item, text, pillarId };
			const wish = wishFrom({ ...note, actorGroup: line?.actorGroup });
			return wish ? [{ wish, hand }] : [];
		});
		const { receipts } = await appendAll(tx, where, await loadBoard(tx, where), waiting, now());
		for (const receipt of receipts) orRefuse(receipt);
		await tiePrepared(work, id, lines);
		return {
			result: { id, added: notes.length },
			audit: {
				subject: { kind: 'session', id },
				detail: { board: boardId, notes: notes.length },
			},
		};
	},
});
