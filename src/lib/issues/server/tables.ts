import { boolean, integer, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { id, instant, operatorId, words } from '../../server/columns.ts';
import type { CommentState, CommentVoice, ReportKind } from '../comment-rules.ts';
import type { IssueAct, IssueState, IssueTheme } from '../rules.ts';

export const issues = pgTable(
	'issues',
	{
		operatorId: operatorId(),
		id: id(),
		state: text('state').$type<IssueState>().notNull().default('candidate'),
		version: integer('version').notNull(),
		title: text('title').notNull(),
		titleKana: words('title_kana'),
		sortKey: text('sort_key').notNull(),
		description: text('description').notNull(),
		wall: words('wall'),
		textAuthor: uuid('text_author'),
		reviewedBy: uuid('reviewed_by'),
		reviewedAt: instant('reviewed_at'),
		theme: text('theme').$type<IssueTheme>().notNull(),
		betweenSystems: boolean('between_systems').notNull().default(false),
		proposedBy: uuid('proposed_by'),
		proposedFor: uuid('proposed_for'),
		proposerVoice: text('proposer_voice').$type<'resident' | 'organisation'>(),
		answerByMail: boolean('answer_by_mail').notNull().default(false),
		answer: words('answer'),
		answeredBy: uuid('answered_by'),
		answeredAt: instant('answered_at'),
		searchText: text('search_text').notNull(),
		madeBy: uuid('made_by'),
		madeAt: instant('made_at').notNull(),
		changedAt: instant('changed_at').notNull(),
		sharedAt: instant('shared_at'),
	},
	(table) => [primaryKey({ columns: [table.operatorId, table.id] })],
);

export const issueAreas = pgTable(
	'issue_areas',
	{
		operatorId: operatorId(),
		issueId: uuid('issue_id').notNull(),
		areaId: uuid('area_id').notNull(),
	},
	(table) => [primaryKey({ columns: [table.operatorId, table.issueId, table.areaId] })],
);

export const issueVersions = pgTable(
	'issue_versions',
	{
		operatorId: operatorId(),
		issueId: uuid('issue_id').notNull(),
		number: integer('number').notNull(),
		title: text('title').notNull(),
		titleKana: words('title_kana'),
		description: text('description').notNull(),
		wall: words('wall'),
		state: text('state').$type<'shown' | 'waiting' | 'returned'>().notNull(),
		why: words('why'),
		writtenBy: uuid('written_by'),
		writtenAt: instant('written_at').notNull(),
		reviewedBy: uuid('reviewed_by'),
		reviewedAt: instant('reviewed_at'),
	},
	(table) => [primaryKey({ columns: [table.operatorId, table.issueId, table.number] })],
);

export const issueMoves = pgTable(
	'issue_moves',
	{
		operatorId: operatorId(),
		id: id(),
		issueId: uuid('issue_id').notNull(),
		fromState: text('from_state').$type<IssueState>().notNull(),
		toState: text('to_state').$type<IssueState>().notNull(),
		act: text('act').$type<IssueAct>().notNull(),
		reason: words('reason'),
		decision: words('decision'),
		movedBy: uuid('moved_by'),
		movedAt: instant('moved_at').notNull(),
	},
	(table) => [primaryKey({ columns: [table.operatorId, table.id] })],
);

export const issueAttempts = pgTable(
	'issue_attempts',
	{
		operatorId: operatorId(),
		id: id(),
		issueId: uuid('issue_id').notNull(),
		organisationId: uuid('organisation_id'),
		who: words('who'),
		what: text('what').notNull(),
		triedWhen: words('tried_when'),
		result: words('result'),
		addedBy: uuid('added_by'),
		addedAt: instant('added_at').notNull(),
		removedBy: uuid('removed_by'),
		removedAt: instant('removed_at'),
	},
	(table) => [primaryKey({ columns: [table.operatorId, table.id] })],
);

export const issueWorkers = pgTable(
	'issue_workers',
	{
		operatorId: operatorId(),
		id: id(),
		issueId: uuid('issue_id').notNull(),
		organisationId: uuid('organisation_id').notNull(),
		what: text('what').notNull(),
		namedBy: uuid('named_by'),
		namedAt: instant('named_at').notNull(),
		confirmedBy: uuid('confirmed_by'),
		confirmedAt: instant('confirmed_at'),
		confirmedAs: text('confirmed_as').$type<'organisation' | 'office'>(),
		endedBy: uuid('ended_by'),
		endedAt: instant('ended_at'),
	},
	(table) => [primaryKey({ columns: [table.operatorId, table.id] })],
);

export const issueCitations = pgTable(
	'issue_citations',
	{
		operatorId: operatorId(),
		id: id(),
		issueId: uuid('issue_id').notNull(),
		name: text('name').notNull(),
		dated: words('dated'),
		url: words('url'),
		clause: words('clause'),
		addedBy: uuid('added_by'),
		addedAt: instant('added_at').notNull(),
		removedBy: uuid('removed_by'),
		removedAt: instant('removed_at'),
	},
	(table) => [primaryKey({ columns: [table.operatorId, table.id] })],
);

export const issueComments = pgTable(
	'issue_comments',
	{
		operatorId: operatorId(),
		id: id(),
		issueId: uuid('issue_id').notNull(),
		personId: uuid('person_id').notNull(),
		voice: text('voice').$type<CommentVoice>().notNull(),
		organisationId: uuid('organisation_id'),
		alias: words('alias'),
		body: text('body').notNull(),
		searchText: text('search_text').notNull(),
		state: text('state').$type<CommentState>().notNull(),
		postedAt: instant('posted_at').notNull(),
		editedAt: instant('edited_at'),
		hiddenReason: words('hidden_reason'),
	},
	(table) => [primaryKey({ columns: [table.operatorId, table.id] })],
);

export const issueCommentVersions = pgTable(
	'issue_comment_versions',
	{
		operatorId: operatorId(),
		commentId: uuid('comment_id').notNull(),
		number: integer('number').notNull(),
		body: text('body').notNull(),
		writtenAt: instant('written_at').notNull(),
	},
	(table) => [primaryKey({ columns: [table.operatorId, table.commentId, table.number] })],
);

export const issueCommentReports = pgTable(
	'issue_comment_reports',
	{
		operatorId: operatorId(),
		id: id(),
		commentId: uuid('comment_id').notNull(),
		kind: text('kind').$type<ReportKind>().notNull(),
		words: words('words'),
		reportedBy: uuid('reported_by'),
		reportedAt: instant('reported_at').notNull(),
		handledBy: uuid('handled_by'),
		handledAt: instant('handled_at'),
	},
	(table) => [primaryKey({ columns: [table.operatorId, table.id] })],
);

export type LoggedAct = 'wait' | 'show' | 'hide' | 'keep' | 'edit' | 'withdraw';

export const issueCommentActs = pgTable(
	'issue_comment_acts',
	{
		operatorId: operatorId(),
		id: id(),
		commentId: uuid('comment_id').notNull(),
		act: text('act').$type<LoggedAct>().notNull(),
		reason: words('reason'),
		doneBy: uuid('done_by'),
		doneAt: instant('done_at').notNull(),
	},
	(table) => [primaryKey({ columns: [table.operatorId, table.id] })],
);

export const groupingHints = pgTable(
	'grouping_hints',
	{
		operatorId: operatorId(),
		oneId: uuid('one_id').notNull(),
		otherId: uuid('other_id').notNull(),
		kind: text('kind').$type<'together' | 'apart'>().notNull(),
		madeBy: uuid('made_by'),
		madeAt: instant('made_at').notNull(),
	},
	(table) => [primaryKey({ columns: [table.operatorId, table.oneId, table.otherId] })],
);
