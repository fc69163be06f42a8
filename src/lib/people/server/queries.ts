import {
	and,
	asc,
	count,
	desc,
	eq,
	inArray,
	isNotNull,
	isNull,
	lte,
	sql,
	type SQL,
} from 'drizzle-orm';
import { isSignedIn, type Actor, type Role, type ScopeKind } from '../../kernel/actor.ts';
import { addDays, type PlainDate } from '../../kernel/dates.ts';
import { offsetOf, type ListRequest, type ListResult } from '../../kernel/listing.ts';
import { Refusal } from '../../kernel/refusal.ts';
import type { Tx } from '../../server/db.ts';
import { matches } from '../../server/search.ts';
import { maySeePeople, type Tie } from '../rules.ts';
import { logins } from './auth-tables.ts';
import { people, representations, roleGrants } from './tables.ts';

/** Everybody sees themselves; the list of persons is for the office and its auditors. */
function visibleTo(actor: Actor): SQL {
	const here = eq(people.operatorId, actor.operatorId);
	if (maySeePeople(actor)) return here;
	const own = isSignedIn(actor) ? eq(people.id, actor.personId) : sql`false`;
	return and(here, own) ?? sql`false`;
}

export type Person = {
	id: string;
	authUserId: string | null;
	name: string;
	nameKana: string;
	calledName: string;
	email: string | null;
	telephone: string | null;
	fax: string | null;
	tie: Tie;
	contactWish: string;
	registeredAt: Date;
	leftAt: Date | null;
};

const columns = {
	id: people.id,
	authUserId: people.authUserId,
	name: people.name,
	nameKana: people.nameKana,
	calledName: people.calledName,
	email: people.email,
	telephone: people.telephone,
	fax: people.fax,
	tie: people.tie,
	contactWish: people.contactWish,
	registeredAt: people.registeredAt,
	leftAt: people.leftAt,
};

export async function personOrRefuse(tx: Tx, actor: Actor, id: string): Promise<Person> {
	const [found] = await tx
		.select(columns)
		.from(people)
		.where(and(visibleTo(actor), eq(people.id, id)));
	if (!found) throw new Refusal('not-found', 'refusal_not_found');
	return found;
}

export type PersonRow = Person & { roles: Role[]; signIn: 'none' | 'email' | 'card' };

function inForce(date: PlainDate): SQL {
	return sql`${roleGrants.endedAt} is null and ${roleGrants.validFrom} <= ${date} and (${roleGrants.validUntil} is null or ${roleGrants.validUntil} >= ${date})`;
}

/** Persons 五十音順 or by date of registration; filters: `role`, `signIn`, `state` (here, left). */
export async function listPeople(
	tx: Tx,
	actor: Actor,
	request: ListRequest,
	today: PlainDate,
): Promise<ListResult<PersonRow>> {
	if (!maySeePeople(actor)) throw new Refusal('not-found', 'refusal_not_found');
	const { role, signIn, state } = request.filters;
	const where = and(
		visibleTo(actor),
		matches(people.searchText, request.q),
		state === 'left' ? isNotNull(people.leftAt) : isNull(people.leftAt),
		role
			? sql`exists (select 1 from ${roleGrants} where ${roleGrants.operatorId} = ${people.operatorId} and ${roleGrants.personId} = ${people.id} and ${roleGrants.role} = ${role} and ${inForce(today)})`
			: undefined,
		signIn === 'none' ? isNull(people.authUserId) : undefined,
		signIn === 'card' ? isNotNull(logins.cardOf) : undefined,
		signIn === 'email' ? and(isNotNull(people.authUserId), isNull(logins.cardOf)) : undefined,
	);
	const direction = request.descending ? desc : asc;
	const order =
		request.sort === 'registered'
			? [direction(people.registeredAt)]
			: [direction(people.sortKey), direction(people.name)];
	const rows = await tx
		.select({
			...columns,
			isCard: isNotNull(logins.cardOf),
			roles: sql<
				Role[]
			>`array(select distinct ${roleGrants.role} from ${roleGrants} where ${roleGrants.operatorId} = ${people.operatorId} and ${roleGrants.personId} = ${people.id} and ${inForce(today)} order by 1)`,
		})
		.from(people)
		.leftJoin(logins, eq(logins.id, people.authUserId))
		.where(where)
		.orderBy(...order, direction(people.id))
		.limit(request.size)
		.offset(offsetOf(request));
	const [total] = await tx
		.select({ count: count() })
		.from(people)
		.leftJoin(logins, eq(logins.id, people.authUserId))
		.where(where);
	return {
		rows: rows.map(({ isCard, ...row }) => ({
			...row,
			signIn: row.authUserId === null ? 'none' : isCard ? 'card' : 'email',
		})),
		total: total?.count ?? 0,
		request,
	};
}

export type GrantRow = {
	id: string;
	role: Role;
	scopeKind: ScopeKind;
	scopeId: string | null;
	validFrom: PlainDate;
	validUntil: PlainDate | null;
	grantedAt: Date;
	endedAt: Date | null;
};

