import { boolean, integer, jsonb, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import type { VagueDate } from '../../kernel/dates.ts';
import { id, instant, operatorId, words } from '../../server/columns.ts';
import type {
	ActionState,
	Archive,
	Destination,
	Ending,
	MembershipState,
	NoticeKind,
	PlatformState,
	Stage,
} from '../rules.ts';
import type { QuestionKind, QuestionState } from '../question-rules.ts';

export const platforms = pgTable(
	'platforms',
	{
		operatorId: operatorId(),
		id: id(),
		name: text('name').notNull(),
		nameKana: words('name_kana'),
		sortKey: text('sort_key').notNull(),
		purpose: text('purpose').notNull(),
		successCondition: text('success_condition').notNull(),
		period: words('period'),
		neededRoles: text('needed_roles').array().notNull().default([]),
		howToJoin: words('how_to_join'),
		themes: text('themes').array().notNull().default([]),
		state: text('state').$type<PlatformState>().notNull(),
		stage: text('stage').$type<Stage>().notNull().default('know'),
		convenorId: uuid('convenor_id'),
		calledBy: uuid('called_by').notNull(),
		calledAt: instant('called_at').notNull(),
		openedAt: instant('opened_at'),
		activatedAt: instant('activated_at'),
		endedAt: instant('ended_at'),
		ending: text('ending').$type<Ending>(),
		dissolvedAt: instant('dissolved_at'),
		stopReason: words('stop_reason'),
		reached: words('reached'),
		thanks: words('thanks'),
		successorOf: uuid('successor_of'),
		/** What came out of a session and stands in the words of the call. */
		resultId: uuid('result_id'),
		mergedInto: uuid('merged_into'),
		archive: jsonb('archive').$type<Archive>(),
		searchText: text('search_text').notNull(),
		changedAt: instant('changed_at').notNull(),
	},
	(table) => [primaryKey({ columns: [table.operatorId, table.id] })],
);

export const platformAreas = pgTable(
	'platform_areas',
	{
		operatorId: operatorId(),
		platformId: uuid('platform_id').notNull(),
		areaId: uuid('area_id').notNull(),
	},
	(table) => [primaryKey({ columns: [table.operatorId, table.platformId, table.areaId] })],
);

export const platformMoves = pgTable(
	'platform_moves',
	{
		operatorId: operatorId(),
		id: id(),
		platformId: uuid('platform_id').notNull(),
		fromState: text('from_state').$type<PlatformState>(),
		toState: text('to_state').$type<PlatformState>().notNull(),
		movedBy: uuid('moved_by'),
		movedAt: instant('moved_at').notNull(),
	},
	(table) => [primaryKey({ columns: [table.operatorId, table.id] })],
);

export const platformMembers = pgTable(
	'platform_members',
	{
		operatorId: operatorId(),
		id: id(),
		platformId: uuid('platform_id').notNull(),
		organisationId: uuid('organisation_id'),
		personId: uuid('person_id'),
		displayName: words('display_name'),
		state: text('state').$type<MembershipState>().notNull(),
		roles: text('roles').array().notNull().default([]),
		sharesOnly: boolean('shares_only').notNull().default(false),
		contact: words('contact'),
		invitedBy: uuid('invited_by'),
		invitedAt: instant('invited_at'),
		acceptedBy: uuid('accepted_by'),
		acceptedAt: instant('accepted_at'),
		admittedBy: uuid('admitted_by'),
		admittedAt: instant('admitted_at'),
		joinedAt: instant('joined_at'),
		closedBy: uuid('closed_by'),
		closedAt: instant('closed_at'),
	},
	(table) => [primaryKey({ columns: [table.operatorId, table.id] })],
);

export const platformActions = pgTable(
	'platform_actions',
	{
		operatorId: operatorId(),
		id: id(),
		platformId: uuid('platform_id').notNull(),
		what: text('what').notNull(),
		memberId: uuid('member_id'),
		due: jsonb('due').$type<VagueDate>(),
		dueSort: text('due_sort').notNull().default('~'),
		state: text('state').$type<ActionState>().notNull(),
		remark: words('remark'),
		madeBy: uuid('made_by').notNull(),
		madeAt: instant('made_at').notNull(),
		changedBy: uuid('changed_by').notNull(),
		changedAt: instant('changed_at').notNull(),
	},
	(table) => [primaryKey({ columns: [table.operatorId, table.id] })],
);

export const platformEntries = pgTable(
	'platform_entries',
	{
		operatorId: operatorId(),
		id: id(),
		platformId: uuid('platform_id').notNull(),
		memberId: uuid('member_id').notNull(),
		progress: text('progress').notNull(),
		tried: words('tried'),
		learned: words('learned'),
		nextStep: words('next_step'),
		stage: text('stage').$type<Stage>().notNull(),
		writtenBy: uuid('written_by').notNull(),
		writtenAt: instant('written_at').notNull(),
		hiddenBy: uuid('hidden_by'),
		hiddenAt: instant('hidden_at'),
		hiddenReason: words('hidden_reason'),
	},
	(table) => [primaryKey({ columns: [table.operatorId, table.id] })],
);

export const platformQuestions = pgTable(
	'platform_questions',
	{
		operatorId: operatorId(),
		id: id(),
		platformId: uuid('platform_id').notNull(),
		kind: text('kind').$type<QuestionKind>().notNull(),
		words: text('words').notNull(),
		mergeInto: uuid('merge_into'),
		state: text('state').$type<QuestionState>().notNull(),
		memberId: uuid('member_id').notNull(),
		askedBy: uuid('asked_by').notNull(),
		askedAt: instant('asked_at').notNull(),
		closedAt: instant('closed_at'),
	},
	(table) => [primaryKey({ columns: [table.operatorId, table.id] })],
);

export const platformAnswers = pgTable(
	'platform_answers',
	{
		operatorId: operatorId(),
		questionId: uuid('question_id').notNull(),
		memberId: uuid('member_id').notNull(),
		agrees: boolean('agrees').notNull(),
		words: words('words'),
		answeredBy: uuid('answered_by').notNull(),
		answeredAt: instant('answered_at').notNull(),
	},
	(table) => [primaryKey({ columns: [table.operatorId, table.questionId, table.memberId] })],
);

export const platformBenefits = pgTable(
	'platform_benefits',
	{
		operatorId: operatorId(),
		memberId: uuid('member_id').notNull(),
		words: text('words').notNull(),
		saidBy: uuid('said_by').notNull(),
		saidAt: instant('said_at').notNull(),
	},
	(table) => [primaryKey({ columns: [table.operatorId, table.memberId] })],
);

export const platformRemains = pgTable(
	'platform_remains',
	{
		operatorId: operatorId(),
		id: id(),
		platformId: uuid('platform_id').notNull(),
		position: integer('position').notNull(),
		words: text('words').notNull(),
		destination: text('destination').$type<Destination>().notNull(),
	},
	(table) => [primaryKey({ columns: [table.operatorId, table.id] })],
);

export const platformFirstLinks = pgTable(
	'platform_first_links',
	{
		operatorId: operatorId(),
		organisationA: uuid('organisation_a').notNull(),
		organisationB: uuid('organisation_b').notNull(),
		platformId: uuid('platform_id').notNull(),
		linkedAt: instant('linked_at').notNull(),
	},
	(table) => [
		primaryKey({ columns: [table.operatorId, table.organisationA, table.organisationB] }),
	],
);

export const platformNotices = pgTable(
	'platform_notices',
	{
		operatorId: operatorId(),
		id: id(),
		platformId: uuid('platform_id').notNull(),
		personId: uuid('person_id').notNull(),
		kind: text('kind').$type<NoticeKind>().notNull(),
		toldAt: instant('told_at').notNull(),
	},
	(table) => [primaryKey({ columns: [table.operatorId, table.id] })],
);
