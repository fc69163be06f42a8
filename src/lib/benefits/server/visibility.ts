import { and, eq, inArray, isNotNull, or, sql, type SQL } from 'drizzle-orm';
import { facilitated } from '../../gatherings/rules.ts';
import { signups } from '../../gatherings/server/tables.ts';
import { holdsEverywhere, isStaff, type Actor } from '../../kernel/actor.ts';
import { platformMembers } from '../../platforms/server/tables.ts';
import { isOfActor } from '../../platforms/server/visibility.ts';
import { benefitAdoptions, benefitTables } from './tables.ts';

const here = (actor: Actor) => eq(benefitTables.operatorId, actor.operatorId);

/**
 * What was shared is for everybody. A draft is for those of its session or forum: the staff, the 進行役, who signed up, the
 * organisations with a row, and the members of the プラットフォーム that took it up. The hall comes in by its code
 * ({@link tableOrRefuse} in sight.ts).
 */
export function visibleTo(actor: Actor): SQL {
	if (isStaff(actor)) return sql`(${here(actor)})`;
	const shared = isNotNull(benefitTables.publishedVersion);
	if (actor.kind !== 'person') return sql`(${here(actor)} and ${shared})`;
	return sql`(${and(here(actor), or(shared, ...ownWays(actor)))})`;
}

function ownWays(actor: Extract<Actor, { kind: 'person' }>): (SQL | undefined)[] {
	const sessionIds = facilitated(actor, 'session');
	const forumIds = facilitated(actor, 'forum');
	return [
		sessionIds.length > 0 ? inArray(benefitTables.sessionId, sessionIds) : undefined,
		forumIds.length > 0 ? inArray(benefitTables.forumId, forumIds) : undefined,
		actor.represents.length > 0
			? sql`${benefitTables.organisationIds} && ${sql.param([...actor.represents])}::uuid[]`
			: undefined,
		hasSignedUp(actor),
		isMember(actor),
		holdsEverywhere(actor, 'evaluator') ? isAdopted : undefined,
	];
}

/** Whoever signed up for the session, by the account. */
export function hasSignedUp(actor: Actor): SQL<boolean> {
	if (actor.kind !== 'person') return sql<boolean>`false`;
	return sql<boolean>`exists (select 1 from ${signups} where ${signups.operatorId} = ${benefitTables.operatorId}
		and ${signups.sessionId} = ${benefitTables.sessionId} and ${signups.personId} = ${actor.personId}
		and ${signups.state} = 'confirmed')`;
}

export const isAdopted = sql<boolean>`exists (select 1 from ${benefitAdoptions}
	where ${benefitAdoptions.operatorId} = ${benefitTables.operatorId} and ${benefitAdoptions.tableId} = ${benefitTables.id})`;

/** An active member of a プラットフォーム that took the table up. */
export function isMember(actor: Actor): SQL<boolean> {
	if (actor.kind !== 'person') return sql<boolean>`false`;
	return sql<boolean>`exists (select 1 from ${benefitAdoptions} join ${platformMembers}
		on ${platformMembers.operatorId} = ${benefitAdoptions.operatorId} and ${platformMembers.platformId} = ${benefitAdoptions.platformId}
		where ${benefitAdoptions.operatorId} = ${benefitTables.operatorId} and ${benefitAdoptions.tableId} = ${benefitTables.id}
			and ${benefitAdoptions.opensDraft} and ${platformMembers.state} = 'active' and ${isOfActor(actor)})`;
}
