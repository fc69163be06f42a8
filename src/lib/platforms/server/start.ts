import { and, asc, eq, inArray } from 'drizzle-orm';
import { areasAround } from '../../districts/server/queries.ts';
import type { Actor } from '../../kernel/actor.ts';
import { issueAreas, issues } from '../../issues/server/tables.ts';
import { listIssueChoices } from '../../issues/server/queries.ts';
import { visibleTo as visibleIssues } from '../../issues/server/visible.ts';
import type { Tx } from '../../server/db.ts';
import { links } from '../../trace/server/tables.ts';
import { bodiesAbout, runningPlatformsAbout } from './queries.ts';

type Asked = { issueIds: readonly string[]; sessionId: string | null; after: string | null };

/**
 * What somebody needs to see before calling a new プラットフォーム: the issues with their wall, and what is
 * already there in the same areas and about the same theme. Without an issue: the choice of one.
 */
export async function callStart(tx: Tx, actor: Actor, { issueIds, sessionId, after }: Asked) {
	const ids = issueIds.length > 0 ? issueIds : await issuesBehind(tx, actor, { sessionId, after });
	const chosen =
		ids.length === 0
			? []
			: await tx
					.select({ id: issues.id, title: issues.title, wall: issues.wall, theme: issues.theme })
					.from(issues)
					.where(and(visibleIssues(actor), inArray(issues.id, [...ids])))
					.orderBy(asc(issues.sortKey), asc(issues.id));
	if (chosen.length === 0) {
		return { chosen, choices: await listIssueChoices(tx, actor), running: [], bodies: [] };
	}
	const chosenIds = chosen.map(({ id }) => id);
	const areas = await tx
		.selectDistinct({ id: issueAreas.areaId })
		.from(issueAreas)
		.where(
			and(eq(issueAreas.operatorId, actor.operatorId), inArray(issueAreas.issueId, chosenIds)),
		);
	const areaIds = await areasAround(
		tx,
		actor,
		areas.map(({ id }) => id),
	);
	return {
		chosen,
		choices: [],
		running: await runningPlatformsAbout(tx, actor, {
			areaIds,
			themes: chosen.map(({ theme }) => theme),
		}),
		bodies: await bodiesAbout(tx, actor, { areaIds, issueIds: chosenIds }),
	};
}

/** The issues a session talked about, or an earlier プラットフォーム was called for. */
async function issuesBehind(
	tx: Tx,
	actor: Actor,
	{ sessionId, after }: Omit<Asked, 'issueIds'>,
): Promise<string[]> {
	const end = sessionId
		? { kind: 'session' as const, id: sessionId }
		: after && { kind: 'platform' as const, id: after };
	if (!end) return [];
	const rows = await tx
		.select({ id: links.fromId })
		.from(links)
		.where(
			and(
				eq(links.operatorId, actor.operatorId),
				eq(links.fromKind, 'issue'),
				eq(links.toKind, end.kind),
				eq(links.toId, end.id),
			),
		)
		.limit(10);
	return rows.map(({ id }) => id);
}
