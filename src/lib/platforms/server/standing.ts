import { and, asc, eq, sql } from 'drizzle-orm';
import { personOf, type Actor } from '../../kernel/actor.ts';
import { Refusal } from '../../kernel/refusal.ts';
import type { Work } from '../../server/command.ts';
import {
	after,
	isActiveMember,
	isPossible,
	ownMembers,
	type Member,
	type MemberAct,
	type PlatformMove,
	type PlatformState,
} from '../rules.ts';
import { platformMembers, platformMoves, platforms } from './tables.ts';
import { visibleTo } from './visibility.ts';

export type Platform = Omit<typeof platforms.$inferSelect, 'archive' | 'searchText'>;
export type PlatformMember = Member & {
	displayName: string;
	contact: string;
	invitedBy: string | null;
};
/** A プラットフォーム with its members, held until the transaction ends. */
export type PlatformStanding = Platform & { members: PlatformMember[] };

/**
 * What a command acts on. The row is locked, so that two members who act at once act one after the
 * other, and what the rules found still holds when the change is made.
 */
export async function lockedPlatform({ tx, actor }: Work, id: string): Promise<PlatformStanding> {
	const [found] = await tx
		.select()
		.from(platforms)
		.where(and(visibleTo(tx, actor), eq(platforms.id, id)))
		.for('update');
	if (!found) throw new Refusal('not-found', 'refusal_not_found');
	const members = await tx
		.select({
			id: platformMembers.id,
			organisationId: platformMembers.organisationId,
			personId: platformMembers.personId,
			state: platformMembers.state,
			acceptedBy: platformMembers.acceptedBy,
			roles: platformMembers.roles,
			sharesOnly: platformMembers.sharesOnly,
			displayName: platformMembers.displayName,
			contact: platformMembers.contact,
			invitedBy: platformMembers.invitedBy,
		})
		.from(platformMembers)
		.where(
			and(eq(platformMembers.operatorId, actor.operatorId), eq(platformMembers.platformId, id)),
		)
		.orderBy(asc(platformMembers.id));
	const { archive: _archive, searchText: _searchText, ...platform } = found;
	return { ...platform, members };
}

/** The one rule for everything members do: being an active member, whoever it is. */
export function mayTakePart(actor: Actor, platform: PlatformStanding): boolean {
	return isActiveMember(actor, platform);
}

export function refuseUnlessPossible(platform: PlatformStanding, act: MemberAct): void {
	if (!isPossible(platform.state, act)) throw new Refusal('not-now', 'platforms_not_now');
}

/** As which of the own memberships: the one that was chosen, else the first. */
export function ownMember(
	actor: Actor,
	platform: PlatformStanding,
	chosen: string | null,
): PlatformMember {
	const own = ownMembers(actor, platform.members, 'active');
	const member = chosen === null ? own[0] : own.find(({ id }) => id === chosen);
	if (!member) throw new Refusal('not-allowed', 'refusal_not_allowed');
	return member;
}

export function activeMemberOrRefuse(platform: PlatformStanding, id: string): PlatformMember {
	const member = platform.members.find((one) => one.id === id && one.state === 'active');
	if (!member) throw new Refusal('not-valid', 'platforms_member_unknown');
	return member;
}

/** The person behind an act of a member. */
export function whoActs(actor: Actor): string {
	const person = personOf(actor);
	if (!person) throw new Refusal('not-allowed', 'refusal_not_allowed');
	return person;
}

type Changed = Partial<Omit<typeof platforms.$inferInsert, 'operatorId' | 'id' | 'state'>>;

/** A lawful change of state: names the state it read, and leaves a row with who and when. */
export async function movePlatform(
	work: Work,
	platform: Pick<Platform, 'id' | 'state'>,
	move: PlatformMove,
	changed: Changed = {},
): Promise<PlatformState> {
	const { tx, actor, now, newId } = work;
	const next = after(platform.state, move);
	if (!next) throw new Refusal('not-now', 'platforms_not_now');
	const [moved] = await tx
		.update(platforms)
		.set({ ...changed, state: next, changedAt: now() })
		.where(
			and(
				eq(platforms.operatorId, actor.operatorId),
				eq(platforms.id, platform.id),
				eq(platforms.state, platform.state),
			),
		)
		.returning({ id: platforms.id });
	if (!moved) throw new Refusal('not-now', 'refusal_changed_meanwhile');
	await tx.insert(platformMoves).values({
		operatorId: actor.operatorId,
		id: newId(),
		platformId: platform.id,
		fromState: platform.state,
		toState: next,
		movedBy: personOf(actor),
		movedAt: now(),
	});
	return next;
}

/** Something happened: lists show the newest first. */
export async function touch(
	{ tx, actor, now }: Work,
	platformId: string,
	changed: Changed = {},
): Promise<void> {
	await tx
		.update(platforms)
		.set({
			...changed,
			changedAt: sql`greatest(${platforms.changedAt}, ${now().toISOString()}::timestamptz)`,
		})
		.where(and(eq(platforms.operatorId, actor.operatorId), eq(platforms.id, platformId)));
}
