import { and, eq, inArray, or } from 'drizzle-orm';
import type { Actor } from '../../kernel/actor.ts';
import type { Tx } from '../../server/db.ts';
import { gapRows, type GapRow } from './queries.ts';
import { functionGaps } from './tables.ts';

/** What is found to be missing still, of some sessions, issues and areas; one statement. */
export function openGapsAbout(
	tx: Tx,
	actor: Actor,
	about: { sessionIds: readonly string[]; issueIds: readonly string[]; areaIds: readonly string[] },
): Promise<GapRow[]> {
	const ends = (
		[
			[functionGaps.originSessionId, about.sessionIds],
			[functionGaps.issueId, about.issueIds],
			[functionGaps.areaId, about.areaIds],
		] as const
	).flatMap(([end, ids]) => (ids.length > 0 ? [inArray(end, [...ids])] : []));
	if (ends.length === 0) return Promise.resolve([]);
	return gapRows(tx, actor, and(eq(functionGaps.state, 'open'), or(...ends)));
}
