import { and, asc, eq, inArray, ne, or, sql } from 'drizzle-orm';
import type { Actor } from '../../kernel/actor.ts';
import { opinions, sessionResults, sessions } from '../../gatherings/server/tables.ts';
import { contentVisibleTo } from '../../gatherings/sessions/server/visible.ts';
import type { ResultKind } from '../../gatherings/sessions/rules.ts';
import type { Tx } from '../../server/db.ts';
import { links } from '../../trace/server/tables.ts';
import { causes } from './tables.ts';
import type { Tree } from './visible.ts';

/** Something that was said or came out, that can be taken over into a tree as it stands. */
export type Source = {
	/** `opinion:` or `result:` and its id. */
	key: string;
	kind: 'opinion' | 'result';
	id: string;
	/** Of a result. */
	resultKind: ResultKind | null;
	/** Written on a board of the hall. */
	isNote: boolean;
	text: string;
	sessionId: string;
	sessionTitle: string;
};

const useful = ['rootCause', 'issueByPosition', 'need', 'openPoint', 'other'] as const;
const most = 400;

/**
 * What this actor may read of the tree's own session and of those that talked about its issue, and what does not
 * stand in the tree yet. Nothing of a 事例検討: what is said about a case stays there.
 */
export async function sourcesFor(tx: Tx, actor: Actor, tree: Tree): Promise<Source[]> {
	const { operatorId } = actor;
	const ofTree = or(
		tree.sessionId ? eq(sessions.id, tree.sessionId) : undefined,
		tree.issueId
			? inArray(
					sessions.id,
					tx
						.select({ id: links.toId })
						.from(links)
						.where(
							and(
								eq(links.operatorId, operatorId),
								eq(links.fromKind, 'issue'),
								eq(links.fromId, tree.issueId),
								eq(links.toKind, 'session'),
							),
						),
				)
			: undefined,
	);
	const readable = and(contentVisibleTo(actor), ne(sessions.kind, 'caseStudy'), ofTree);
	const isTaken = (kind: 'opinion' | 'result', id: typeof opinions.id | typeof sessionResults.id) =>
		sql`exists (select from ${causes} where ${causes.operatorId} = ${operatorId} and ${causes.treeId} = ${tree.id}
			and ${causes.originKind} = ${kind} and ${causes.originId} = ${id} and ${causes.removedAt} is null)`;
	const results = await tx
		.select({
			id: sessionResults.id,
			resultKind: sessionResults.kind,
			text: sessionResults.text,
			sessionId: sessions.id,
			sessionTitle: sessions.title,
		})
		.from(sessionResults)
		.innerJoin(
			sessions,
			and(
				eq(sessions.operatorId, sessionResults.operatorId),
				eq(sessions.id, sessionResults.sessionId),
			),
		)
		.where(
			and(
				readable,
				inArray(sessionResults.kind, [...useful]),
				sql`not ${isTaken('result', sessionResults.id)}`,
			),
		)
		.orderBy(asc(sessions.whenSort), asc(sessionResults.position), asc(sessionResults.id))
		.limit(most);
	const said = await tx
		.select({
			id: opinions.id,
			isNote: sql<boolean>`${opinions.noteId} is not null`,
			text: opinions.text,
			sessionId: sessions.id,
			sessionTitle: sessions.title,
		})
		.from(opinions)
		.innerJoin(
			sessions,
			and(eq(sessions.operatorId, opinions.operatorId), eq(sessions.id, opinions.sessionId)),
		)
		.where(and(readable, eq(opinions.state, 'kept'), sql`not ${isTaken('opinion', opinions.id)}`))
		.orderBy(asc(sessions.whenSort), asc(opinions.position), asc(opinions.id))
		.limit(most);
	return [
		...results.map((row) => ({
			...row,
			...{ key: `result:${row.id}`, kind: 'result' as const, isNote: false },
		})),
		...said.map((row) => ({
			...row,
			...{ key: `opinion:${row.id}`, kind: 'opinion' as const, resultKind: null },
		})),
	];
}
