import { and, asc, eq, or } from 'drizzle-orm';
import type { Tx } from '../../server/db.ts';
import type { TraceEnd, TraceLink } from '../rules.ts';
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
