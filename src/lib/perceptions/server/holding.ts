import { and, eq, sql } from 'drizzle-orm';
import type { Tx } from '../../server/db.ts';
import { enqueue } from '../../server/queue.ts';
import type { Where } from './queries.ts';
import { perceptions } from './tables.ts';

const here = ({ operatorId, sessionId }: Where) =>
	and(eq(perceptions.operatorId, operatorId), eq(perceptions.sessionId, sessionId));

/** Whoever changes statements or answers of a session holds this first: a vote is either before the closing or refused. */
export async function hold(tx: Tx, where: Where): Promise<{ seq: number }> {
	await tx.insert(perceptions).values(where).onConflictDoNothing();
	const [held] = await tx
		.select({ seq: perceptions.seq })
		.from(perceptions)
		.where(here(where))
		.for('update');
	return { seq: held?.seq ?? 0 };
}

export async function keepSeq(tx: Tx, where: Where, seq: number): Promise<void> {
	await tx.update(perceptions).set({ seq }).where(here(where));
}

/** The worker draws it after the commit; asked twice is drawn once. */
export async function askForPicture(tx: Tx, where: Where): Promise<void> {
	await tx
		.update(perceptions)
		.set({ asked: sql`${perceptions.asked} + 1` })
		.where(here(where));
	await enqueue(tx, 'perception.draw', where);
}
