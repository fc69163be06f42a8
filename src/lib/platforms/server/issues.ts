import { and, asc, eq, inArray } from 'drizzle-orm';
import type { Actor } from '../../kernel/actor.ts';
import { after, type IssueState } from '../../issues/rules.ts';
import { moveIssueWithin } from '../../issues/server/commands/move.ts';
import { issues } from '../../issues/server/tables.ts';
import type { Work } from '../../server/command.ts';
import type { Tx } from '../../server/db.ts';
import { links } from '../../trace/server/tables.ts';
import { platforms } from './tables.ts';

export type LinkedIssue = { id: string; title: string; wall: string; state: IssueState };

/** The issues out of which it was called; shared ones only, so everybody may see them. */
export function linkedIssues(
	{ tx, actor }: { tx: Tx; actor: Actor },
	platformId: string,
): Promise<LinkedIssue[]> {
	return tx
		.select({ id: issues.id, title: issues.title, wall: issues.wall, state: issues.state })
		.from(links)
		.innerJoin(issues, and(eq(issues.operatorId, links.operatorId), eq(issues.id, links.fromId)))
		.where(
			and(
				eq(links.operatorId, actor.operatorId),
				eq(links.fromKind, 'issue'),
				eq(links.toKind, 'platform'),
				eq(links.toId, platformId),
			),
		)
		.orderBy(asc(links.madeAt), asc(issues.id))
		.limit(20);
}

/**
 * When people begin, the issue is 取り組み中. One that was only shared has been talked about by then: by
 * those who gathered. One that stands elsewhere (already in action, closed meanwhile) stays there.
 */
export async function startIssues(work: Work, linked: readonly LinkedIssue[]): Promise<number> {
	let moved = 0;
	for (const { id, state } of linked) {
		if (state === 'shared') await moveIssueWithin(work, id, 'deliberate');
		const now = state === 'shared' ? after(state, 'deliberate') : state;
		if (!now || !after(now, 'act')) continue;
		await moveIssueWithin(work, id, 'act');
		moved += 1;
	}
	return moved;
}

/**
 * What the members hold to be resolved. Asked, never automatic; and not while another プラットフォーム still
 * works on the same issue: then it is for those to say.
 */
export async function resolveIssues(
	work: Work,
	platformId: string,
	ids: readonly string[],
): Promise<string[]> {
	if (ids.length === 0) return [];
	const { tx, actor } = work;
	const running = await tx
		.select({ issueId: links.fromId, platformId: platforms.id })
		.from(links)
		.innerJoin(
			platforms,
			and(eq(platforms.operatorId, links.operatorId), eq(platforms.id, links.toId)),
		)
		.where(
			and(
				eq(links.operatorId, actor.operatorId),
				eq(links.fromKind, 'issue'),
				eq(links.toKind, 'platform'),
				inArray(links.fromId, [...ids]),
				eq(platforms.state, 'active'),
			),
		);
	const linked = await linkedIssues(work, platformId);
	const resolved = linked.filter(
		({ id, state }) =>
			ids.includes(id) &&
			after(state, 'resolve') &&
			!running.some((other) => other.issueId === id && other.platformId !== platformId),
	);
	for (const { id } of resolved) await moveIssueWithin(work, id, 'resolve');
	return resolved.map(({ id }) => id);
}
