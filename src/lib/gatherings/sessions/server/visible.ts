import { and, eq, inArray, isNotNull, ne, or, sql, type SQL } from 'drizzle-orm';
import { areaMemberships } from '../../../districts/server/tables.ts';
import { isStaff, personOf, type Actor } from '../../../kernel/actor.ts';
import { Refusal } from '../../../kernel/refusal.ts';
import type { Tx } from '../../../server/db.ts';
import { facilitated, readsPlans, type Scope } from '../../rules.ts';
import { forums, sessionAreas, sessionInvitations, sessions } from '../../server/tables.ts';
import type { ForumKind, ForumState } from '../../forums/rules.ts';
import { sightOf, type Sight } from '../rules.ts';

export type Session = typeof sessions.$inferSelect;

export type SessionInScope = {
	session: Session;
	forum: { id: string; name: string; kind: ForumKind; state: ForumState } | null;
	scope: Scope;
	sight: Sight;
	isInvited: boolean;
	hasPledged: boolean;
};

/** Sessions are public from the announcement on; 事例検討 and invited rounds only for those who are invited. */
export function visibleSessions(actor: Actor): SQL {
	const here = eq(sessions.operatorId, actor.operatorId);
	if (isStaff(actor)) return here;
	const open = readsPlans(actor)
		? ne(sessions.kind, 'caseStudy')
		: and(
				isNotNull(sessions.announcedAt),
				ne(sessions.kind, 'caseStudy'),
				ne(sessions.audience, 'invited'),
			);
	if (actor.kind !== 'person') return sql`(${here} and ${open})`;
	const forumIds = facilitated(actor, 'forum');
	const sessionIds = facilitated(actor, 'session');
	const own = or(
		forumIds.length > 0 ? inArray(sessions.forumId, forumIds) : undefined,
		sessionIds.length > 0 ? inArray(sessions.id, sessionIds) : undefined,
		eq(sessions.proposedBy, actor.personId),
	);
	const invited = and(isNotNull(sessions.announcedAt), invitationOf(actor.personId, false));
	return sql`(${here} and ${or(open, invited, own)})`;
}

/** Of those, the sessions of which this actor also reads what came out: `sightOf` says 'content' or 'work'. */
export function contentVisibleTo(actor: Actor): SQL {
	const seen = visibleSessions(actor);
	if (isStaff(actor)) return seen;
	const published = and(eq(sessions.state, 'published'), ne(sessions.kind, 'caseStudy'));
	if (actor.kind !== 'person') return sql`(${seen} and ${published})`;
	const forumIds = facilitated(actor, 'forum');
	const sessionIds = facilitated(actor, 'session');
	const read = or(
		published,
		and(eq(sessions.kind, 'caseStudy'), invitationOf(actor.personId, true)),
		forumIds.length > 0 ? inArray(sessions.forumId, forumIds) : undefined,
		sessionIds.length > 0 ? inArray(sessions.id, sessionIds) : undefined,
	);
	return sql`(${seen} and ${read})`;
}

function invitationOf(personId: string, pledged: boolean): SQL<boolean> {
	return sql<boolean>`exists (select 1 from ${sessionInvitations} where ${sessionInvitations.operatorId} = ${sessions.operatorId}
		and ${sessionInvitations.sessionId} = ${sessions.id} and ${sessionInvitations.personId} = ${personId}
		${pledged ? sql`and ${sessionInvitations.pledgedAt} is not null` : sql``})`;
}

/** As for a forum: the areas themselves, those around them, those in them. */
const scopeAreas = sql<string[]>`${sql`array(
	select ${sessionAreas.areaId} from ${sessionAreas} where ${sessionAreas.operatorId} = ${sessions.operatorId} and ${sessionAreas.sessionId} = ${sessions.id}
	union select ${areaMemberships.wholeId} from ${areaMemberships} join ${sessionAreas} on ${sessionAreas.operatorId} = ${areaMemberships.operatorId}
		and ${sessionAreas.areaId} = ${areaMemberships.partId} where ${sessionAreas.operatorId} = ${sessions.operatorId}
		and ${sessionAreas.sessionId} = ${sessions.id} and ${areaMemberships.validUntil} is null
	union select ${areaMemberships.partId} from ${areaMemberships} join ${sessionAreas} on ${sessionAreas.operatorId} = ${areaMemberships.operatorId}
		and ${sessionAreas.areaId} = ${areaMemberships.wholeId} where ${sessionAreas.operatorId} = ${sessions.operatorId}
		and ${sessionAreas.sessionId} = ${sessions.id} and ${areaMemberships.validUntil} is null)`}`;

/** A session as far as this actor sees it, with what the rules ask for; one statement. */
export async function sessionOrRefuse(tx: Tx, actor: Actor, id: string): Promise<SessionInScope> {
	const { found } = await sessionWith(tx, actor, id, sql<null>`null`);
	return found;
}

/** The same, with more of it read in the same statement. */
export async function sessionWith<Parts>(
	tx: Tx,
	actor: Actor,
	id: string,
	parts: SQL<Parts>,
): Promise<{ found: SessionInScope; parts: Parts }> {
	const person = personOf(actor);
	const never = sql<boolean>`false`;
	const [row] = await tx
		.select({
			session: sessions,
			forumName: forums.name,
			forumKind: forums.kind,
			forumState: forums.state,
			areaIds: scopeAreas,
			isInvited: person ? invitationOf(person, false) : never,
			hasPledged: person ? invitationOf(person, true) : never,
			parts: sql<Parts>`${parts}`,
		})
		.from(sessions)
		.leftJoin(
			forums,
			and(eq(forums.operatorId, sessions.operatorId), eq(forums.id, sessions.forumId)),
		)
		.where(and(visibleSessions(actor), eq(sessions.id, id)));
	if (!row) throw new Refusal('not-found', 'refusal_not_found');
	const { session, forumName, forumKind, forumState, areaIds, isInvited, hasPledged } = row;
	const scope = { forumId: session.forumId, sessionId: id, areaIds };
	const found = {
		session,
		forum:
			session.forumId && forumName && forumKind && forumState
				? { id: session.forumId, name: forumName, kind: forumKind, state: forumState }
				: null,
		scope,
		sight: sightOf(actor, scope, { kind: session.kind, state: session.state, hasPledged }),
		isInvited,
		hasPledged,
	};
	return { found, parts: row.parts };
}
