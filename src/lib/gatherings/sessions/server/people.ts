import { and, asc, eq, getTableColumns, gte, isNull, or, sql } from 'drizzle-orm';
import { isStaff, type Actor } from '../../../kernel/actor.ts';
import type { PlainDate } from '../../../kernel/dates.ts';
import { Refusal } from '../../../kernel/refusal.ts';
import type { ActorGroup } from '../../../organisations/rules.ts';
import { people, roleGrants } from '../../../people/server/tables.ts';
import type { Tx } from '../../../server/db.ts';
import { ofPlace } from '../../server/facilitators.ts';
import { attendances, sessionInvitations, sessions, signups } from '../../server/tables.ts';
import { hashOfSecret } from './commands/sign-up.ts';
import { visibleSessions, type SessionInScope } from './visible.ts';

export type SignUp = Omit<typeof signups.$inferSelect, 'secretHash'>;
export type Attendance = typeof attendances.$inferSelect;

const { secretHash: _secretHash, ...signUpColumns } = getTableColumns(signups);

/** Names of those who signed up and came: only for who works on the session. */
function refuseUnlessWork({ sight }: SessionInScope): void {
	if (sight !== 'work') throw new Refusal('not-found', 'refusal_not_found');
}

/** Confirmed first, then the waiting list in its order, then what was called off. */
export async function listSignUps(tx: Tx, actor: Actor, found: SessionInScope): Promise<SignUp[]> {
	refuseUnlessWork(found);
	return tx
		.select(signUpColumns)
		.from(signups)
		.where(and(eq(signups.operatorId, actor.operatorId), eq(signups.sessionId, found.session.id)))
		.orderBy(
			sql`array_position(array['confirmed', 'waiting', 'cancelled'], ${signups.state})`,
			asc(signups.madeAt),
			asc(signups.id),
		)
		.limit(2_000);
}

export async function listAttendances(
	tx: Tx,
	actor: Actor,
	found: SessionInScope,
): Promise<Attendance[]> {
	refuseUnlessWork(found);
	return tx
		.select()
		.from(attendances)
		.where(
			and(
				eq(attendances.operatorId, actor.operatorId),
				eq(attendances.sessionId, found.session.id),
			),
		)
		.orderBy(asc(attendances.organisationName), asc(attendances.name), asc(attendances.id))
		.limit(2_000);
}

export type Counted = {
	/** 延べ: the counted heads where somebody counted, else everybody on the list. */
	headcount: number;
	/** 実: different people among those whose names are known. */
	distinctPersons: number;
	/** Sessions that were held. */
	sessions: number;
	byPosition: Partial<Record<ActorGroup, number>>;
};

/** 延べ and 実 over some sessions, of those that this actor may see; one statement. */
export async function attendanceOf(
	tx: Tx,
	actor: Actor,
	sessionIds: readonly string[],
): Promise<Counted> {
	const none = { headcount: 0, distinctPersons: 0, sessions: 0, byPosition: {} };
	if (sessionIds.length === 0) return none;
	const { rows } = await tx.execute<Counted>(sql`with held as (
			select ${sessions.operatorId} as operator_id, ${sessions.id} as id, ${sessions.headcount} as headcount from ${sessions}
			where ${visibleSessions(actor)} and ${sessions.id} in ${[...sessionIds]}
			and ${sessions.state} in ('open', 'closedDraft', 'reportApproved', 'published')
		), came as (select a.* from attendances a join held on a.operator_id = held.operator_id and a.session_id = held.id)
		select (select count(*) from held)::int as sessions,
			(select coalesce(sum(coalesce(headcount, (select coalesce(sum(people), 0) from came where session_id = held.id))), 0) from held)::int as headcount,
			(select count(distinct who_key) from came where who_key <> '')::int as "distinctPersons",
			(select coalesce(json_object_agg(actor_group, n), '{}') from (select actor_group, sum(people) as n from came group by actor_group) as c) as "byPosition"`);
	return rows[0] ?? none;
}

export type Facilitator = {
	grantId: string;
	personId: string;
	name: string;
	until: PlainDate | null;
};

