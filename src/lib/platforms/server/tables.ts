import {
	boolean,
	integer,
	jsonb,
	pgTable,
	primaryKey,
	text,
	timestamp,
	uuid,
} from 'drizzle-orm/pg-core';
import type { VagueDate } from '../../kernel/dates.ts';
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

const instant = (name: string) => timestamp(name, { withTimezone: true });

export const platforms = pgTable(
	'platforms',
	{
		operatorId: uuid('operator_id').notNull(),
		id: uuid('id').notNull(),
		name: text('name').notNull(),
		nameKana: text('name_kana').notNull().default(''),
		sortKey: text('sort_key').notNull(),
		purpose: text('purpose').notNull(),
		successCondition: text('success_condition').notNull(),
		period: text('period').notNull().default(''),
		neededRoles: text('needed_roles').array().notNull().default([]),
		howToJoin: text('how_to_join').notNull().default(''),
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
		stopReason: text('stop_reason').notNull().default(''),
		reached: text('reached').notNull().default(''),
		thanks: text('thanks').notNull().default(''),
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
		operatorId: uuid('operator_id').notNull(),
		platformId: uuid('platform_id').notNull(),
		areaId: uuid('area_id').notNull(),
	},
	(table) => [primaryKey({ columns: [table.operatorId, table.platformId, table.areaId] })],
);

export const platformMoves = pgTable(
	'platform_moves',
	{
		operatorId: uuid('operator_id').notNull(),
		id: uuid('id').notNull(),
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
		operatorId: uuid('operator_id').notNull(),
		id: uuid('id').notNull(),
		platformId: uuid('platform_id').notNull(),
		organisationId: uuid('organisation_id'),
		personId: uuid('person_id'),
		displayName: text('display_name').notNull().default(''),
		state: text('state').$type<MembershipState>().notNull(),
		roles: text('roles').array().notNull().default([]),
		sharesOnly: boolean('shares_only').notNull().default(false),
		contact: text('contact').notNull().default(''),
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
		operatorId: uuid('operator_id').notNull(),
		id: uuid('id').notNull(),
		platformId: uuid('platform_id').notNull(),
		what: text('what').notNull(),
		memberId: uuid('member_id'),
		due: jsonb('due').$type<VagueDate>(),
		dueSort: text('due_sort').notNull().default('~'),
		state: text('state').$type<ActionState>().notNull(),
		remark: text('remark').notNull().default(''),
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
		operatorId: uuid('operator_id').notNull(),
		id: uuid('id').notNull(),
		platformId: uuid('platform_id').notNull(),
		memberId: uuid('member_id').notNull(),
		progress: text('progress').notNull(),
		tried: text('tried').notNull().default(''),
		learned: text('learned').notNull().default(''),
		nextStep: text('next_step').notNull().default(''),
		stage: text('stage').$type<Stage>().notNull(),
		writtenBy: uuid('written_by').notNull(),
		writtenAt: instant('written_at').notNull(),
		hiddenBy: uuid('hidden_by'),
		hiddenAt: instant('hidden_at'),
		hiddenReason: text('hidden_reason').notNull().default(''),
	},
	(table) => [primaryKey({ columns: [table.operatorId, table.id] })],
);

export const platformQuestions = pgTable(
	'platform_questions',
	{
		operatorId: uuid('operator_id').notNull(),
		id: uuid('id').notNull(),
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
		operatorId: uuid('operator_id').notNull(),
		questionId: uuid('question_id').notNull(),
		memberId: uuid('member_id').notNull(),
		agrees: boolean('agrees').notNull(),
		words: text('words').notNull().default(''),
		answeredBy: uuid('answered_by').notNull(),
		answeredAt: instant('answered_at').notNull(),
	},
	(table) => [primaryKey({ columns: [table.operatorId, table.questionId, table.memberId] })],
);

export const platformBenefits = pgTable(
	'platform_benefits',
	{
		operatorId: uuid('operator_id').notNull(),
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
		operatorId: uuid('operator_id').notNull(),
		id: uuid('id').notNull(),
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
		operatorId: uuid('operator_id').notNull(),
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
		operatorId: uuid('operator_id').notNull(),
		id: uuid('id').notNull(),
		platformId: uuid('platform_id').notNull(),
		personId: uuid('person_id').notNull(),
		kind: text('kind').$type<NoticeKind>().notNull(),
		toldAt: instant('told_at').notNull(),
	},
	(table) => [primaryKey({ columns: [table.operatorId, table.id] })],
);
