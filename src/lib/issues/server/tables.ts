import { boolean, integer, pgTable, primaryKey, text, timestamp, uuid } from 'drizzle-orm/pg-core';
import type { CommentState, CommentVoice, ReportKind } from '../comment-rules.ts';
import type { IssueAct, IssueState, IssueTheme } from '../rules.ts';

const at = (name: string) => timestamp(name, { withTimezone: true });

export const issues = pgTable(
	'issues',
	{
		operatorId: uuid('operator_id').notNull(),
		id: uuid('id').notNull(),
		state: text('state').$type<IssueState>().notNull().default('candidate'),
		version: integer('version').notNull(),
		title: text('title').notNull(),
		titleKana: text('title_kana').notNull().default(''),
		sortKey: text('sort_key').notNull(),
		description: text('description').notNull(),
		wall: text('wall').notNull().default(''),
		textAuthor: uuid('text_author'),
		reviewedBy: uuid('reviewed_by'),
		reviewedAt: at('reviewed_at'),
		theme: text('theme').$type<IssueTheme>().notNull(),
		betweenSystems: boolean('between_systems').notNull().default(false),
		proposedBy: uuid('proposed_by'),
		proposedFor: uuid('proposed_for'),
		proposerVoice: text('proposer_voice').$type<'resident' | 'organisation'>(),
		answerByMail: boolean('answer_by_mail').notNull().default(false),
		answer: text('answer').notNull().default(''),
		answeredBy: uuid('answered_by'),
		answeredAt: at('answered_at'),
		searchText: text('search_text').notNull(),
		madeBy: uuid('made_by'),
		madeAt: at('made_at').notNull(),
		changedAt: at('changed_at').notNull(),
		sharedAt: at('shared_at'),
	},
	(table) => [primaryKey({ columns: [table.operatorId, table.id] })],
);

export const issueAreas = pgTable(
	'issue_areas',
	{
		operatorId: uuid('operator_id').notNull(),
		issueId: uuid('issue_id').notNull(),
		areaId: uuid('area_id').notNull(),
	},
	(table) => [primaryKey({ columns: [table.operatorId, table.issueId, table.areaId] })],
);

export const issueVersions = pgTable(
	'issue_versions',
	{
		operatorId: uuid('operator_id').notNull(),
		issueId: uuid('issue_id').notNull(),
		number: integer('number').notNull(),
		title: text('title').notNull(),
		titleKana: text('title_kana').notNull().default(''),
		description: text('description').notNull(),
		wall: text('wall').notNull().default(''),
		state: text('state').$type<'shown' | 'waiting' | 'returned'>().notNull(),
		why: text('why').notNull().default(''),
		writtenBy: uuid('written_by'),
		writtenAt: at('written_at').notNull(),
		reviewedBy: uuid('reviewed_by'),
		reviewedAt: at('reviewed_at'),
	},
	(table) => [primaryKey({ columns: [table.operatorId, table.issueId, table.number] })],
);

export const issueMoves = pgTable(
	'issue_moves',
	{
		operatorId: uuid('operator_id').notNull(),
		id: uuid('id').notNull(),
		issueId: uuid('issue_id').notNull(),
		fromState: text('from_state').$type<IssueState>().notNull(),
		toState: text('to_state').$type<IssueState>().notNull(),
		act: text('act').$type<IssueAct>().notNull(),
		reason: text('reason').notNull().default(''),
		decision: text('decision').notNull().default(''),
		movedBy: uuid('moved_by'),
		movedAt: at('moved_at').notNull(),
	},
	(table) => [primaryKey({ columns: [table.operatorId, table.id] })],
);

export const issueAttempts = pgTable(
	'issue_attempts',
	{
		operatorId: uuid('operator_id').notNull(),
		id: uuid('id').notNull(),
		issueId: uuid('issue_id').notNull(),
		organisationId: uuid('organisation_id'),
		who: text('who').notNull().default(''),
		what: text('what').notNull(),
		triedWhen: text('tried_when').notNull().default(''),
		result: text('result').notNull().default(''),
		addedBy: uuid('added_by'),
		addedAt: at('added_at').notNull(),
		removedBy: uuid('removed_by'),
		removedAt: at('removed_at'),
	},
	(table) => [primaryKey({ columns: [table.operatorId, table.id] })],
);

