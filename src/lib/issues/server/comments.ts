import { and, count, eq, inArray, or, sql, type SQL } from 'drizzle-orm';
import { isStaff, type Actor } from '../../kernel/actor.ts';
import { offsetOf, type ListRequest, type ListResult } from '../../kernel/listing.ts';
import { Refusal } from '../../kernel/refusal.ts';
import { organisations } from '../../organisations/server/tables.ts';
import type { Tx } from '../../server/db.ts';
import {
	isOwnComment,
	mayReadComment,
	type CommentState,
	type CommentVoice,
} from '../comment-rules.ts';
import { inside } from './inside.ts';
import { issueCommentReports, issueComments, issues } from './tables.ts';
import { visibleTo } from './visible.ts';

export type Comment = typeof issueComments.$inferSelect;

export type CommentView = {
	id: string;
	state: CommentState;
	voice: CommentVoice;
	/** What the author chose to be called, or the organisation; never the legal name. */
	shownName: string;
	/** null where this actor may not read it. */
	body: string | null;
	postedAt: Date;
	editedAt: Date | null;
	hiddenReason: string;
	isOwn: boolean;
	/** Open reports; only told to staff. */
	reports: number;
};

/** What is written stands for everybody; what waits is seen by its author and the staff only. */
export function commentsVisibleTo(actor: Actor): SQL {
	const here = sql`${issueComments.operatorId} = ${actor.operatorId}`;
	if (isStaff(actor)) return here;
	const seen: SQL[] = [inArray(issueComments.state, ['shown', 'hidden'])];
	if (actor.kind === 'person') seen.push(eq(issueComments.personId, actor.personId));
	return sql`(${here} and ${or(...seen)})`;
}

export const openReports = inside<number>(sql`(select count(*)::int from ${issueCommentReports}
	where ${issueCommentReports.operatorId} = ${issueComments.operatorId}
	and ${issueCommentReports.commentId} = ${issueComments.id} and ${issueCommentReports.handledAt} is null)`);

type Told = { comment: Omit<Comment, 'searchText'>; organisation: string | null; reports: number };
/** JSON has no instants: they come as text. */
type Written = Omit<Comment, 'operatorId' | 'postedAt' | 'editedAt' | 'searchText'> & {
	postedAt: string;
	editedAt: string | null;
	organisation: string | null;
	reports: number;
};

const seenOfIssue = (actor: Actor) =>
	sql`${issueComments.operatorId} = ${issues.operatorId} and ${issueComments.issueId} = ${issues.id} and ${commentsVisibleTo(actor)}`;

/** One page of what was said to the issue of the row, newest first; for use inside a statement on `issues`. */
export function commentRows(actor: Actor, request: ListRequest): SQL<Written[]> {
	return inside<
		Written[]
	>(sql`(select coalesce(json_agg(listed.comment order by listed.posted desc, listed.id desc), '[]') from (
		select ${issueComments.postedAt} as posted, ${issueComments.id} as id, json_build_object(
			'id', ${issueComments.id}, 'issueId', ${issueComments.issueId}, 'personId', ${issueComments.personId},
			'voice', ${issueComments.voice}, 'organisationId', ${issueComments.organisationId}, 'alias', ${issueComments.alias},
			'body', ${issueComments.body}, 'state', ${issueComments.state}, 'postedAt', ${issueComments.postedAt},
			'editedAt', ${issueComments.editedAt}, 'hiddenReason', ${issueComments.hiddenReason},
			'organisation', ${organisations.name}, 'reports', ${openReports}
		) as comment
		from ${issueComments} left join ${organisations}
			on ${organisations.operatorId} = ${issueComments.operatorId} and ${organisations.id} = ${issueComments.organisationId}
		where ${seenOfIssue(actor)}
		order by ${issueComments.postedAt} desc, ${issueComments.id} desc
		limit ${request.size} offset ${offsetOf(request)}) as listed)`);
}

export function commentTotal(actor: Actor): SQL<number> {
	return inside<number>(
		sql`(select count(*)::int from ${issueComments} where ${seenOfIssue(actor)})`,
	);
}

/** What `commentRows` found, as this actor may read it. */
export function commentList(
	actor: Actor,
	rows: readonly Written[],
	total: number,
	request: ListRequest,
): ListResult<CommentView> {
	const told = rows.map(({ organisation, reports, ...row }): Told => ({
		comment: {
			...row,
			operatorId: actor.operatorId,
			postedAt: new Date(row.postedAt),
			editedAt: row.editedAt ? new Date(row.editedAt) : null,
		},
		organisation,
		reports,
	}));
	return { rows: told.map((one) => commentView(actor, one)), total, request };
}

function commentView(actor: Actor, { comment, organisation, reports }: Told): CommentView {
	return {
		id: comment.id,
		state: comment.state,
		voice: comment.voice,
		shownName: organisation ?? comment.alias,
		body: mayReadComment(actor, comment) ? comment.body : null,
		postedAt: comment.postedAt,
		editedAt: comment.editedAt,
		hiddenReason: comment.hiddenReason,
		isOwn: isOwnComment(actor, comment),
		reports: isStaff(actor) ? reports : 0,
	};
}

export type CommentPage = CommentView & { issueId: string; issueTitle: string };

/** One comment with the issue it belongs to. */
export async function commentPage(tx: Tx, actor: Actor, id: string): Promise<CommentPage> {
	const [found] = await tx
		.select({
			comment: issueComments,
			organisation: organisations.name,
			issueTitle: issues.title,
			reports: openReports,
		})
		.from(issueComments)
		.innerJoin(
			issues,
			and(eq(issues.operatorId, issueComments.operatorId), eq(issues.id, issueComments.issueId)),
		)
		.leftJoin(
			organisations,
			and(
				eq(organisations.operatorId, issueComments.operatorId),
				eq(organisations.id, issueComments.organisationId),
			),
		)
		.where(and(visibleTo(actor), commentsVisibleTo(actor), eq(issueComments.id, id)));
	if (!found) throw new Refusal('not-found', 'refusal_not_found');
	return {
		...commentView(actor, found),
		issueId: found.comment.issueId,
		issueTitle: found.issueTitle,
	};
}

/** The row itself, for commands. */
export async function commentOrRefuse(tx: Tx, actor: Actor, id: string): Promise<Comment> {
	const [found] = await tx
		.select({ comment: issueComments })
		.from(issueComments)
		.innerJoin(
			issues,
			and(eq(issues.operatorId, issueComments.operatorId), eq(issues.id, issueComments.issueId)),
		)
		.where(and(visibleTo(actor), commentsVisibleTo(actor), eq(issueComments.id, id)));
	if (!found) throw new Refusal('not-found', 'refusal_not_found');
	return found.comment;
}

/** How many comments wait for the staff: held back, or reported. */
export async function moderationWaiting(tx: Tx, actor: Actor): Promise<number> {
	if (!isStaff(actor)) return 0;
	const [found] = await tx
		.select({ n: count() })
		.from(issueComments)
		.where(and(eq(issueComments.operatorId, actor.operatorId), waitsForStaff));
	return found?.n ?? 0;
}

/** Held back because of marks, or reported while it stands. */
export const waitsForStaff = or(
	eq(issueComments.state, 'waiting'),
	and(eq(issueComments.state, 'shown'), sql`${openReports} > 0`),
);
