import { and, eq, gte, isNull, lte, or } from 'drizzle-orm';
import type { PersonActor } from '../../kernel/actor.ts';
import { dateInTokyo } from '../../kernel/dates.ts';
import type { Tx } from '../../server/db.ts';
import { people, representations, roleGrants } from './tables.ts';

/**
 * A person as they may act today, for work that is done later in their name: what they could not see any more, the work does
 * not see. Undefined when they have left.
 */
export async function personActor(
	tx: Tx,
	operatorId: string,
	personId: string,
	at: Date,
): Promise<PersonActor | undefined> {
	const today = dateInTokyo(at);
	const [person] = await tx
		.select({ id: people.id })
		.from(people)
		.where(and(eq(people.operatorId, operatorId), eq(people.id, personId), isNull(people.leftAt)));
	if (!person) return undefined;
	const grants = await tx
		.select({
			role: roleGrants.role,
			scopeKind: roleGrants.scopeKind,
			scopeId: roleGrants.scopeId,
		})
		.from(roleGrants)
		.where(
			and(
				eq(roleGrants.operatorId, operatorId),
				eq(roleGrants.personId, personId),
				isNull(roleGrants.endedAt),
				lte(roleGrants.validFrom, today),
				or(isNull(roleGrants.validUntil), gte(roleGrants.validUntil, today)),
			),
		);
	const acts = await tx
		.select({ organisationId: representations.organisationId })
		.from(representations)
		.where(
			and(
				eq(representations.operatorId, operatorId),
				eq(representations.personId, personId),
				isNull(representations.endedAt),
				lte(representations.validFrom, today),
				or(isNull(representations.validUntil), gte(representations.validUntil, today)),
			),
		);
	return {
		...{ kind: 'person', operatorId, personId, grants },
		represents: acts.map(({ organisationId }) => organisationId),
	};
}
