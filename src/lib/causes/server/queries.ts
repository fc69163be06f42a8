import { and, asc, desc, eq, inArray, isNotNull, lte, or, sql, type SQL } from 'drizzle-orm';
import { isStaff, type Actor } from '../../kernel/actor.ts';
import { say } from '../../kernel/say.ts';
import { sessions } from '../../gatherings/server/tables.ts';
import { visibleSessions } from '../../gatherings/sessions/server/visible.ts';
import { issues } from '../../issues/server/tables.ts';
import { visibleTo as visibleIssues } from '../../issues/server/visible.ts';
import { people } from '../../people/server/tables.ts';
import type { Tx } from '../../server/db.ts';
import type { TraceCard } from '../../trace/rules.ts';
import {
	causesAt,
	mayPublish,
	treeOf,
	treeState,
	type Cause,
	type CauseAct,
	type Change,
	type TreeState,
	type Twig,
} from '../rules.ts';
import { causeChanges, causeEditions, causes, causeTrees } from './tables.ts';
import { treeOrRefuse, visibleTo, workedOnBy, workOrRefuse, type Tree } from './visible.ts';

export { sourcesFor, type Source } from './sources.ts';
export { treeOrRefuse, visibleTo, workOrRefuse, type TreeInScope } from './visible.ts';

/** Where the words of a cause were said first, as far as this reader sees the session. */
export type Origin = { kind: 'opinion' | 'result'; sessionId: string; sessionTitle: string };

export type TreePage = {
	id: string;
	question: string;
	issueId: string | null;
	issueTitle: string | null;
	sessionId: string | null;
	sessionTitle: string | null;
	/** Which revision is shown, and the newest. */
	revision: number;
	newest: number;
	publishedRevision: number | null;
	changedAt: Date;
	madeAt: Date;
	twigs: Twig[];
	origins: ReadonlyMap<string, Origin>;
	works: boolean;
	isStaff: boolean;
	mayPublish: boolean;
	editions: Edition[];
};

export type Edition = { number: number; revision: number; publishedAt: Date };

/**
 * A tree as this actor reads it: those who work on it read the newest, everybody else what is published; or the
 * revision that was asked for (of those that were published, for everybody else).
 */
export async function treePage(
	tx: Tx,
	actor: Actor,
	id: string,
	asked?: number,
): Promise<TreePage> {
	const { tree, works } = await treeOrRefuse(tx, actor, id);
	const { editions, ...about } = await aboutTree(tx, actor, tree);
	const newest = works ? tree.revision : (tree.publishedRevision ?? 0);
	const isKnown =
		asked !== undefined &&
		(works ? asked <= newest : editions.some(({ revision }) => revision === asked));
	const revision = isKnown ? asked : newest;
	const changes = await changesUntil(tx, actor, tree.id, revision);
	return {
		...about,
		...{ id: tree.id, question: tree.question, issueId: tree.issueId, sessionId: tree.sessionId },
		...{ revision, newest, publishedRevision: tree.publishedRevision },
		...{
			changedAt: works ? tree.changedAt : (tree.publishedAt ?? tree.changedAt),
			madeAt: tree.madeAt,
		},
		twigs: treeOf(causesAt(changes, revision)),
		origins: await originsOf(tx, actor, tree.id),
		...{ works, isStaff: isStaff(actor), mayPublish: mayPublish(actor, tree.changedBy) },
		editions,
	};
}

/** The same for the pages of those who work on it. */
export async function workPage(tx: Tx, actor: Actor, id: string): Promise<TreePage> {
	await workOrRefuse(tx, actor, id);
	return treePage(tx, actor, id);
}

type About = Pick<TreePage, 'issueTitle' | 'sessionTitle' | 'editions'>;

async function aboutTree(tx: Tx, actor: Actor, tree: Tree): Promise<About> {
	const here = sql`${causeEditions.operatorId} = ${tree.operatorId} and ${causeEditions.treeId} = ${tree.id}`;
	type Row = {
		issue: string | null;
		session: string | null;
		editions: { number: number; revision: number; publishedAt: string }[];
	};
	const { rows } = await tx.execute<Row>(sql`select
		(select ${issues.title} from ${issues} where ${visibleIssues(actor)} and ${issues.id} = ${tree.issueId}) as issue,
		(select ${sessions.title} from ${sessions} where ${visibleSessions(actor)} and ${sessions.id} = ${tree.sessionId}) as session,
		(select coalesce(json_agg(json_build_object('number', ${causeEditions.number}, 'revision', ${causeEditions.revision},
			'publishedAt', ${causeEditions.publishedAt}) order by ${causeEditions.number} desc), '[]')
			from ${causeEditions} where ${here} and ${causeEditions.withdrawnAt} is null) as editions`);
	const [row] = rows;
	return {
		issueTitle: row?.issue ?? null,
		sessionTitle: row?.session ?? null,
		editions: (row?.editions ?? []).map((edition) => ({
			...edition,
			publishedAt: new Date(edition.publishedAt),
		})),
	};
}

