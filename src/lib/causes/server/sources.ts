import { and, asc, eq, inArray, ne, or, sql, type SQL } from 'drizzle-orm';
import type { Actor } from '../../kernel/actor.ts';
import { opinions, sessionResults, sessions } from '../../gatherings/server/tables.ts';
import { sessionOfResult } from '../../gatherings/sessions/server/result.ts';
import { contentVisibleTo } from '../../gatherings/sessions/server/visible.ts';
import type { ResultKind } from '../../gatherings/sessions/rules.ts';
import type { Tx } from '../../server/db.ts';
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

/** The session itself, and the others of its forum: step 3 of a course digs into what step 2 brought. */
function ofItsForum(operatorId: string, sessionId: string): SQL {
	return sql`(${sessions.id} = ${sessionId} or ${sessions.forumId} = (select own.forum_id from sessions own
		where own.operator_id = ${operatorId} and own.id = ${sessionId}))`;
}

/** Sessions, and those of forums, that talk about an issue, and the session that it came out of. */
function aboutIssue(operatorId: string, issueId: string): SQL {
	return sql`exists (select from links l where l.operator_id = ${operatorId}
		and (l.from_kind = 'issue' and l.from_id = ${issueId} and (l.to_kind = 'session' and l.to_id = ${sessions.id}
			or l.to_kind = 'forum' and l.to_id = ${sessions.forumId})
		or l.to_kind = 'issue' and l.to_id = ${issueId} and l.from_kind = 'session' and l.from_id = ${sessions.id}))`;
}

/**
 * What this actor may read of the tree's own session, of the others of its forum, and of those that talked about its issue,
 * and what does not stand in the tree yet. Nothing of a 事例検討: what is said about a case stays there.
 */
export async function sourcesFor(tx: Tx, actor: Actor, tree: Tree): Promise<Source[]> {
	const { operatorId } = actor;
	const ofTree = or(
		tree.sessionId ? ofItsForum(operatorId, tree.sessionId) : undefined,
		tree.issueId ? aboutIssue(operatorId, tree.issueId) : undefined,
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
		.innerJoin(sessions, sessionOfResult)
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
