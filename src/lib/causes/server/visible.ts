import { and, eq, inArray, isNotNull, or, sql, type SQL } from 'drizzle-orm';
import { isStaff, type Actor } from '../../kernel/actor.ts';
import { Refusal } from '../../kernel/refusal.ts';
import { facilitated } from '../../gatherings/rules.ts';
import { sessions } from '../../gatherings/server/tables.ts';
import { visibleSessions } from '../../gatherings/sessions/server/visible.ts';
import { issues } from '../../issues/server/tables.ts';
import { visibleTo as visibleIssues } from '../../issues/server/visible.ts';
import type { Tx } from '../../server/db.ts';
import { mayWork, type TreeScope } from '../rules.ts';
import { causeTrees } from './tables.ts';

export type Tree = typeof causeTrees.$inferSelect;
export type TreeInScope = { tree: Tree; scope: TreeScope; works: boolean };

const issueOf = sql`${issues.operatorId} = ${causeTrees.operatorId} and ${issues.id} = ${causeTrees.issueId}`;
const sessionOf = sql`${sessions.operatorId} = ${causeTrees.operatorId} and ${sessions.id} = ${causeTrees.sessionId}`;

/**
 * Everybody sees what is published, as long as they see what it is about; a draft is for the staff and for the
 * 進行役 of its session.
 */
export function visibleTo(actor: Actor): SQL {
	const here = eq(causeTrees.operatorId, actor.operatorId);
	if (isStaff(actor)) return here;
	const published = and(
		isNotNull(causeTrees.publishedRevision),
		sql`(${causeTrees.issueId} is null or exists (select from ${issues} where ${issueOf} and ${visibleIssues(actor)}))`,
		sql`(${causeTrees.sessionId} is null or exists (select from ${sessions} where ${sessionOf} and ${visibleSessions(actor)}))`,
	);
	return sql`(${here} and ${or(published, facilitatedTrees(actor))})`;
}

/** Those that this actor works on. */
export function workedOnBy(actor: Actor): SQL {
	const here = eq(causeTrees.operatorId, actor.operatorId);
	return isStaff(actor) ? here : sql`(${here} and ${facilitatedTrees(actor) ?? sql`false`})`;
}

function facilitatedTrees(actor: Actor): SQL | undefined {
	const forumIds = facilitated(actor, 'forum');
	const sessionIds = facilitated(actor, 'session');
	if (forumIds.length + sessionIds.length === 0) return undefined;
	const own = or(
		forumIds.length > 0 ? inArray(sessions.forumId, forumIds) : undefined,
		sessionIds.length > 0 ? inArray(sessions.id, sessionIds) : undefined,
	);
	return sql`exists (select from ${sessions} where ${sessionOf} and ${own})`;
}

export async function treeOrRefuse(tx: Tx, actor: Actor, id: string): Promise<TreeInScope> {
	return found(actor, await selected(tx, actor, id));
}

/** The same, held until the transaction ends: two people who change one tree do it one after the other. */
export async function treeForChange(tx: Tx, actor: Actor, id: string): Promise<TreeInScope> {
	return found(actor, await selected(tx, actor, id).for('update', { of: causeTrees }));
}

function selected(tx: Tx, actor: Actor, id: string) {
	return tx
		.select({ tree: causeTrees, forumId: sessions.forumId })
		.from(causeTrees)
		.leftJoin(
			sessions,
			and(eq(sessions.operatorId, causeTrees.operatorId), eq(sessions.id, causeTrees.sessionId)),
		)
		.where(and(visibleTo(actor), eq(causeTrees.id, id)));
}

function found(actor: Actor, [row]: { tree: Tree; forumId: string | null }[]): TreeInScope {
	if (!row) throw new Refusal('not-found', 'refusal_not_found');
	const scope = { sessionId: row.tree.sessionId, forumId: row.forumId };
	return { tree: row.tree, scope, works: mayWork(actor, scope) };
}

/** For the pages of those who work on it; nobody else finds them. */
export async function workOrRefuse(tx: Tx, actor: Actor, id: string): Promise<TreeInScope> {
	const row = await treeOrRefuse(tx, actor, id);
	if (!row.works) throw new Refusal('not-found', 'refusal_not_found');
	return row;
}
