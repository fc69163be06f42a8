import { randomBytes, randomInt } from 'node:crypto';
import { and, eq, isNull } from 'drizzle-orm';
import { mayFacilitate } from '../../gatherings/rules.ts';
import { takeOverNotes, type TakenOver } from '../../gatherings/server/commands.ts';
import { sessionOrRefuse } from '../../gatherings/server/queries.ts';
import { isWritable, takesAttendance } from '../../gatherings/sessions/rules.ts';
import { personOf } from '../../kernel/actor.ts';
import { Refusal } from '../../kernel/refusal.ts';
import { limitAttempts } from '../../server/attempts.ts';
import { command, parse, type Context, type Work } from '../../server/command.ts';
import {
	BoardId,
	BySecret,
	ChangeTable,
	CodeForm,
	JoinForm,
	RemoveParticipant,
	SessionId,
} from '../forms.ts';
import { columnOf, type Board } from '../rules.ts';
import { announceOperations, holdBoard, loadBoard, tell } from './log.ts';
import {
	atBoard,
	boardOrRefuse,
	boardWithCode,
	countParticipants,
	hashOfSecret,
} from './queries.ts';
import { sheetsOfNotes } from './prepared.ts';
import { boardOperations, boardParticipants, boards } from './tables.ts';

/** Letters and figures that nobody confuses when reading them from a screen. */
const codeLetters = 'abcdefghjkmnpqrstuvwxyz23456789';
const mostParticipants = 1_000;

function joinCode(): string {
	return Array.from({ length: 8 }, () => codeLetters[randomInt(codeLetters.length)]).join('');
}

/** The hall gets its board: one a session, from the sign-up on until the report is approved. */
export const openBoard = command('session.openBoard', {
	input: SessionId,
	subject: ({ tx, actor }, { sessionId }) => sessionOrRefuse(tx, actor, sessionId),
	allow: (actor, { scope }) => mayFacilitate(actor, scope),
	async run({ tx, actor, now, newId }, { sessionId }, { session }) {
		// whoever has the code reads along: a case is spoken of only among those who promised to keep it
		if (session.kind === 'caseStudy') throw new Refusal('not-now', 'boards_case_study');
		if (!takesAttendance(session.state)) throw new Refusal('not-now', 'boards_session_not_ready');
		const id = newId();
		const [opened] = await tx
			.insert(boards)
			.values({
				...{ operatorId: actor.operatorId, id, sessionId, joinCode: joinCode() },
				...{ openedBy: personOf(actor), openedAt: now() },
			})
			.onConflictDoNothing({ target: [boards.operatorId, boards.sessionId] })
			.returning({ id: boards.id });
		if (!opened) throw new Refusal('not-now', 'boards_already_open');
		return {
			result: { id },
			audit: { subject: { kind: 'session', id: sessionId }, detail: { board: id } },
		};
	},
});

/** The board behind a code. A whole hall comes from one network; 31⁸ codes still take longer than a session to guess. */
export async function findBoard(context: Context, raw: unknown, origin: string) {
	const { code } = parse(CodeForm, raw);
	await limitAttempts(context, 'board.code', origin, { most: 2_000, minutes: 60 });
	const board = await context.database.as(context.actor, (tx) =>
		boardWithCode(tx, context.actor, code),
	);
	if (!board) throw new Refusal('not-found', 'boards_code_unknown');
	return board;
}

const joinOnce = command('session.joinBoard', {
	input: JoinForm,
	subject: ({ tx, actor }, { id }) => boardOrRefuse(tx, actor, id),
	allow: (_actor, { closedAt }) => closedAt === null,
	async run(
		{ tx, actor, now, newId },
		{ id, secret, calledName, actorGroup, table },
		{ sessionId },
	) {
		if ((await countParticipants(tx, actor, id)) >= mostParticipants)
			throw new Refusal('not-now', 'boards_hall_is_full');
		const participantId = newId();
		await tx.insert(boardParticipants).values({
			...{ operatorId: actor.operatorId, id: participantId, boardId: id, calledName },
			...{ actorGroup: actorGroup ?? '', tableNumber: table ?? 0 },
			...{ secretHash: hashOfSecret(secret), joinedAt: now() },
		});
		return {
			result: { id },
			audit: { subject: { kind: 'session', id: sessionId }, detail: { board: id } },
		};
	},
});

/**
 * Anybody in the hall, without an account, under a name of their choice. The secret of their browser came with the form
 * and goes back beside the answer; only its hash is kept, also beside the token of the form.
 */
export async function joinBoard(
	context: Context,
	raw: unknown,
): Promise<{ id: string; secret: string }> {
	const { id } = await joinOnce(context, raw);
	return { id, secret: parse(BySecret, raw).secret };
}