/** Every role somebody holds or held, newest first. */
export function grantsOf(tx: Tx, actor: Actor, personId: string): Promise<GrantRow[]> {
	return tx
		.select({
			id: roleGrants.id,
			role: roleGrants.role,
			scopeKind: roleGrants.scopeKind,
			scopeId: roleGrants.scopeId,
			validFrom: roleGrants.validFrom,
			validUntil: roleGrants.validUntil,
			grantedAt: roleGrants.grantedAt,
			endedAt: roleGrants.endedAt,
		})
		.from(roleGrants)
		.innerJoin(
			people,
			and(eq(people.operatorId, roleGrants.operatorId), eq(people.id, roleGrants.personId)),
		)
		.where(and(visibleTo(actor), eq(roleGrants.personId, personId)))
		.orderBy(desc(roleGrants.grantedAt), desc(roleGrants.id))
		.limit(200);
}

/** The roles that somebody holds now or will hold. */
export async function rolesOf(
	tx: Tx,
	actor: Actor,
	personId: string,
	today: PlainDate,
): Promise<Role[]> {
	const grants = await grantsOf(tx, actor, personId);
	return grants
		.filter(
			(grant) => grant.endedAt === null && (grant.validUntil === null || grant.validUntil >= today),
		)
		.map((grant) => grant.role);
}

export type RepresentationRow = {
	id: string;
	organisationId: string;
	validFrom: PlainDate;
	validUntil: PlainDate | null;
	endedAt: Date | null;
};

/** For which organisations somebody speaks or spoke, newest first. */
export function representationsOf(
	tx: Tx,
	actor: Actor,
	personId: string,
): Promise<RepresentationRow[]> {
	return tx
		.select({
			id: representations.id,
			organisationId: representations.organisationId,
			validFrom: representations.validFrom,
			validUntil: representations.validUntil,
			endedAt: representations.endedAt,
		})
		.from(representations)
		.innerJoin(
			people,
			and(
				eq(people.operatorId, representations.operatorId),
				eq(people.id, representations.personId),
			),
		)
		.where(and(visibleTo(actor), eq(representations.personId, personId)))
		.orderBy(desc(representations.confirmedAt), desc(representations.id))
		.limit(200);
}

/** How somebody signs in here, for the office; nothing about the login itself. */
export async function signInOf(
	tx: Tx,
	actor: Actor,
	personId: string,
): Promise<{ kind: 'none' | 'email' | 'card'; hasSecondFactor: boolean; username: string | null }> {
	const [found] = await tx
		.select({
			cardOf: logins.cardOf,
			username: logins.username,
			hasSecondFactor: logins.twoFactorEnabled,
		})
		.from(people)
		.innerJoin(logins, eq(logins.id, people.authUserId))
		.where(and(visibleTo(actor), eq(people.id, personId)));
	if (!found) return { kind: 'none', hasSecondFactor: false, username: null };
	return {
		kind: found.cardOf ? 'card' : 'email',
		hasSecondFactor: found.hasSecondFactor,
		username: found.cardOf === actor.operatorId ? found.username : null,
	};
}

/**
 * Names of persons for other rooms' pages that may show them (who took a task, who entered a record), in one
 * statement. The caller decides that this actor may know who it was.
 */
export async function personNames(
	tx: Tx,
	actor: Actor,
	ids: readonly string[],
): Promise<Map<string, string>> {
	if (ids.length === 0) return new Map();
	const rows = await tx
		.select({ id: people.id, name: people.name, calledName: people.calledName })
		.from(people)
		.where(and(eq(people.operatorId, actor.operatorId), inArray(people.id, [...new Set(ids)])));
	return new Map(rows.map((row) => [row.id, row.calledName || row.name]));
}

/** Who holds one of these roles today, 五十音順: for choices such as "who takes this on". */
export function peopleWithRole(
	tx: Tx,
	actor: Actor,
	roles: readonly Role[],
	today: PlainDate,
): Promise<{ id: string; name: string }[]> {
	return tx
		.selectDistinct({ id: people.id, name: people.name, sortKey: people.sortKey })
		.from(people)
		.innerJoin(
			roleGrants,
			and(
				eq(roleGrants.operatorId, people.operatorId),
				eq(roleGrants.personId, people.id),
				inForce(today),
			),
		)
		.where(
			and(
				eq(people.operatorId, actor.operatorId),
				isNull(people.leftAt),
				inArray(roleGrants.role, [...roles]),
			),
		)
		.orderBy(asc(people.sortKey), asc(people.name), asc(people.id))
		.limit(500);
}

const noticeDays = 60;

/** Own roles that end within two months, so that somebody renews them in time. */
export async function endingSoon(
	tx: Tx,
	actor: Actor,
	today: PlainDate,
): Promise<{ id: string; role: Role; validUntil: PlainDate }[]> {
	if (!isSignedIn(actor)) return [];
	const rows = await tx
		.select({ id: roleGrants.id, role: roleGrants.role, validUntil: roleGrants.validUntil })
		.from(roleGrants)
		.where(
			and(
				eq(roleGrants.operatorId, actor.operatorId),
				eq(roleGrants.personId, actor.personId),
				inForce(today),
				lte(roleGrants.validUntil, addDays(today, noticeDays)),
				sql`not exists (select 1 from role_grants later where later.operator_id = ${roleGrants.operatorId}
					and later.person_id = ${roleGrants.personId} and later.role = ${roleGrants.role} and later.ended_at is null
					and (later.valid_until is null or later.valid_until > ${roleGrants.validUntil}))`,
			),
		)
		.orderBy(asc(roleGrants.validUntil), asc(roleGrants.id));
	return rows.flatMap(({ validUntil, ...row }) => (validUntil ? [{ ...row, validUntil }] : []));
}
