/**
 * Roles that the secretariat grants to a person (DOMAIN §4.2). Being a resident, acting for an
 * organisation or being a member of a プラットフォーム are facts of their own, not roles.
 */
export const roles = [
	'coordinator',
	'secretariat',
	'facilitator',
	'officer',
	'evaluator',
	'auditor',
	'administrator',
] as const;
export type Role = (typeof roles)[number];

export type ScopeKind = 'operator' | 'area' | 'forum' | 'session' | 'case' | 'platform';

/** A role inside a scope; `scopeId` is null when the scope is the whole operator. */
export type Grant = { role: Role; scopeKind: ScopeKind; scopeId: string | null };

/** Who is acting, always inside one 運営主体 (operator). Every command and every query takes one. */
export type Actor =
	| { kind: 'anyone'; operatorId: string }
	| {
			kind: 'person';
			operatorId: string;
			personId: string;
			/** Only grants that are in force today. */
			grants: readonly Grant[];
			/** Organisations this person may act for. */
			represents: readonly string[];
	  }
	/** The installation itself: first run, demo region, scheduled work. */
	| { kind: 'system'; operatorId: string; task: string };

export type PersonActor = Extract<Actor, { kind: 'person' }>;

export function holds(actor: Actor, role: Role): boolean {
	return actor.kind === 'person' && actor.grants.some((grant) => grant.role === role);
}

/** Holds the role for everything this operator does, not only inside an area or a forum. */
export function holdsEverywhere(actor: Actor, role: Role): boolean {
	return (
		actor.kind === 'person' &&
		actor.grants.some((grant) => grant.role === role && grant.scopeKind === 'operator')
	);
}

export function holdsFor(actor: Actor, role: Role, scopeKind: ScopeKind, scopeId: string): boolean {
	return (
		actor.kind === 'person' &&
		actor.grants.some(
			(grant) =>
				grant.role === role &&
				(grant.scopeKind === 'operator' ||
					(grant.scopeKind === scopeKind && grant.scopeId === scopeId)),
		)
	);
}

/** 事務局 or コーディネーター: the people who answer what residents tell. */
export function isStaff(actor: Actor): boolean {
	return actor.kind === 'system' || holds(actor, 'coordinator') || holds(actor, 'secretariat');
}

export function isSecretariat(actor: Actor): boolean {
	return actor.kind === 'system' || holdsEverywhere(actor, 'secretariat');
}

export function isSignedIn(actor: Actor): actor is PersonActor {
	return actor.kind === 'person';
}

/** The person behind the actor, if there is one. */
export function personOf(actor: Actor): string | null {
	return actor.kind === 'person' ? actor.personId : null;
}

export function mayActFor(actor: Actor, organisationId: string): boolean {
	return actor.kind === 'person' && actor.represents.includes(organisationId);
}
