import { createHmac, timingSafeEqual } from 'node:crypto';
import { sql } from 'drizzle-orm';
import type { Actor, Grant } from '../../kernel/actor.ts';
import { dateInTokyo } from '../../kernel/dates.ts';
import { application, now } from '../../server/application.ts';
import type { Database, Tx } from '../../server/db.ts';
import { awaitingOf, guardedRoles, hasGuardedRole, type SignedIn } from '../rules.ts';
import { sessionCookieName, type AuthConfig } from './auth.ts';

export type Session = { actor: Actor; signedIn: SignedIn | null };

/** Who sent this request, inside one operator; a visitor when nobody is signed in there. */
export function sessionFor(headers: Headers, operatorId: string): Promise<Session> {
	const { config, database } = application();
	return readSession(database, config, headers, operatorId, now());
}

/**
 * A session is a login of the installation; it becomes a person only where the login has one who has not
 * left, with the roles and representations of this very day. One statement, asked anew by every request.
 */
export async function readSession(
	database: Database,
	config: AuthConfig,
	headers: Headers,
	operatorId: string,
	at: Date,
): Promise<Session> {
	const visitor: Actor = { kind: 'anyone', operatorId };
	const token = tokenOf(headers, config);
	if (!token) return { actor: visitor, signedIn: null };
	const found = await database.as(visitor, (tx) => personBehind(tx, operatorId, token, at));
	if (!found) return { actor: visitor, signedIn: null };
	const proof = {
		secondFactorAt: found.second_factor_at ? new Date(found.second_factor_at) : null,
		signedInAt: new Date(found.signed_in_at),
	};
	const guarded = found.grants.some((grant) => guardedRoles.includes(grant.role));
	const awaiting = guarded ? awaitingOf(found.asks_second_factor, proof, at) : null;
	const actor: Actor = {
		kind: 'person',
		operatorId,
		personId: found.person_id,
		grants: awaiting
			? found.grants.filter((grant) => !guardedRoles.includes(grant.role))
			: found.grants,
		represents: found.organisations.map(({ id }) => id),
	};
	const signedIn: SignedIn = {
		personId: found.person_id,
		name: found.called_name || found.name,
		isStaff: hasGuardedRole(actor),
		organisations: found.organisations,
		awaiting,
	};
	return { actor, signedIn };
}

type Row = {
	person_id: string;
	name: string;
	called_name: string;
	asks_second_factor: boolean;
	second_factor_at: string | Date | null;
	signed_in_at: string | Date;
	grants: Grant[];
	organisations: { id: string; name: string }[];
};

/** Organisations belong to a later room, so their names are read here without its tables. */
async function personBehind(
	tx: Tx,
	operatorId: string,
	token: string,
	at: Date,
): Promise<Row | undefined> {
	const today = dateInTokyo(at);
	const found = await tx.execute<Row>(sql`
		select p.id as person_id, p.name, p.called_name, o.requires_second_factor as asks_second_factor,
			s.second_factor_at, s.created_at as signed_in_at,
			coalesce((select json_agg(json_build_object('role', g.role, 'scopeKind', g.scope_kind, 'scopeId', g.scope_id))
				from role_grants g where g.operator_id = p.operator_id and g.person_id = p.id and g.ended_at is null
				and g.valid_from <= ${today} and (g.valid_until is null or g.valid_until >= ${today})), '[]') as grants,
			coalesce((select json_agg(json_build_object('id', c.id, 'name', c.name) order by c.sort_key, c.id)
				from representations r join organisations c on c.operator_id = r.operator_id and c.id = r.organisation_id
				where r.operator_id = p.operator_id and r.person_id = p.id and r.ended_at is null and c.closed_at is null
				and r.valid_from <= ${today} and (r.valid_until is null or r.valid_until >= ${today})), '[]') as organisations
		from auth.sign_ins s
		join auth.logins l on l.id = s.login_id
		join people p on p.operator_id = ${operatorId} and p.auth_user_id = l.id and p.left_at is null
		join operators o on o.id = p.operator_id
		where s.token = ${token} and s.expires_at > greatest(${at.toISOString()}::timestamptz, now()) and l.one_time_until is null`);
	return found.rows[0];
}

/** The session's token from its cookie; undefined when there is none or its signature is not ours. */
export function tokenOf(headers: Headers, { secret, origin }: AuthConfig): string | undefined {
	const value = cookieOf(headers, sessionCookieName(origin));
	const dot = value?.lastIndexOf('.') ?? -1;
	if (!value || dot < 1) return undefined;
	const token = value.slice(0, dot);
	const given = Buffer.from(value.slice(dot + 1), 'base64');
	const own = createHmac('sha256', secret).update(token).digest();
	return given.length === own.length && timingSafeEqual(given, own) ? token : undefined;
}

function cookieOf(headers: Headers, name: string): string | undefined {
	for (const part of headers.get('cookie')?.split(';') ?? []) {
		const [key, ...rest] = part.trim().split('=');
		if (key !== name) continue;
		try {
			return decodeURIComponent(rest.join('='));
		} catch {
			return undefined;
		}
	}
	return undefined;
}
