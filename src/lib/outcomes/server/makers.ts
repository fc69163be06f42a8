import { and, eq, inArray, sql } from 'drizzle-orm';
import { isStaff, type Actor } from '../../kernel/actor.ts';
import type { PlainDate } from '../../kernel/dates.ts';
import { organisations } from '../../organisations/server/tables.ts';
import { m } from '../../paraglide/messages.js';
import { personNames } from '../../people/server/queries.ts';
import { people, representations, roleGrants } from '../../people/server/tables.ts';
import type { Tx } from '../../server/db.ts';

/**
 * Who tied an arrow of the thread, as this reader may know it: staff read the name; everybody else reads
 * 事務局, or the organisation for which the person acts if there is just one, or nothing.
 */
export async function linkMakers(
	tx: Tx,
	actor: Actor,
	personIds: readonly string[],
	today: PlainDate,
): Promise<Map<string, string>> {
	if (personIds.length === 0) return new Map();
	if (isStaff(actor)) return personNames(tx, actor, personIds);
	const acting = await tx
		.select({
			id: people.id,
			isOffice: sql<boolean>`${sql`exists (select 1 from ${roleGrants} where ${roleGrants.operatorId} = ${people.operatorId}
				and ${roleGrants.personId} = ${people.id} and ${roleGrants.role} in ('coordinator', 'secretariat'))`}`,
			names: sql<string[]>`${sql`array(select distinct ${organisations.name} from ${representations}
				join ${organisations} on ${organisations.operatorId} = ${representations.operatorId}
					and ${organisations.id} = ${representations.organisationId}
				where ${representations.operatorId} = ${people.operatorId} and ${representations.personId} = ${people.id}
					and ${representations.validFrom} <= ${today}
					and (${representations.validUntil} is null or ${representations.validUntil} >= ${today})
					and ${representations.endedAt} is null)`}`,
		})
		.from(people)
		.where(
			and(eq(people.operatorId, actor.operatorId), inArray(people.id, [...new Set(personIds)])),
		);
	const makers = new Map<string, string>();
	for (const { id, isOffice, names } of acting) {
		const only = names.length === 1 ? names[0] : undefined;
		if (isOffice) makers.set(id, m.trace_office());
		else if (only) makers.set(id, only);
	}
	return makers;
}
