import { and, asc, eq, inArray, isNotNull, ne } from 'drizzle-orm';
import { mayFacilitate } from '../../gatherings/rules.ts';
import { sessionOrRefuse, type SessionInScope } from '../../gatherings/server/queries.ts';
import { sessions } from '../../gatherings/server/tables.ts';
import type { Actor } from '../../kernel/actor.ts';
import { Refusal } from '../../kernel/refusal.ts';
import { certify, type Certificate, type Round } from '../../methods/seating/seating.ts';
import type { Tx } from '../../server/db.ts';
import { earlierRounds, seatedPeople, type Guest, type Plan } from '../rules.ts';
import { seatingGuests, seatingPlans } from './tables.ts';

/** Names of those in the hall are for whoever runs the session; for everybody else there is no such page. */
export async function hallOrRefuse(
	tx: Tx,
	actor: Actor,
	sessionId: string,
): Promise<SessionInScope> {
	const found = await sessionOrRefuse(tx, actor, sessionId);
	if (!mayFacilitate(actor, found.scope)) throw new Refusal('not-found', 'refusal_not_found');
	return found;
}

export async function guestsOf(tx: Tx, actor: Actor, sessionId: string): Promise<Guest[]> {
	return tx
		.select({
			id: seatingGuests.id,
			calledName: seatingGuests.calledName,
			organisationName: seatingGuests.organisationName,
			actorGroup: seatingGuests.actorGroup,
			fixedTable: seatingGuests.fixedTable,
			isHere: seatingGuests.isHere,
			whoKey: seatingGuests.whoKey,
		})
		.from(seatingGuests)
		.where(
			and(eq(seatingGuests.operatorId, actor.operatorId), eq(seatingGuests.sessionId, sessionId)),
		)
		.orderBy(asc(seatingGuests.addedAt), asc(seatingGuests.id));
}

export async function planOf(tx: Tx, actor: Actor, sessionId: string): Promise<Plan | undefined> {
	const [plan] = await tx
		.select({
			size: seatingPlans.size,
			rounds: seatingPlans.rounds,
			finished: seatingPlans.finished,
			version: seatingPlans.version,
		})
		.from(seatingPlans)
		.where(
			and(eq(seatingPlans.operatorId, actor.operatorId), eq(seatingPlans.sessionId, sessionId)),
		);
	return plan;
}

/** The rounds that were held at earlier sessions of the same forum, in the ids of today's guests. */
export async function earlierOf(
	tx: Tx,
	actor: Actor,
	{ session }: SessionInScope,
	guests: readonly Guest[],
): Promise<Round[]> {
	if (!session.forumId) return [];
	const { operatorId } = actor;
	const plans = await tx
		.select({
			sessionId: seatingPlans.sessionId,
			rounds: seatingPlans.rounds,
			finished: seatingPlans.finished,
		})
		.from(seatingPlans)
		.innerJoin(
			sessions,
			and(
				eq(sessions.operatorId, seatingPlans.operatorId),
				eq(sessions.id, seatingPlans.sessionId),
			),
		)
		.where(
			and(
				eq(seatingPlans.operatorId, operatorId),
				eq(sessions.forumId, session.forumId),
				ne(sessions.id, session.id),
				isNotNull(sessions.heldOn),
			),
		);
	if (plans.length === 0) return [];
	const known = await tx
		.select({
			id: seatingGuests.id,
			sessionId: seatingGuests.sessionId,
			whoKey: seatingGuests.whoKey,
		})
		.from(seatingGuests)
		.where(
			and(
				eq(seatingGuests.operatorId, operatorId),
				inArray(
					seatingGuests.sessionId,
					plans.map(({ sessionId }) => sessionId),
				),
			),
		);
	return earlierRounds(
		plans.map(({ sessionId, rounds, finished }) => ({
			rounds: rounds.slice(0, finished),
			keys: new Map(
				known
					.filter((guest) => guest.sessionId === sessionId)
					.map((guest) => [guest.id, guest.whoKey]),
			),
		})),
		guests,
	);
}

export type SeatingPage = {
	found: SessionInScope;
	guests: Guest[];
	plan: Plan | undefined;
	/** What the plan says about itself, counted from the tables as they are now. */
	certificate: Certificate | undefined;
};

export async function seatingPage(tx: Tx, actor: Actor, sessionId: string): Promise<SeatingPage> {
	const found = await hallOrRefuse(tx, actor, sessionId);
	const guests = await guestsOf(tx, actor, sessionId);
	const plan = await planOf(tx, actor, sessionId);
	if (!plan) return { found, guests, plan, certificate: undefined };
	const earlier = await earlierOf(tx, actor, found, guests);
	const certificate = certify(plan.rounds, {
		...{ people: seatedPeople(guests), rounds: plan.rounds.length, size: plan.size, earlier },
	});
	return { found, guests, plan, certificate };
}