function changesUntil(tx: Tx, actor: Actor, treeId: string, revision: number): Promise<Change[]> {
	const { causeId, act, parentId, place, text, reason, standing } = causeChanges;
	return tx
		.select({
			causeId,
			act,
			parentId,
			place,
			text,
			reason,
			standing,
			revision: causeChanges.revision,
		})
		.from(causeChanges)
		.where(
			and(
				eq(causeChanges.operatorId, actor.operatorId),
				eq(causeChanges.treeId, treeId),
				lte(causeChanges.revision, revision),
			),
		)
		.orderBy(asc(causeChanges.revision));
}

async function originsOf(tx: Tx, actor: Actor, treeId: string): Promise<Map<string, Origin>> {
	const rows = await tx
		.select({
			id: causes.id,
			kind: causes.originKind,
			sessionId: sessions.id,
			sessionTitle: sessions.title,
		})
		.from(causes)
		.innerJoin(
			sessions,
			and(eq(sessions.operatorId, causes.operatorId), eq(sessions.id, causes.originSessionId)),
		)
		.where(
			and(
				eq(causes.operatorId, actor.operatorId),
				eq(causes.treeId, treeId),
				visibleSessions(actor),
			),
		);
	return new Map(
		rows.flatMap(({ id, kind, ...session }) => (kind ? [[id, { kind, ...session }]] : [])),
	);
}

/** What the working page needs besides: which causes were handed on, and what was taken away and can come back. */
export async function workMarks(tx: Tx, actor: Actor, treeId: string) {
	const rows = await tx
		.select({
			id: causes.id,
			text: causes.text,
			revision: causes.revision,
			removedAt: causes.removedAt,
			resultId: causes.resultId,
		})
		.from(causes)
		.where(
			and(
				eq(causes.operatorId, actor.operatorId),
				eq(causes.treeId, treeId),
				or(isNotNull(causes.removedAt), isNotNull(causes.resultId)),
			),
		)
		.orderBy(desc(causes.revision));
	return {
		removed: rows.filter(({ removedAt }) => removedAt !== null).slice(0, 50),
		handedOn: new Set(rows.flatMap(({ id, resultId }) => (resultId ? [id] : []))),
	};
}

export type ChangeRow = {
	revision: number;
	act: CauseAct;
	causeId: string;
	text: string;
	reason: string;
	standing: Cause['standing'];
	madeAt: Date;
	/** Who changed it; only those who work on the tree are told. */
	by: string | null;
};

/** Everything that happened to a tree, newest first, for those who work on it. */
export async function historyOf(tx: Tx, actor: Actor, id: string): Promise<ChangeRow[]> {
	await workOrRefuse(tx, actor, id);
	const { revision, act, causeId, text, reason, standing, madeAt } = causeChanges;
	return tx
		.select({ revision, act, causeId, text, reason, standing, madeAt, by: people.name })
		.from(causeChanges)
		.leftJoin(
			people,
			and(eq(people.operatorId, causeChanges.operatorId), eq(people.id, causeChanges.madeBy)),
		)
		.where(and(eq(causeChanges.operatorId, actor.operatorId), eq(causeChanges.treeId, id)))
		.orderBy(desc(revision))
		.limit(1_000);
}

export type PublishedTree = { id: string; question: string; twigs: Twig[] };

/** What is published about an issue, whole, in one statement. */
export async function publishedTreesOf(
	tx: Tx,
	actor: Actor,
	issueId: string,
): Promise<PublishedTree[]> {
	const rows = await tx
		.select({
			id: causeTrees.id,
			question: causeTrees.question,
			revision: causeTrees.publishedRevision,
			changes: sql<Change[]>`(${changesUpTo(sql`cause_trees.published_revision`)})`,
		})
		.from(causeTrees)
		.where(
			and(
				visibleTo(actor),
				eq(causeTrees.issueId, issueId),
				isNotNull(causeTrees.publishedRevision),
			),
		)
		.orderBy(asc(causeTrees.publishedAt), asc(causeTrees.id))
		.limit(10);
	return rows.map(wholeTree);
}

