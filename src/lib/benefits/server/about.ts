import { and, asc, inArray, or, sql } from 'drizzle-orm';
import type { Actor } from '../../kernel/actor.ts';
import type { Tx } from '../../server/db.ts';
import type { Sheet } from '../sheet.ts';
import { benefitTables } from './tables.ts';
import { visibleTo } from './visibility.ts';

export type SheetAbout = { id: string; title: string; tableNumber: number; sheet: Sheet };

export type About = {
	sessionIds: readonly string[];
	forumIds: readonly string[];
	issueIds: readonly string[];
};

/**
 * What stands in the tables of some sessions, forums and issues, in one statement: what everybody may read; where `works`, for those
 * not shared yet their newest version. What nobody has kept a version of is not settled, and not there.
 */
export function sheetsAbout(
	tx: Tx,
	actor: Actor,
	{ sessionIds, forumIds, issueIds }: About,
	works: boolean,
): Promise<SheetAbout[]> {
	const ends = (
		[
			[benefitTables.sessionId, sessionIds],
			[benefitTables.forumId, forumIds],
			[benefitTables.issueId, issueIds],
		] as const
	).flatMap(([end, ids]) => (ids.length > 0 ? [inArray(end, [...ids])] : []));
	if (ends.length === 0) return Promise.resolve([]);
	// names of tables are spelt out: in a select from one table drizzle leaves them away
	const shown = sql<Sheet>`(select v.sheet from benefit_versions v where v.operator_id = benefit_tables.operator_id
		and v.table_id = benefit_tables.id and (v.id = benefit_tables.published_version
			or (${works}::boolean and benefit_tables.published_version is null)) order by v.number desc limit 1)`;
	return tx
		.select({
			id: benefitTables.id,
			title: benefitTables.title,
			tableNumber: benefitTables.tableNumber,
			sheet: shown,
		})
		.from(benefitTables)
		.where(and(visibleTo(actor), or(...ends), sql`${shown} is not null`))
		.orderBy(asc(benefitTables.madeAt), asc(benefitTables.tableNumber), asc(benefitTables.id))
		.limit(40);
}
