import { and, eq, inArray, or, sql, type SQL } from 'drizzle-orm';
import { facilitated } from '../../gatherings/rules.ts';
import { sessions } from '../../gatherings/server/tables.ts';
import { visibleSessions } from '../../gatherings/sessions/server/visible.ts';
import { isStaff, type Actor } from '../../kernel/actor.ts';
import { preparations } from './tables.ts';

/** Sheets by themselves: of the own organisations, and of the sessions that this actor runs. */
export function visibleSheets(actor: Actor): SQL {
	const here = eq(preparations.operatorId, actor.operatorId);
	if (actor.kind !== 'person') return sql`(${here} and false)`;
	const ofSession = (which: SQL | undefined) => sql`exists (select 1 from ${sessions}
		where ${sessions.operatorId} = ${preparations.operatorId} and ${sessions.id} = ${preparations.sessionId} and ${which})`;
	if (isStaff(actor)) return sql`(${here} and ${ofSession(visibleSessions(actor))})`;
	const sessionIds = facilitated(actor, 'session');
	const forumIds = facilitated(actor, 'forum');
	const own = or(
		actor.represents.length > 0
			? inArray(preparations.organisationId, [...actor.represents])
			: undefined,
		sessionIds.length > 0 ? inArray(preparations.sessionId, sessionIds) : undefined,
		forumIds.length > 0 ? ofSession(inArray(sessions.forumId, forumIds)) : undefined,
	);
	return sql`(${and(here, own ?? sql`false`)})`;
}
