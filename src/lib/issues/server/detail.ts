import { eq, sql, type SQL } from 'drizzle-orm';
import { isStaff, personOf, type Actor } from '../../kernel/actor.ts';
import type { ListRequest, ListResult } from '../../kernel/listing.ts';
import type { MaskedCount } from '../../kernel/masked-count.ts';
import { Refusal } from '../../kernel/refusal.ts';
import { areas } from '../../districts/server/tables.ts';
import { organisations } from '../../organisations/server/tables.ts';
import { people } from '../../people/server/tables.ts';
import type { Tx } from '../../server/db.ts';
import { isProposer, type IssueAct, type IssueState, type IssueTheme } from '../rules.ts';
import { commentList, commentRows, commentTotal, type CommentView } from './comments.ts';
import { inside } from './inside.ts';
import {
	issueAreas,
	issueAttempts,
	issueCitations,
	issueMoves,
	issues,
	issueVersions,
	issueWorkers,
} from './tables.ts';
import { visibleTo, type Issue } from './visible.ts';
import { concernCount, countFor, maskedBelow } from './voices.ts';

export type Attempt = {
	id: string;
	organisationId: string | null;
	who: string;
	what: string;
	triedWhen: string;
	result: string;
};
export type Worker = {
	id: string;
	organisationId: string;
	name: string;
	what: string;
	confirmedAs: 'organisation' | 'office' | null;
};
export type Citation = { id: string; name: string; dated: string; url: string; clause: string };
export type Move = {
	act: IssueAct;
	from: IssueState;
	to: IssueState;
	reason: string;
	decision: string;
	at: Date;
	/** Who moved it; only staff are told. */
	by: string | null;
};

export type IssuePage = {
	id: string;
	state: IssueState;
	version: number;
	title: string;
	titleKana: string;
	description: string;
	wall: string;
	theme: IssueTheme;
	betweenSystems: boolean;
	areas: { id: string; name: string }[];
	voices: MaskedCount;
	madeAt: Date;
	changedAt: Date;
	sharedAt: Date | null;
	attempts: Attempt[];
	workers: Worker[];
	citations: Citation[];
	moves: Move[];
	/** Only for the staff and for whoever proposed it. */
	proposal: {
		isMine: boolean;
		forOrganisation: string | null;
		answer: string;
		answeredAt: Date | null;
	} | null;
	/** Whether the actor wrote the text that stands here; only told to staff. */
	isOwnText: boolean;
	/** A newer text that waits for a second pair of eyes; only told to staff. */
	waiting: number | null;
};

/** JSON has no instants: they come as text. */
type Written<Row, Instant extends keyof Row> = Omit<Row, Instant> & Record<Instant, string>;

/** One issue with everything that stands beside its text, in one statement. */
export async function issuePage(tx: Tx, actor: Actor, id: string): Promise<IssuePage> {
	const { issue } = await issueWithComments(tx, actor, id, noComments);
	return issue;
}

const noComments: ListRequest = {
	q: '',
	page: 1,
	size: 0,
	sort: 'posted',
	descending: true,
	filters: {},
};

/** The same with one page of its comments, still in one statement. */
export async function issueWithComments(
	tx: Tx,
	actor: Actor,
	id: string,
	request: ListRequest,
): Promise<{ issue: IssuePage; comments: ListResult<CommentView> }> {
	const staff = isStaff(actor);
	const [found] = await tx
		.select({
			issue: issues,
			n: concernCount,
			below: maskedBelow,
			areas: areaPairs,
			attempts: attemptRows,
			workers: workerRows(actor),
			citations: citationRows,
			moves: moveRows(staff),
			comments: commentRows(actor, request),
			commentTotal: commentTotal(actor),
			proposedForName: inside<string | null>(
				sql`(select ${organisations.name} from ${organisations} where ${organisations.operatorId} = ${issues.operatorId} and ${organisations.id} = ${issues.proposedFor})`,
			),
			waiting: inside<number | null>(
				sql`(select ${issueVersions.number} from ${issueVersions} where ${ofIssue(issueVersions)} and ${issueVersions.state} = 'waiting')`,
			),
		})
		.from(issues)
		.where(sql`${visibleTo(actor)} and ${eq(issues.id, id)}`);
	if (!found) throw new Refusal('not-found', 'refusal_not_found');
	return {
		issue: pageOf(actor, found),
		comments: commentList(actor, found.comments, found.commentTotal, request),
	};
}

type Found = {
	issue: Issue;
	n: number;
	below: number;
	areas: IssuePage['areas'];
	attempts: Attempt[];
	workers: Worker[];
	citations: Citation[];
	moves: Written<Move, 'at'>[];
	proposedForName: string | null;
	waiting: number | null;
};

