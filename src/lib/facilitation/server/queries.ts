import { and, asc, eq } from 'drizzle-orm';
import { emptyBoard, type Board } from '../../boards/rules.ts';
import { loadBoard } from '../../boards/server/log.ts';
import { boardOfSession } from '../../boards/server/queries.ts';
import { mayFacilitate } from '../../gatherings/rules.ts';
import {
	listOpenPoints,
	sessionOrRefuse,
	workPage,
	type OpenPoint,
	type SessionPage,
} from '../../gatherings/server/queries.ts';
import { pillars, sessions } from '../../gatherings/server/tables.ts';
import type { Actor } from '../../kernel/actor.ts';
import { Refusal } from '../../kernel/refusal.ts';
import type { Round } from '../../methods/seating/seating.ts';
import type { Guest } from '../../seating/rules.ts';
import { guestsOf, planOf } from '../../seating/server/queries.ts';
import type { Tx } from '../../server/db.ts';
import type { Run } from '../rules.ts';
import { viewOf, type RunView } from '../view.ts';
import { sessionRuns } from './tables.ts';

export type StoredRun = { run: Run; version: number };

/** The run of a session; undefined before it began. Who may see it was asked with the session or the board. */
export async function runOf(
	tx: Tx,
	{ operatorId }: Pick<Actor, 'operatorId'>,
	sessionId: string,
	{ isHeld = false } = {},
): Promise<StoredRun | undefined> {
	const query = tx
		.select()
		.from(sessionRuns)
		.where(and(eq(sessionRuns.operatorId, operatorId), eq(sessionRuns.sessionId, sessionId)));
	const [row] = await (isHeld ? query.for('update') : query);
	if (!row) return undefined;
	const { steps, at, picture, turns, plannedFrom, plannedTo, endedAt, version } = row;
	const run: Run = {
		...{ steps, at, picture, turns },
		...{ plannedFrom: plannedFrom.getTime(), plannedTo: plannedTo.getTime() },
		endedAt: endedAt?.getTime() ?? null,
	};
	return { run, version };
}

/** The hall as it is now: its board, who is to sit where, and the round that is under way. */
export type Hall = {
	boardId: string | null;
	joinCode: string;
	isBoardClosed: boolean;
	board: Board;
	guests: Guest[];
	/** 1 for the first; 0 without a plan. */
	round: number;
	tables: Round;
};

export async function hallOf(tx: Tx, actor: Actor, sessionId: string): Promise<Hall> {
	const found = await boardOfSession(tx, actor, sessionId);
	const boardId = found?.board.id ?? null;
	const loaded = boardId && (await loadBoard(tx, { operatorId: actor.operatorId, boardId }));
	const plan = await planOf(tx, actor, sessionId);
	const round = plan ? Math.min(plan.finished, plan.rounds.length - 1) : -1;
	return {
		boardId,
		joinCode: found?.board.joinCode ?? '',
		isBoardClosed: (found?.board.closedAt ?? null) !== null,
		board: loaded ? loaded.board : emptyBoard(),
		guests: await guestsOf(tx, actor, sessionId),
		round: round + 1,
		tables: plan?.rounds[round] ?? [],
	};
}

export type RunPage = {
	page: SessionPage;
	view: RunView | null;
	version: number;
	hall: Hall;
	openPoints: OpenPoint[];
};

/** For the console and the wall: for whoever runs the session; nobody else finds them. */
export async function runPage(tx: Tx, actor: Actor, id: string, now: Date): Promise<RunPage> {
	const page = await workPage(tx, actor, id);
	const stored = await runOf(tx, actor, id);
	return {
		page,
		view: stored ? viewOf(stored.run, page.pillars, now.getTime()) : null,
		version: stored?.version ?? 0,
		hall: await hallOf(tx, actor, id),
		openPoints: await listOpenPoints(tx, actor, page),
	};
}

/** Which run, and which board beside it, for a stream of whoever runs the session. */
export async function runFor(tx: Tx, actor: Actor, sessionId: string) {
	const { scope } = await sessionOrRefuse(tx, actor, sessionId);
	if (!mayFacilitate(actor, scope)) throw new Refusal('not-found', 'refusal_not_found');
	const stored = await runOf(tx, actor, sessionId);
	const hall = await boardOfSession(tx, actor, sessionId);
	return {
		...{ operatorId: actor.operatorId, sessionId, boardId: hall?.board.id ?? null },
		version: stored?.version ?? 0,
	};
}

/** For somebody in the hall, who was let in by the board: no names, and what is on the board they see there. */
export async function hallNow(tx: Tx, { operatorId }: Actor, sessionId: string, now: Date) {
	const [session] = await tx
		.select({ title: sessions.title })
		.from(sessions)
		.where(and(eq(sessions.operatorId, operatorId), eq(sessions.id, sessionId)));
	const questions = await tx
		.select({ id: pillars.id, question: pillars.question })
		.from(pillars)
		.where(and(eq(pillars.operatorId, operatorId), eq(pillars.sessionId, sessionId)))
		.orderBy(asc(pillars.position));
	const stored = await runOf(tx, { operatorId }, sessionId);
	return {
		title: session?.title ?? '',
		view: stored ? viewOf(stored.run, questions, now.getTime()) : null,
		version: stored?.version ?? 0,
		now: now.getTime(),
	};
}
