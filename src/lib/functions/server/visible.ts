import { and, eq, isNull, or, sql, type SQL } from 'drizzle-orm';
import type { PgColumn } from 'drizzle-orm/pg-core';
import { isStaff, type Actor } from '../../kernel/actor.ts';
import { Refusal } from '../../kernel/refusal.ts';
import { sessions } from '../../gatherings/server/tables.ts';
import { contentVisibleTo } from '../../gatherings/sessions/server/visible.ts';
import { issues } from '../../issues/server/tables.ts';
import { visibleTo as visibleIssues } from '../../issues/server/visible.ts';
import type { Tx } from '../../server/db.ts';
import { functionCovers, functionGaps, localFunctions } from './tables.ts';

export type LocalFunction = typeof localFunctions.$inferSelect;
export type Gap = typeof functionGaps.$inferSelect;

/** What an area needs somebody to do is public. */
export function visibleFunctions(actor: Actor): SQL {
	const here = eq(localFunctions.operatorId, actor.operatorId);
	return isStaff(actor) ? here : sql`(${here} and ${isNull(localFunctions.closedAt)})`;
}

/** What came out of a session is seen here by those who may read it there. */
function readThere(actor: Actor, operatorId: PgColumn, sessionId: PgColumn): SQL | undefined {
	return or(
		isNull(sessionId),
		sql`exists (select from ${sessions} where ${sessions.operatorId} = ${operatorId}
			and ${sessions.id} = ${sessionId} and ${contentVisibleTo(actor)})`,
	);
}

export function visibleCovers(actor: Actor): SQL | undefined {
	return and(
		eq(functionCovers.operatorId, actor.operatorId),
		isNull(functionCovers.endedAt),
		readThere(actor, functionCovers.operatorId, functionCovers.originSessionId),
	);
}

export function visibleGaps(actor: Actor): SQL {
	const here = eq(functionGaps.operatorId, actor.operatorId);
	if (isStaff(actor)) return here;
	const { operatorId, originSessionId, issueId } = functionGaps;
	const issueSeen = sql`(${issueId} is null or exists (select from ${issues} where ${issues.operatorId} = ${operatorId}
		and ${issues.id} = ${issueId} and ${visibleIssues(actor)}))`;
	return sql`(${and(here, readThere(actor, operatorId, originSessionId), issueSeen)})`;
}

export async function functionOrRefuse(tx: Tx, actor: Actor, id: string): Promise<LocalFunction> {
	const [found] = await tx
		.select()
		.from(localFunctions)
		.where(and(visibleFunctions(actor), eq(localFunctions.id, id)));
	if (!found) throw new Refusal('not-found', 'refusal_not_found');
	return found;
}

/** Held until the transaction ends: what is closed meanwhile does not become anything else. */
export async function gapForChange(tx: Tx, actor: Actor, id: string): Promise<Gap> {
	const [found] = await tx
		.select()
		.from(functionGaps)
		.where(and(visibleGaps(actor), eq(functionGaps.id, id)))
		.for('update');
	if (!found) throw new Refusal('not-found', 'refusal_not_found');
	return found;
}

/** A gap that something is begun from: it must be there and still open. */
export async function openGapOrRefuse(tx: Tx, actor: Actor, id: string): Promise<Gap> {
	const gap = await gapForChange(tx, actor, id);
	if (gap.state !== 'open') throw new Refusal('not-now', 'refusal_changed_meanwhile');
	return gap;
}
