import { notInArray, sql, type SQL } from 'drizzle-orm';
import { sessions, signups } from '../../gatherings/server/tables.ts';
import { contentVisibleTo, visibleSessions } from '../../gatherings/sessions/server/visible.ts';
import type { Actor } from '../../kernel/actor.ts';

/**
 * The 勉強会 whose materials and questions this actor reads: where what came out is open to them, and, before the report is
 * published, where they have signed up with their account. Materials are to be read before one comes (DOMAIN R-055).
 */
export function studiesReadBy(actor: Actor): SQL {
	const open = contentVisibleTo(actor);
	if (actor.kind !== 'person') return open;
	const takesPlace = notInArray(sessions.state, ['planned', 'cancelled']);
	return sql`(${open} or (${visibleSessions(actor)} and ${takesPlace} and exists (
		select 1 from ${signups} where ${signups.operatorId} = ${sessions.operatorId}
			and ${signups.sessionId} = ${sessions.id} and ${signups.personId} = ${actor.personId}
			and ${signups.state} = 'confirmed')))`;
}