function pageOf(
	actor: Actor,
	{ issue, n, below, moves, proposedForName, waiting, ...found }: Found,
): IssuePage {
	const staff = isStaff(actor);
	const { id, state, version, title, titleKana, description, wall, theme, betweenSystems } = issue;
	return {
		...{ id, state, version, title, titleKana, description, wall, theme, betweenSystems },
		...{ madeAt: issue.madeAt, changedAt: issue.changedAt, sharedAt: issue.sharedAt },
		...{
			areas: found.areas,
			attempts: found.attempts,
			workers: found.workers,
			citations: found.citations,
		},
		voices: countFor(actor, n, below),
		moves: moves.map((move) => ({ ...move, at: new Date(move.at) })),
		proposal: proposalFor(actor, issue, proposedForName),
		isOwnText: staff && issue.textAuthor === personOf(actor),
		waiting: staff ? waiting : null,
	};
}

function proposalFor(
	actor: Actor,
	issue: Issue,
	forOrganisation: string | null,
): IssuePage['proposal'] {
	const isMine = isProposer(actor, issue);
	if (issue.proposedBy === null || !(isMine || isStaff(actor))) return null;
	return { isMine, forOrganisation, answer: issue.answer, answeredAt: issue.answeredAt };
}

type OfIssue = { operatorId: SQL | unknown; issueId: SQL | unknown };

function ofIssue(part: OfIssue): SQL {
	return sql`${part.operatorId} = ${issues.operatorId} and ${part.issueId} = ${issues.id}`;
}

const areaPairs = inside<{ id: string; name: string }[]>(sql`(select
	coalesce(json_agg(json_build_object('id', ${areas.id}, 'name', ${areas.name}) order by ${areas.sortKey}), '[]')
	from ${issueAreas} join ${areas} on ${areas.operatorId} = ${issueAreas.operatorId} and ${areas.id} = ${issueAreas.areaId}
	where ${ofIssue(issueAreas)})`);

const attemptRows = inside<Attempt[]>(sql`(select coalesce(json_agg(json_build_object(
		'id', ${issueAttempts.id}, 'organisationId', ${issueAttempts.organisationId},
		'who', coalesce(${organisations.name}, ${issueAttempts.who}), 'what', ${issueAttempts.what},
		'triedWhen', ${issueAttempts.triedWhen}, 'result', ${issueAttempts.result}
	) order by ${issueAttempts.addedAt}, ${issueAttempts.id}), '[]')
	from ${issueAttempts} left join ${organisations}
		on ${organisations.operatorId} = ${issueAttempts.operatorId} and ${organisations.id} = ${issueAttempts.organisationId}
	where ${ofIssue(issueAttempts)} and ${issueAttempts.removedAt} is null)`);

/** 五十音順; a name that nobody has confirmed is seen by the staff and by that organisation only. */
function workerRows(actor: Actor): SQL<Worker[]> {
	const own = actor.kind === 'person' ? actor.represents : [];
	return inside<Worker[]>(sql`(select coalesce(json_agg(json_build_object(
			'id', ${issueWorkers.id}, 'organisationId', ${issueWorkers.organisationId}, 'name', ${organisations.name},
			'what', ${issueWorkers.what}, 'confirmedAs', ${issueWorkers.confirmedAs}
		) order by ${organisations.sortKey}, ${organisations.id}), '[]')
		from ${issueWorkers} join ${organisations}
			on ${organisations.operatorId} = ${issueWorkers.operatorId} and ${organisations.id} = ${issueWorkers.organisationId}
		where ${ofIssue(issueWorkers)} and ${issueWorkers.endedAt} is null
		and (${issueWorkers.confirmedAt} is not null or ${isStaff(actor)}::boolean or ${issueWorkers.organisationId} = any(${sql.param([...own])}::uuid[])))`);
}

const citationRows = inside<Citation[]>(sql`(select coalesce(json_agg(json_build_object(
		'id', ${issueCitations.id}, 'name', ${issueCitations.name}, 'dated', ${issueCitations.dated},
		'url', ${issueCitations.url}, 'clause', ${issueCitations.clause}
	) order by ${issueCitations.addedAt}, ${issueCitations.id}), '[]')
	from ${issueCitations} where ${ofIssue(issueCitations)} and ${issueCitations.removedAt} is null)`);

function moveRows(staff: boolean): SQL<Written<Move, 'at'>[]> {
	return inside<Written<Move, 'at'>[]>(sql`(select coalesce(json_agg(json_build_object(
			'act', ${issueMoves.act}, 'from', ${issueMoves.fromState}, 'to', ${issueMoves.toState},
			'reason', ${issueMoves.reason}, 'decision', ${issueMoves.decision}, 'at', ${issueMoves.movedAt},
			'by', case when ${staff}::boolean then ${people.name} end
		) order by ${issueMoves.movedAt}, ${issueMoves.id}), '[]')
		from ${issueMoves} left join ${people}
			on ${people.operatorId} = ${issueMoves.operatorId} and ${people.id} = ${issueMoves.movedBy}
		where ${ofIssue(issueMoves)})`);
}