export const issueWorkers = pgTable(
	'issue_workers',
	{
		operatorId: uuid('operator_id').notNull(),
		id: uuid('id').notNull(),
		issueId: uuid('issue_id').notNull(),
		organisationId: uuid('organisation_id').notNull(),
		what: text('what').notNull(),
		namedBy: uuid('named_by'),
		namedAt: at('named_at').notNull(),
		confirmedBy: uuid('confirmed_by'),
		confirmedAt: at('confirmed_at'),
		confirmedAs: text('confirmed_as').$type<'organisation' | 'office'>(),
		endedBy: uuid('ended_by'),
		endedAt: at('ended_at'),
	},
	(table) => [primaryKey({ columns: [table.operatorId, table.id] })],
);

export const issueCitations = pgTable(
	'issue_citations',
	{
		operatorId: uuid('operator_id').notNull(),
		id: uuid('id').notNull(),
		issueId: uuid('issue_id').notNull(),
		name: text('name').notNull(),
		dated: text('dated').notNull().default(''),
		url: text('url').notNull().default(''),
		clause: text('clause').notNull().default(''),
		addedBy: uuid('added_by'),
		addedAt: at('added_at').notNull(),
		removedBy: uuid('removed_by'),
		removedAt: at('removed_at'),
	},
	(table) => [primaryKey({ columns: [table.operatorId, table.id] })],
);

export const issueComments = pgTable(
	'issue_comments',
	{
		operatorId: uuid('operator_id').notNull(),
		id: uuid('id').notNull(),
		issueId: uuid('issue_id').notNull(),
		personId: uuid('person_id').notNull(),
		voice: text('voice').$type<CommentVoice>().notNull(),
		organisationId: uuid('organisation_id'),
		alias: text('alias').notNull().default(''),
		body: text('body').notNull(),
		searchText: text('search_text').notNull(),
		state: text('state').$type<CommentState>().notNull(),
		postedAt: at('posted_at').notNull(),
		editedAt: at('edited_at'),
		hiddenReason: text('hidden_reason').notNull().default(''),
	},
	(table) => [primaryKey({ columns: [table.operatorId, table.id] })],
);

export const issueCommentVersions = pgTable(
	'issue_comment_versions',
	{
		operatorId: uuid('operator_id').notNull(),
		commentId: uuid('comment_id').notNull(),
		number: integer('number').notNull(),
		body: text('body').notNull(),
		writtenAt: at('written_at').notNull(),
	},
	(table) => [primaryKey({ columns: [table.operatorId, table.commentId, table.number] })],
);

export const issueCommentReports = pgTable(
	'issue_comment_reports',
	{
		operatorId: uuid('operator_id').notNull(),
		id: uuid('id').notNull(),
		commentId: uuid('comment_id').notNull(),
		kind: text('kind').$type<ReportKind>().notNull(),
		words: text('words').notNull().default(''),
		reportedBy: uuid('reported_by'),
		reportedAt: at('reported_at').notNull(),
		handledBy: uuid('handled_by'),
		handledAt: at('handled_at'),
	},
	(table) => [primaryKey({ columns: [table.operatorId, table.id] })],
);

export type LoggedAct = 'wait' | 'show' | 'hide' | 'keep' | 'edit' | 'withdraw';

export const issueCommentActs = pgTable(
	'issue_comment_acts',
	{
		operatorId: uuid('operator_id').notNull(),
		id: uuid('id').notNull(),
		commentId: uuid('comment_id').notNull(),
		act: text('act').$type<LoggedAct>().notNull(),
		reason: text('reason').notNull().default(''),
		doneBy: uuid('done_by'),
		doneAt: at('done_at').notNull(),
	},
	(table) => [primaryKey({ columns: [table.operatorId, table.id] })],
);

export const groupingHints = pgTable(
	'grouping_hints',
	{
		operatorId: uuid('operator_id').notNull(),
		oneId: uuid('one_id').notNull(),
		otherId: uuid('other_id').notNull(),
		kind: text('kind').$type<'together' | 'apart'>().notNull(),
		madeBy: uuid('made_by'),
		madeAt: at('made_at').notNull(),
	},
	(table) => [primaryKey({ columns: [table.operatorId, table.oneId, table.otherId] })],
);
