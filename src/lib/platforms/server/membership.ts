import { and, eq, inArray } from 'drizzle-orm';
import { mayActFor } from '../../kernel/actor.ts';
import { Refusal, refuseField } from '../../kernel/refusal.ts';
import { organisationsByIds } from '../../organisations/server/queries.ts';
import type { Work } from '../../server/command.ts';
import { hasPart, type MembershipState, type PlatformState } from '../rules.ts';
import { whoActs } from './standing.ts';
import { platformMembers } from './tables.ts';

export type AsWhom = {
	as: string;
	displayName: string;
	roles: string[];
	sharesOnly: boolean;
	contact: string;
};

/**
 * A membership by an own act: the person itself, or somebody who may act for the organisation. `state`
 * is 'active' for whoever calls, 'asked' for whoever wishes to join.
 */
export async function addMember(
	work: Work,
	platformId: string,
	{ as, displayName, roles, sharesOnly, contact }: AsWhom,
	state: Extract<MembershipState, 'active' | 'asked'>,
): Promise<string> {
	const { tx, actor, now, newId } = work;
	const isPerson = as === 'person';
	if (isPerson && displayName === '')
		throw refuseField('displayName', 'platforms_display_name_missing');
	if (!isPerson && !mayActFor(actor, as)) throw refuseField('as', 'platforms_as_not_yours');
	const id = newId();
	const [added] = await tx
		.insert(platformMembers)
		.values({
			operatorId: actor.operatorId,
			id,
			platformId,
			organisationId: isPerson ? null : as,
			personId: isPerson ? whoActs(actor) : null,
			displayName: isPerson ? displayName : '',
			state,
			...partOf({ roles, sharesOnly }),
			contact,
			acceptedBy: whoActs(actor),
			acceptedAt: now(),
			joinedAt: state === 'active' ? now() : null,
		})
		.onConflictDoNothing()
		.returning({ id: platformMembers.id });
	if (!added) throw refuseField('as', 'platforms_already_there');
	return id;
}

/** 情報共有のみ is said instead of roles, not beside them. */
export function partOf({ roles, sharesOnly }: { roles: readonly string[]; sharesOnly: boolean }) {
	return { roles: sharesOnly ? [] : [...roles], sharesOnly };
}

/** Once people act, whoever comes in says with what part (R-292: roles divided and explicit). */
export function refuseWithoutPart(
	state: PlatformState,
	part: { roles: readonly string[]; sharesOnly: boolean },
): void {
	if (state === 'active' && !hasPart(part)) throw refuseField('roles', 'platforms_roles_missing');
}

/** An invitation waits for the organisation's own yes; it makes nobody a member. */
export async function invite(
	work: Work,
	platformId: string,
	organisationId: string,
): Promise<string> {
	const { tx, actor, now, newId } = work;
	const [known] = await organisationsByIds(tx, actor, [organisationId]);
	if (!known) throw refuseField('organisation', 'platforms_organisation_missing');
	const id = newId();
	const [added] = await tx
		.insert(platformMembers)
		.values({
			operatorId: actor.operatorId,
			id,
			platformId,
			organisationId,
			state: 'invited',
			invitedBy: whoActs(actor),
			invitedAt: now(),
		})
		.onConflictDoNothing()
		.returning({ id: platformMembers.id });
	if (!added) throw refuseField('organisation', 'platforms_already_there');
	return id;
}

type Changed = Partial<
	Omit<typeof platformMembers.$inferInsert, 'operatorId' | 'id' | 'platformId'>
>;

/** Changes one membership that is still in the state that was read. */
export async function changeMember(
	{ tx, actor }: Work,
	member: { id: string; state: MembershipState },
	changed: Changed,
): Promise<void> {
	const [row] = await tx
		.update(platformMembers)
		.set(changed)
		.where(
			and(
				eq(platformMembers.operatorId, actor.operatorId),
				eq(platformMembers.id, member.id),
				eq(platformMembers.state, member.state),
			),
		)
		.returning({ id: platformMembers.id });
	if (!row) throw new Refusal('not-now', 'refusal_changed_meanwhile');
}

/** At the end: nobody has to leave. What was still open lapses, and contacts are removed. */
export async function closeMemberships(
	{ tx, actor, now }: Work,
	platformId: string,
): Promise<void> {
	const here = and(
		eq(platformMembers.operatorId, actor.operatorId),
		eq(platformMembers.platformId, platformId),
	);
	await tx
		.update(platformMembers)
		.set({ state: 'ended', closedAt: now(), contact: '' })
		.where(and(here, eq(platformMembers.state, 'active')));
	await tx
		.update(platformMembers)
		.set({ state: 'declined', closedAt: now(), contact: '' })
		.where(and(here, inArray(platformMembers.state, ['invited', 'asked'])));
}
