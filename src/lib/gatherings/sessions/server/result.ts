import { and, eq, ne } from 'drizzle-orm';
import type { Actor } from '../../../kernel/actor.ts';
import { Refusal } from '../../../kernel/refusal.ts';
import type { Tx } from '../../../server/db.ts';
import { sessionResults, sessions } from '../../server/tables.ts';
import type { ResultKind } from '../rules.ts';
import { contentVisibleTo } from './visible.ts';

/** One thing that came out of a session, for pages that begin something with it. */
export type ResultAtHand = {
	id: string;
	kind: ResultKind;
	text: string;
	sessionId: string;
	sessionTitle: string;
};

/** The session that a result came out of. */
export const sessionOfResult = and(
	eq(sessions.operatorId, sessionResults.operatorId),
	eq(sessions.id, sessionResults.sessionId),
);

/** As this actor may read it, and nothing of a 事例検討; otherwise there is no such result. */
export async function resultOrRefuse(tx: Tx, actor: Actor, id: string): Promise<ResultAtHand> {
	const found = await resultIfRead(tx, actor, id);
	if (!found) throw new Refusal('not-found', 'refusal_not_found');
	return found;
}

/** The same for a page on which it is one thing among others. */
export async function resultIfRead(
	tx: Tx,
	actor: Actor,
	id: string | null,
): Promise<ResultAtHand | null> {
	if (id === null) return null;
	const [found] = await tx
		.select({
			id: sessionResults.id,
			kind: sessionResults.kind,
			text: sessionResults.text,
			sessionId: sessions.id,
			sessionTitle: sessions.title,
		})
		.from(sessionResults)
		.innerJoin(sessions, sessionOfResult)
		.where(and(contentVisibleTo(actor), ne(sessions.kind, 'caseStudy'), eq(sessionResults.id, id)));
	return found ?? null;
}
