import { and, asc, eq, or, sql } from 'drizzle-orm';
import type { Tx } from '../../server/db.ts';
import { traceKinds, type TraceEnd, type TraceKind, type TraceLink } from '../rules.ts';
import { links } from './tables.ts';

/**
 * The arrows that begin or end here, oldest first. It says only that they exist: whoever shows them asks
 * the room of each end what this actor may see of it.
 */
export async function neighbours(tx: Tx, operatorId: string, end: TraceEnd): Promise<TraceLink[]> {
	const rows = await tx
		.select()
		.from(links)
		.where(
			and(
				eq(links.operatorId, operatorId),
				or(
					and(eq(links.fromKind, end.kind), eq(links.fromId, end.id)),
					and(eq(links.toKind, end.kind), eq(links.toId, end.id)),
				),
			),
		)
		.orderBy(asc(links.madeAt), asc(links.id))
		.limit(500);
	return rows.map((row) => ({
		from: { kind: row.fromKind, id: row.fromId },
		to: { kind: row.toKind, id: row.toId },
		madeAt: row.madeAt,
		madeBy: row.madeBy,
	}));
}

/** No thread is longer than this; what lies beyond is said to be left out. */
export const longestThread = 500;

type ThreadRow = {
	from_kind: TraceKind;
	from_id: string;
	to_kind: TraceKind;
	to_id: string;
	made_at: string;
	made_by: string | null;
};

export type ThreadOptions = {
	/** How many arrows away, in each direction. */
	depth?: number;
	/** Kinds that are not walked through at all: what the reader may never see leads nowhere either. */
	except?: readonly TraceKind[];
};

/**
 * The whole thread of one thing in one statement: back along every arrow to what it came from, and forward
 * to what came of it. Each thing is walked once per distance, so a circle ends with `depth`; the nearest
 * arrows come first. The limits also say to PostgreSQL that a thing has few arrows: without them it reads all links.
 */
export async function threadOf(
	tx: Tx,
	operatorId: string,
	end: TraceEnd,
	{ depth = 12, except = [] }: ThreadOptions = {},
): Promise<{ links: TraceLink[]; isCut: boolean }> {
	const kinds = traceKinds.filter((kind) => !except.includes(kind));
	const { rows } = await tx.execute<ThreadRow>(sql`
		with recursive walk (kind, id, forward, depth) as (
			select ${end.kind}::text, ${end.id}::uuid, way.forward, 0 from (values (true), (false)) as way (forward)
			union
			select step.kind, step.id, walk.forward, walk.depth + 1
			from walk cross join lateral (
				select links.to_kind as kind, links.to_id as id from links
				where walk.forward and links.operator_id = ${operatorId}::uuid
					and links.from_kind = walk.kind and links.from_id = walk.id
				union all
				select links.from_kind, links.from_id from links
				where not walk.forward and links.operator_id = ${operatorId}::uuid
					and links.to_kind = walk.kind and links.to_id = walk.id
			) step
			where walk.depth < ${depth} and step.kind in ${kinds}
		),
		nearest as (select kind, id, forward, min(depth) as depth from walk group by kind, id, forward),
		arrows as (
			select arrow.*, nearest.depth from nearest cross join lateral (
				(select * from links where nearest.forward and links.operator_id = ${operatorId}::uuid
					and links.from_kind = nearest.kind and links.from_id = nearest.id
				order by links.made_at, links.id limit ${longestThread + 1})
				union all
				(select * from links where not nearest.forward and links.operator_id = ${operatorId}::uuid
					and links.to_kind = nearest.kind and links.to_id = nearest.id
				order by links.made_at, links.id limit ${longestThread + 1})
			) arrow
		)
		select from_kind, from_id, to_kind, to_id, made_at, made_by from arrows
		where depth < ${depth} and from_kind in ${kinds} and to_kind in ${kinds}
		group by id, from_kind, from_id, to_kind, to_id, made_at, made_by
		order by min(depth), made_at, id
		limit ${longestThread + 1}`);
	return {
		links: rows.slice(0, longestThread).map((row) => ({
			from: { kind: row.from_kind, id: row.from_id },
			to: { kind: row.to_kind, id: row.to_id },
			madeAt: new Date(row.made_at),
			madeBy: row.made_by,
		})),
		isCut: rows.length > longestThread,
	};
}
