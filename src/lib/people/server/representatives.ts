import { and, eq, gte, inArray, isNull, lte, or, sql } from 'drizzle-orm';
import { dateInTokyo } from '../../kernel/dates.ts';
import type { Work } from '../../server/command.ts';
import { people, representations } from './tables.ts';

export type Addressee = { id: string; email: string | null };

/** Those persons, and everybody who may act for one of the organisations today; each once. */
export async function personsBehind(
	{ tx, actor, now }: Work,
	{
		persons = [],
		organisations = [],
	}: { persons?: readonly string[]; organisations?: readonly string[] },
): Promise<Addressee[]> {
	if (persons.length + organisations.length === 0) return [];
	const today = dateInTokyo(now());
	const representatives = tx
		.select({ id: representations.personId })
		.from(representations)
		.where(
			and(
				eq(representations.operatorId, actor.operatorId),
				organisations.length > 0
					? inArray(representations.organisationId, [...organisations])
					: sql`false`,
				lte(representations.validFrom, today),
				or(isNull(representations.validUntil), gte(representations.validUntil, today)),
				isNull(representations.endedAt),
			),
		);
	return tx
		.select({ id: people.id, email: people.email })
		.from(people)
		.where(
			and(
				eq(people.operatorId, actor.operatorId),
				isNull(people.leftAt),
				or(
					persons.length > 0 ? inArray(people.id, [...persons]) : undefined,
					inArray(people.id, representatives),
				),
			),
		)
		.orderBy(people.id)
		.limit(1_000);
}
