import { holdsEverywhere, type Actor, type Grant } from '../kernel/actor.ts';

/** What a right in this room depends on: which forum, which session, and whose areas. */
export type Scope = {
	forumId: string | null;
	sessionId: string | null;
	/** The areas themselves, the larger ones around them and the smaller ones in them. */
	areaIds: readonly string[];
};

/** 事務局, and コーディネーター inside their areas: they plan, invite, approve and publish. */
export function mayManage(actor: Actor, scope: Scope): boolean {
	if (actor.kind === 'system') return true;
	if (actor.kind !== 'person') return false;
	return actor.grants.some(
		(grant) =>
			(grant.role === 'secretariat' || grant.role === 'coordinator') &&
			(grant.scopeKind === 'operator' || covers(grant, scope)),
	);
}

/**
 * 進行役 is a role for one forum or one session (大田: 進行（ファシリテーション）), never for
 * everything: a grant for the whole operator gives nothing here.
 */
export function isFacilitator(actor: Actor, scope: Scope): boolean {
	return (
		actor.kind === 'person' &&
		actor.grants.some(
			(grant) => grant.role === 'facilitator' && grant.scopeKind !== 'area' && covers(grant, scope),
		)
	);
}

/** Those who may write down what came out, and see who came. */
export function mayFacilitate(actor: Actor, scope: Scope): boolean {
	return mayManage(actor, scope) || isFacilitator(actor, scope);
}

function covers({ scopeKind, scopeId }: Grant, { forumId, sessionId, areaIds }: Scope): boolean {
	if (scopeId === null) return false;
	if (scopeKind === 'forum') return scopeId === forumId;
	if (scopeKind === 'session') return scopeId === sessionId;
	// what belongs to no area belongs to every area
	return scopeKind === 'area' && (areaIds.length === 0 || areaIds.includes(scopeId));
}

/** Anybody who facilitates something, so that there is a page with their forums and sessions. */
export function facilitatesSomething(actor: Actor): boolean {
	return facilitated(actor, 'forum').length > 0 || facilitated(actor, 'session').length > 0;
}

export function facilitated(actor: Actor, kind: 'forum' | 'session'): string[] {
	if (actor.kind !== 'person') return [];
	return actor.grants.flatMap((grant) =>
		grant.role === 'facilitator' && grant.scopeKind === kind && grant.scopeId
			? [grant.scopeId]
			: [],
	);
}

/** Officers, evaluators and auditors read plans that are not announced yet (DOMAIN §4.3). */
export function readsPlans(actor: Actor): boolean {
	return (['officer', 'evaluator', 'auditor'] as const).some((role) =>
		holdsEverywhere(actor, role),
	);
}