export function newSecret(): string {
	return randomBytes(24).toString('base64url');
}

/** 席替え: somebody in the hall says where they sit now. */
export const changeTable = command('session.changeTable', {
	input: ChangeTable,
	subject: ({ tx, actor }, { id, secret }) => atBoard(tx, actor, id, secret),
	allow: (_actor, { participant }) => participant !== null,
	async run({ tx, actor }, { id, table }, { board, participant }) {
		await tx
			.update(boardParticipants)
			.set({ tableNumber: table ?? 0 })
			.where(
				and(
					eq(boardParticipants.operatorId, actor.operatorId),
					eq(boardParticipants.boardId, id),
					eq(boardParticipants.id, participant?.id ?? id),
				),
			);
		return {
			result: { id },
			audit: { subject: { kind: 'session', id: board.sessionId }, detail: { board: id } },
		};
	},
});

/** Shown out: their browser hears nothing more within a second, and what they wrote stays. */
export const removeParticipant = command('session.removeParticipant', {
	input: RemoveParticipant,
	subject: boardInScope,
	allow: (actor, { scope }) => mayFacilitate(actor, scope),
	async run({ tx, actor, now }, { id, participantId }, { board }) {
		const { operatorId } = actor;
		const [removed] = await tx
			.update(boardParticipants)
			.set({ removedAt: now(), removedBy: personOf(actor) })
			.where(
				and(
					eq(boardParticipants.operatorId, operatorId),
					eq(boardParticipants.boardId, id),
					eq(boardParticipants.id, participantId),
					isNull(boardParticipants.removedAt),
				),
			)
			.returning({ id: boardParticipants.id });
		if (!removed) throw new Refusal('not-found', 'refusal_not_found');
		await tell(tx, { operatorId, boardId: id, removed: participantId });
		return {
			result: { id },
			audit: { subject: { kind: 'session', id: board.sessionId }, detail: { board: id } },
		};
	},
});

async function boardInScope({ tx, actor }: Work, { id }: { id: string }) {
	const board = await boardOrRefuse(tx, actor, id);
	const { session, scope } = await sessionOrRefuse(tx, actor, board.sessionId);
	return { board, session, scope };
}

/** The board becomes a copy to read, and what stands on it the record of the session: nothing is typed again. */
export const closeBoard = command('session.closeBoard', {
	input: BoardId,
	subject: boardInScope,
	allow: (actor, { scope }) => mayFacilitate(actor, scope),
	async run(work, { id }, { session }) {
		const { tx, actor, now, newId } = work;
		const where = { operatorId: actor.operatorId, boardId: id };
		if (!isWritable(session.state)) throw new Refusal('not-now', 'boards_session_not_open');
		await holdBoard(tx, where);
		const { board } = await loadBoard(tx, where);
		if (board.isClosed) throw new Refusal('not-now', 'boards_is_closed');
		const notes = notesToKeep(board, await sheetsOfNotes(tx, actor, id));
		await takeOverNotes(work, session.id, notes);
		const operationId = newId();
		await tx.insert(boardOperations).values({
			...{ ...where, seq: board.seq + 1, operationId, kind: 'board.close' as const },
			...{ item: operationId, base: 0, personId: personOf(actor), at: now() },
			body: { text: '', pillarId: '', clusterId: '', table: 0, actorGroup: '' },
		});
		await tx
			.update(boards)
			.set({ closedAt: now() })
			.where(and(eq(boards.operatorId, where.operatorId), eq(boards.id, id)));
		await announceOperations(tx, where, board.seq + 1);
		return {
			result: { id, sessionId: session.id },
			audit: {
				subject: { kind: 'session', id: session.id },
				detail: { board: id, notes: notes.length },
			},
		};
	},
});

/** Every note that is there, with the other wordings of it, under the name of its cluster. */
function notesToKeep(board: Board, sheets: ReadonlyMap<string, string>): TakenOver[] {
	const columns = new Set(Object.values(board.notes).map(({ pillarId }) => pillarId));
	return [...columns].flatMap((pillarId) => {
		const { loose, clusters } = columnOf(board, pillarId);
		const named = clusters.flatMap(({ cluster, notes }) =>
			notes.map((note) => ({ note, groupName: cluster.name })),
		);
		return [...loose.map((note) => ({ note, groupName: '' })), ...named].map(
			({ note, groupName }): TakenOver => ({
				...{ noteId: note.id, pillarId, groupName, actorGroup: note.actorGroup || null },
				preparationId: sheets.get(note.id) ?? null,
				text: [note.text, ...note.alternatives.map(({ text }) => text)].join('\n'),
			}),
		);
	});
}
