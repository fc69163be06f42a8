import { and, eq, inArray, ne, or, sql, type SQL } from 'drizzle-orm';
import { areaMemberships } from '../../../districts/server/tables.ts';
import { isStaff, type Actor } from '../../../kernel/actor.ts';
import { Refusal } from '../../../kernel/refusal.ts';
import type { Tx } from '../../../server/db.ts';
import { facilitated, readsPlans, type Scope } from '../../rules.ts';
import { forumAreas, forums, sessionInvitations, sessions } from '../../server/tables.ts';

export type Forum = typeof forums.$inferSelect;
export type ForumInScope = { forum: Forum; scope: Scope };

/** Forums are public once their course begins; 事例検討 only for those who are invited, and for the staff. */
export function visibleForums(actor: Actor): SQL {
	const here = eq(forums.operatorId, actor.operatorId);
	if (isStaff(actor)) return here;
	const open = readsPlans(actor)
		? ne(forums.kind, 'caseStudy')
		: and(ne(forums.kind, 'caseStudy'), ne(forums.state, 'planned'));
	if (actor.kind !== 'person') return sql`(${here} and ${open})`;
	const own = facilitated(actor, 'forum');
	const invited = sql`exists (select 1 from ${sessionInvitations} join ${sessions} on ${sessions.operatorId} = ${sessionInvitations.operatorId}
		and ${sessions.id} = ${sessionInvitations.sessionId} where ${sessionInvitations.operatorId} = ${forums.operatorId}
		and ${sessions.forumId} = ${forums.id} and ${sessionInvitations.personId} = ${actor.personId} and ${sessions.announcedAt} is not null)`;
	return sql`(${here} and ${or(open, invited, own.length > 0 ? inArray(forums.id, own) : undefined)})`;
}

/** The areas of a forum, the larger ones around them and the smaller ones in them: whose コーディネーター may act. */
const scopeAreas = sql<string[]>`${sql`array(
	select ${forumAreas.areaId} from ${forumAreas} where ${forumAreas.operatorId} = ${forums.operatorId} and ${forumAreas.forumId} = ${forums.id}
	union select ${areaMemberships.wholeId} from ${areaMemberships} join ${forumAreas} on ${forumAreas.operatorId} = ${areaMemberships.operatorId}
		and ${forumAreas.areaId} = ${areaMemberships.partId} where ${forumAreas.operatorId} = ${forums.operatorId}
		and ${forumAreas.forumId} = ${forums.id} and ${areaMemberships.validUntil} is null
	union select ${areaMemberships.partId} from ${areaMemberships} join ${forumAreas} on ${forumAreas.operatorId} = ${areaMemberships.operatorId}
		and ${forumAreas.areaId} = ${areaMemberships.wholeId} where ${forumAreas.operatorId} = ${forums.operatorId}
		and ${forumAreas.forumId} = ${forums.id} and ${areaMemberships.validUntil} is null)`}`;

export async function forumOrRefuse(tx: Tx, actor: Actor, id: string): Promise<ForumInScope> {
	const { found } = await forumWith(tx, actor, id, sql<null>`null`);
	return found;
}

/** The same, with more of it read in the same statement. */
export async function forumWith<Parts>(
	tx: Tx,
	actor: Actor,
	id: string,
	parts: SQL<Parts>,
): Promise<{ found: ForumInScope; parts: Parts }> {
	const [row] = await tx
		.select({ forum: forums, areaIds: scopeAreas, parts: sql<Parts>`${parts}` })
		.from(forums)
		.where(and(visibleForums(actor), eq(forums.id, id)));
	if (!row) throw new Refusal('not-found', 'refusal_not_found');
	const { forum, areaIds } = row;
	return {
		found: { forum, scope: { forumId: id, sessionId: null, areaIds } },
		parts: row.parts,
	};
}
