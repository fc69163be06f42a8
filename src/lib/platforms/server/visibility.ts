import { and, eq, exists, inArray, isNotNull, or, sql, type SQL } from 'drizzle-orm';
import { isStaff, type Actor } from '../../kernel/actor.ts';
import type { Tx } from '../../server/db.ts';
import { platformMembers, platforms } from './tables.ts';

/** A membership of this actor: as a person, or as an organisation that the actor may act for. */
export function isOfActor(actor: Actor): SQL {
	if (actor.kind !== 'person') return sql`false`;
	const asPerson = eq(platformMembers.personId, actor.personId);
	if (actor.represents.length === 0) return asPerson;
	return sql`(${or(asPerson, inArray(platformMembers.organisationId, [...actor.represents]))})`;
}

/** Once people are called together everybody may read it; before that only who prepares it and the staff. */
export function visibleTo(tx: Tx, actor: Actor): SQL | undefined {
	const here = eq(platforms.operatorId, actor.operatorId);
	if (isStaff(actor)) return here;
	if (actor.kind === 'anyone') return and(here, isNotNull(platforms.openedAt));
	const own = tx
		.select({ one: sql`1` })
		.from(platformMembers)
		.where(
			and(
				eq(platformMembers.operatorId, platforms.operatorId),
				eq(platformMembers.platformId, platforms.id),
				inArray(platformMembers.state, ['active', 'left', 'ended']),
				isOfActor(actor),
			),
		);
	return and(here, or(isNotNull(platforms.openedAt), exists(own)));
}
