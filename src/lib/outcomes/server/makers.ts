import { and, eq, gte, inArray, isNull, lte, or, sql } from 'drizzle-orm';
import { isStaff, type Actor } from '../../kernel/actor.ts';
import type { PlainDate } from '../../kernel/dates.ts';
import { organisations } from '../../organisations/server/tables.ts';
import { m } from '../../paraglide/messages.js';
import { personNames } from '../../people/server/queries.ts';
import { representations, roleGrants } from '../../people/server/tables.ts';
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
	const ids = [...new Set(personIds)];
	const office = await tx
		.selectDistinct({ id: roleGrants.personId })
		.from(roleGrants)
		.where(
			and(
				eq(roleGrants.operatorId, actor.operatorId),
				inArray(roleGrants.personId, ids),
				inArray(roleGrants.role, ['coordinator', 'secretariat']),
			),
		);
	const acting = await tx
		.select({
			id: representations.personId,
			names: sql<string[]>`array_agg(distinct ${organisations.name})`,
		})
		.from(representations)
		.innerJoin(
			organisations,
			and(
				eq(organisations.operatorId, representations.operatorId),
				eq(organisations.id, representations.organisationId),
			),
		)
		.where(
			and(
				eq(representations.operatorId, actor.operatorId),
				inArray(representations.personId, ids),
				lte(representations.validFrom, today),
				or(isNull(representations.validUntil), gte(representations.validUntil, today)),
				isNull(representations.endedAt),
			),
		)
		.groupBy(representations.personId);
	const makers = new Map<string, string>();
	for (const { id, names } of acting) if (names.length === 1 && names[0]) makers.set(id, names[0]);
	for (const { id } of office) makers.set(id, m.trace_office());
	return makers;
}