export async function listFacilitators(
	tx: Tx,
	actor: Actor,
	place: { kind: 'forum' | 'session'; id: string },
	today: PlainDate,
): Promise<Facilitator[]> {
	return tx
		.select({
			grantId: roleGrants.id,
			personId: people.id,
			name: people.name,
			until: roleGrants.validUntil,
		})
		.from(roleGrants)
		.innerJoin(
			people,
			and(eq(people.operatorId, roleGrants.operatorId), eq(people.id, roleGrants.personId)),
		)
		.where(
			and(
				ofPlace(actor.operatorId, place),
				isNull(roleGrants.endedAt),
				or(isNull(roleGrants.validUntil), gte(roleGrants.validUntil, today)),
			),
		)
		.orderBy(asc(people.nameKana), asc(people.id))
		.limit(100);
}

/** People with an account here, for the staff who appoint and invite. */
export async function listPersonChoices(
	tx: Tx,
	actor: Actor,
): Promise<{ value: string; label: string }[]> {
	if (!isStaff(actor)) return [];
	return tx
		.select({ value: people.id, label: people.name })
		.from(people)
		.where(and(eq(people.operatorId, actor.operatorId), isNull(people.leftAt)))
		.orderBy(asc(people.nameKana), asc(people.name), asc(people.id))
		.limit(2_000);
}

export type Invited = { personId: string; name: string; pledgedAt: Date | null };

export async function listInvited(tx: Tx, actor: Actor, found: SessionInScope): Promise<Invited[]> {
	refuseUnlessWork(found);
	return tx
		.select({ personId: people.id, name: people.name, pledgedAt: sessionInvitations.pledgedAt })
		.from(sessionInvitations)
		.innerJoin(
			people,
			and(
				eq(people.operatorId, sessionInvitations.operatorId),
				eq(people.id, sessionInvitations.personId),
			),
		)
		.where(
			and(
				eq(sessionInvitations.operatorId, actor.operatorId),
				eq(sessionInvitations.sessionId, found.session.id),
			),
		)
		.orderBy(asc(people.nameKana), asc(people.id))
		.limit(500);
}

export type Receipt = {
	signUp: SignUp;
	session: typeof sessions.$inferSelect;
	waitingBefore: number;
};

/** What the person who signed up sees with the link of the receipt: their own entry, and the session. */
export async function receiptOrRefuse(tx: Tx, actor: Actor, secret: string): Promise<Receipt> {
	const [found] = await tx
		.select({ signUp: signUpColumns, session: sessions })
		.from(signups)
		.innerJoin(
			sessions,
			and(eq(sessions.operatorId, signups.operatorId), eq(sessions.id, signups.sessionId)),
		)
		.where(
			and(eq(signups.operatorId, actor.operatorId), eq(signups.secretHash, hashOfSecret(secret))),
		);
	if (!found) throw new Refusal('not-found', 'refusal_not_found');
	const { signUp, session } = found;
	const [before] = await tx
		.select({ n: sql<number>`count(*)::int` })
		.from(signups)
		.where(
			and(
				eq(signups.operatorId, actor.operatorId),
				eq(signups.sessionId, session.id),
				eq(signups.state, 'waiting'),
				sql`(${signups.madeAt}, ${signups.id}) < (${signUp.madeAt}, ${signUp.id})`,
			),
		);
	return { signUp, session, waitingBefore: before?.n ?? 0 };
}

export type OpenPoint = {
	id: string;
	text: string;
	sessionId: string;
	sessionTitle: string;
	ordinal: number | null;
	isCarried: boolean;
};

/** 積み残し of the earlier sessions of the same forum: they come up again until one of them is settled. */
export async function listOpenPoints(
	tx: Tx,
	actor: Actor,
	found: SessionInScope,
): Promise<OpenPoint[]> {
	const { id, forumId, whenSort } = found.session;
	if (!forumId || found.sight !== 'work') return [];
	const { rows } =
		await tx.execute<OpenPoint>(sql`select r.id, r.text, s.id as "sessionId", s.title as "sessionTitle", s.ordinal,
			exists (select 1 from pillars p where p.operator_id = r.operator_id and p.session_id = ${id} and p.from_result_id = r.id) as "isCarried"
		from session_results r join sessions s on s.operator_id = r.operator_id and s.id = r.session_id
		where r.operator_id = ${actor.operatorId} and r.kind = 'openPoint' and r.settled_at is null
			and s.forum_id = ${forumId} and s.id <> ${id} and s.when_sort <= ${whenSort}
		order by s.when_sort, r.position limit 200`);
	return rows;
}
