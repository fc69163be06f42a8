import { sql } from 'drizzle-orm';
import { concerns } from '../../concerns/server/tables.ts';
import { areaMemberships, areas } from '../../districts/server/tables.ts';
import type { Tx } from '../../server/db.ts';
import { links } from '../../trace/server/tables.ts';
import { issueAreas } from './tables.ts';
import type { Issue } from './visible.ts';
import { stillShared } from './voices.ts';

type Key = Pick<Issue, 'operatorId' | 'id'>;

/**
 * Concerns behind an issue that count for the guard: a duplicate or a withdrawn one does not, and what one
 * and the same person tells counts once. Only counts leave this place, never who told.
 */
export async function independentConcerns(tx: Tx, { operatorId, id }: Key): Promise<number> {
	const { rows } = await tx.execute<{ n: number }>(sql`
		select count(distinct coalesce(
			${concerns.reporterId}::text,
			nullif(${concerns.contactTelephone}, ''),
			nullif(lower(${concerns.contactEmail}), ''),
			${concerns.id}::text
		))::int as n
		from ${links} join ${concerns} on ${concerns.operatorId} = ${links.operatorId} and ${concerns.id} = ${links.fromId}
		where ${links.operatorId} = ${operatorId} and ${links.fromKind} = 'concern'
			and ${links.toKind} = 'issue' and ${links.toId} = ${id}
			and ${stillShared}`);
	return rows[0]?.n ?? 0;
}

/** Areas named on the issue from which fewer than `needed` concerns come: there a reader may guess who told. */
export async function narrowAreas(
	tx: Tx,
	{ operatorId, id }: Key,
	needed: number,
): Promise<string[]> {
	const { rows } = await tx.execute<{ name: string }>(sql`
		select ${areas.name} as name
		from ${issueAreas} join ${areas} on ${areas.operatorId} = ${issueAreas.operatorId} and ${areas.id} = ${issueAreas.areaId}
		where ${issueAreas.operatorId} = ${operatorId} and ${issueAreas.issueId} = ${id} and ${needed} > (
			select count(*) from ${links} join ${concerns}
				on ${concerns.operatorId} = ${links.operatorId} and ${concerns.id} = ${links.fromId}
			where ${links.operatorId} = ${operatorId} and ${links.fromKind} = 'concern'
				and ${links.toKind} = 'issue' and ${links.toId} = ${id} and ${stillShared}
				and (${concerns.areaId} = ${areas.id} or ${concerns.areaId} in (
					select ${areaMemberships.partId} from ${areaMemberships}
					where ${areaMemberships.operatorId} = ${operatorId} and ${areaMemberships.wholeId} = ${areas.id}
						and ${areaMemberships.validUntil} is null)))
		order by ${areas.sortKey}`);
	return rows.map(({ name }) => name);
}

/** How many concerns from each area stand behind each issue; for the staff's picture of what weighs where. */
export async function weightByArea(
	tx: Tx,
	operatorId: string,
	issueIds: readonly string[],
): Promise<{ issueId: string; areaId: string; n: number }[]> {
	if (issueIds.length === 0) return [];
	const { rows } = await tx.execute<{ issueId: string; areaId: string; n: number }>(sql`
		select ${links.toId} as "issueId", ${concerns.areaId} as "areaId", count(*)::int as n
		from ${links} join ${concerns} on ${concerns.operatorId} = ${links.operatorId} and ${concerns.id} = ${links.fromId}
		where ${links.operatorId} = ${operatorId} and ${links.fromKind} = 'concern' and ${links.toKind} = 'issue'
			and ${links.toId} = any(${sql.param([...issueIds])}::uuid[]) and ${concerns.areaId} is not null
			and ${concerns.privacy} <> 'P6' and ${stillShared}
		group by ${links.toId}, ${concerns.areaId}`);
	return rows;
}
