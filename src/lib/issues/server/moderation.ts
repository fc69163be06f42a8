import { and, asc, count, desc, eq, sql } from 'drizzle-orm';
import { isStaff, personOf, type Actor } from '../../kernel/actor.ts';
import { offsetOf, type ListRequest, type ListResult } from '../../kernel/listing.ts';
import { Refusal } from '../../kernel/refusal.ts';
import { organisations } from '../../organisations/server/tables.ts';
import { people } from '../../people/server/tables.ts';
import type { Tx } from '../../server/db.ts';
import type { CommentState, CommentVoice, ReportKind } from '../comment-rules.ts';
import { openReports, waitsForStaff } from './comments.ts';
import { inside } from './inside.ts';
import {
	issueCommentActs,
	issueCommentReports,
	issueComments,
	issueCommentVersions,
	issues,
	type LoggedAct,
} from './tables.ts';

export type ModerationRow = {
	id: string;
	issueId: string;
	issueTitle: string;
	state: CommentState;
	body: string;
	/** Since when somebody waits for an answer: the posting, or the first open report. */
	since: Date;
	reports: number;
	isOwn: boolean;
};

const firstReport = inside<
	string | null
>(sql`(select min(${issueCommentReports.reportedAt}) from ${issueCommentReports}
	where ${issueCommentReports.operatorId} = ${issueComments.operatorId}
	and ${issueCommentReports.commentId} = ${issueComments.id} and ${issueCommentReports.handledAt} is null)`);
const since = sql`coalesce(${firstReport}, ${issueComments.postedAt})`;

/** Comments that wait for the staff, the longest waiting first; `show=hidden` lists what was hidden. */
export async function moderationQueue(
	tx: Tx,
	actor: Actor,
	request: ListRequest,
): Promise<ListResult<ModerationRow>> {
	if (!isStaff(actor)) return { rows: [], total: 0, request };
	const shows =
		request.filters.show === 'hidden' ? eq(issueComments.state, 'hidden') : waitsForStaff;
	const wanted = and(eq(issueComments.operatorId, actor.operatorId), shows);
	const [counted] = await tx.select({ total: count() }).from(issueComments).where(wanted);
	const rows = await tx
		.select({
			comment: issueComments,
			issueTitle: issues.title,
			since: firstReport,
			reports: openReports,
		})
		.from(issueComments)
		.innerJoin(
			issues,
			and(eq(issues.operatorId, issueComments.operatorId), eq(issues.id, issueComments.issueId)),
		)
		.where(wanted)
		.orderBy(request.descending ? desc(since) : asc(since), asc(issueComments.id))
		.limit(request.size)
		.offset(offsetOf(request));
	return {
		rows: rows.map(({ comment, issueTitle, since: reported, reports }) => ({
			id: comment.id,
			issueId: comment.issueId,
			issueTitle,
			state: comment.state,
			body: comment.body,
			since: reported ? new Date(reported) : comment.postedAt,
			reports,
			isOwn: comment.personId === personOf(actor),
		})),
		total: counted?.total ?? 0,
		request,
	};
}

export type ModerationPage = {
	id: string;
	issueId: string;
	issueTitle: string;
	state: CommentState;
	voice: CommentVoice;
	alias: string;
	organisation: string | null;
	/** The legal name, for the staff who must be able to reach the author. */
	author: string;
	isOwn: boolean;
	body: string;
	hiddenReason: string;
	postedAt: Date;
	versions: { number: number; body: string; at: Date }[];
	reports: { kind: ReportKind; words: string; at: Date; handled: boolean }[];
	log: { act: LoggedAct; reason: string; at: Date; by: string | null }[];
};

type Texts<Row> = Omit<Row, 'at'> & { at: string };

/** Everything the staff need to decide about one comment, in one statement. */
export async function moderationPage(tx: Tx, actor: Actor, id: string): Promise<ModerationPage> {
	if (!isStaff(actor)) throw new Refusal('not-found', 'refusal_not_found');
	const [found] = await tx
		.select({
			comment: issueComments,
			issueTitle: issues.title,
			author: people.name,
			organisation: organisations.name,
			versions: versionRows,
			reports: reportRows,
			log: logRows,
		})
		.from(issueComments)
		.innerJoin(
			issues,
			and(eq(issues.operatorId, issueComments.operatorId), eq(issues.id, issueComments.issueId)),
		)
		.innerJoin(
			people,
			and(eq(people.operatorId, issueComments.operatorId), eq(people.id, issueComments.personId)),
		)
		.leftJoin(
			organisations,
			and(
				eq(organisations.operatorId, issueComments.operatorId),
				eq(organisations.id, issueComments.organisationId),
			),
		)
		.where(and(eq(issueComments.operatorId, actor.operatorId), eq(issueComments.id, id)));
	if (!found) throw new Refusal('not-found', 'refusal_not_found');
	const { comment, issueTitle, author, organisation } = found;
	return {
		id,
		issueId: comment.issueId,
		issueTitle,
		state: comment.state,
		voice: comment.voice,
		alias: comment.alias,
		organisation,
		author,
		isOwn: comment.personId === personOf(actor),
		body: comment.body,
		hiddenReason: comment.hiddenReason,
		postedAt: comment.postedAt,
		versions: found.versions.map(withInstant),
		reports: found.reports.map(withInstant),
		log: found.log.map(withInstant),
	};
}

function withInstant<Row extends { at: string }>(row: Row): Omit<Row, 'at'> & { at: Date } {
	return { ...row, at: new Date(row.at) };
}

const versionRows = inside<
	Texts<ModerationPage['versions'][number]>[]
>(sql`(select coalesce(json_agg(json_build_object(
		'number', ${issueCommentVersions.number}, 'body', ${issueCommentVersions.body}, 'at', ${issueCommentVersions.writtenAt}
	) order by ${issueCommentVersions.number} desc), '[]') from ${issueCommentVersions}
	where ${issueCommentVersions.operatorId} = ${issueComments.operatorId} and ${issueCommentVersions.commentId} = ${issueComments.id})`);

const reportRows = inside<
	Texts<ModerationPage['reports'][number]>[]
>(sql`(select coalesce(json_agg(json_build_object(
		'kind', ${issueCommentReports.kind}, 'words', ${issueCommentReports.words}, 'at', ${issueCommentReports.reportedAt},
		'handled', ${issueCommentReports.handledAt} is not null
	) order by ${issueCommentReports.reportedAt}), '[]') from ${issueCommentReports}
	where ${issueCommentReports.operatorId} = ${issueComments.operatorId} and ${issueCommentReports.commentId} = ${issueComments.id})`);

const doer = sql`(select ${people.name} from ${people}
	where ${people.operatorId} = ${issueCommentActs.operatorId} and ${people.id} = ${issueCommentActs.doneBy})`;
const logRows = inside<
	Texts<ModerationPage['log'][number]>[]
>(sql`(select coalesce(json_agg(json_build_object(
		'act', ${issueCommentActs.act}, 'reason', ${issueCommentActs.reason}, 'at', ${issueCommentActs.doneAt}, 'by', ${doer}
	) order by ${issueCommentActs.doneAt}, ${issueCommentActs.id}), '[]') from ${issueCommentActs}
	where ${issueCommentActs.operatorId} = ${issueComments.operatorId} and ${issueCommentActs.commentId} = ${issueComments.id})`);