function wholeTree({
	changes,
	revision,
	...tree
}: Pick<PublishedTree, 'id' | 'question'> & {
	changes: Change[];
	revision: number | null;
}): PublishedTree {
	return { ...tree, twigs: treeOf(causesAt(changes, revision ?? 0)) };
}

/**
 * The trees of some sessions and issues, whole, in one statement: the newest of those that this actor works on where `works`,
 * else what is published.
 */
export async function treesAbout(
	tx: Tx,
	actor: Actor,
	about: { sessionIds: readonly string[]; issueIds: readonly string[] },
	works: boolean,
): Promise<PublishedTree[]> {
	const ends = [
		...(about.sessionIds.length > 0 ? [inArray(causeTrees.sessionId, [...about.sessionIds])] : []),
		...(about.issueIds.length > 0 ? [inArray(causeTrees.issueId, [...about.issueIds])] : []),
	];
	if (ends.length === 0) return [];
	const revision = works
		? sql<
				number | null
			>`case when ${workedOnBy(actor)} then cause_trees.revision else cause_trees.published_revision end`
		: sql<number | null>`cause_trees.published_revision`;
	const rows = await tx
		.select({
			id: causeTrees.id,
			question: causeTrees.question,
			revision,
			changes: sql<Change[]>`(${changesUpTo(revision)})`,
		})
		.from(causeTrees)
		.where(and(visibleTo(actor), or(...ends), sql`${revision} is not null`))
		.orderBy(asc(causeTrees.madeAt), asc(causeTrees.id))
		.limit(20);
	return rows.map(wholeTree);
}

// names of tables are spelt out: in a select from one table drizzle leaves them away
const changesUpTo = (
	revision: SQL,
): SQL => sql`select coalesce(json_agg(json_build_object('causeId', c.cause_id, 'act', c.act,
	'parentId', c.parent_id, 'place', c.place, 'text', c.text, 'reason', c.reason, 'standing', c.standing,
	'revision', c.revision) order by c.revision), '[]')
	from cause_changes c where c.operator_id = cause_trees.operator_id and c.tree_id = cause_trees.id
	and c.revision <= ${revision}`;

export type TreeRow = {
	id: string;
	question: string;
	issueId: string | null;
	issueTitle: string | null;
	sessionTitle: string | null;
	changedAt: Date;
	/** Nobody but those who work on it reads it; or what everybody reads is older. */
	state: TreeState;
};

/** The trees that this actor works on, newest first; of one issue or one session where asked. */
export async function listTrees(
	tx: Tx,
	actor: Actor,
	about: { issueId?: string; sessionId?: string } = {},
): Promise<TreeRow[]> {
	const rows = await tx
		.select({
			id: causeTrees.id,
			question: causeTrees.question,
			issueId: causeTrees.issueId,
			issueTitle: issues.title,
			sessionTitle: sessions.title,
			changedAt: causeTrees.changedAt,
			revision: causeTrees.revision,
			publishedRevision: causeTrees.publishedRevision,
		})
		.from(causeTrees)
		.leftJoin(
			issues,
			and(eq(issues.operatorId, causeTrees.operatorId), eq(issues.id, causeTrees.issueId)),
		)
		.leftJoin(
			sessions,
			and(eq(sessions.operatorId, causeTrees.operatorId), eq(sessions.id, causeTrees.sessionId)),
		)
		.where(
			and(
				workedOnBy(actor),
				about.issueId ? eq(causeTrees.issueId, about.issueId) : undefined,
				about.sessionId ? eq(causeTrees.sessionId, about.sessionId) : undefined,
			),
		)
		.orderBy(desc(causeTrees.changedAt), asc(causeTrees.id))
		.limit(200);
	return rows.map(({ revision, publishedRevision, ...row }) => ({
		...row,
		state: treeState(revision, publishedRevision),
	}));
}

/** What stands on the thread. */
export async function causeCards(
	tx: Tx,
	actor: Actor,
	ids: readonly string[],
): Promise<TraceCard[]> {
	if (ids.length === 0) return [];
	const rows = await tx
		.select({
			id: causeTrees.id,
			title: causeTrees.question,
			published: causeTrees.publishedRevision,
			at: causeTrees.madeAt,
		})
		.from(causeTrees)
		.where(and(visibleTo(actor), inArray(causeTrees.id, [...new Set(ids)])))
		.orderBy(asc(causeTrees.madeAt), asc(causeTrees.id));
	return rows.map(({ published, ...row }) => ({
		...{ kind: 'cause' as const, ...row },
		state: say(published === null ? 'causes_card_draft' : 'causes_card_published'),
		path: `/causes/${row.id}`,
	}));
}
