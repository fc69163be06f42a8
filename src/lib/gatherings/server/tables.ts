import {
	boolean,
	date,
	integer,
	jsonb,
	pgTable,
	primaryKey,
	smallint,
	text,
	uuid,
} from 'drizzle-orm/pg-core';
import type { VagueDate } from '../../kernel/dates.ts';
import type { ActorGroup } from '../../organisations/rules.ts';
import { id, instant, operatorId, words } from '../../server/columns.ts';
import type { CheckItem, ForumKind, ForumState, ThemeState } from '../forums/rules.ts';
import type { Consent } from '../sessions/photos.ts';
import type {
	AgendaKind,
	Audience,
	Channel,
	Need,
	ResultKind,
	SaidKind,
	SessionKind,
	SessionState,
	SignUpState,
	Way,
} from '../sessions/rules.ts';

export const forums = pgTable(
	'forums',
	{
		operatorId: operatorId(),
		id: id(),
		name: text('name').notNull(),
		nameKana: words('name_kana'),
		sortKey: text('sort_key').notNull(),
		kind: text('kind').$type<ForumKind>().notNull(),
		purpose: words('purpose'),
		basis: words('basis'),
		state: text('state').$type<ForumState>().notNull().default('planned'),
		preparedWithout: words('prepared_without'),
		launchedOn: date('launched_on'),
		monthlyNth: smallint('monthly_nth'),
		monthlyWeekday: smallint('monthly_weekday'),
		monthlyStarts: text('monthly_starts'),
		monthlyEnds: text('monthly_ends'),
		searchText: text('search_text').notNull(),
		madeBy: uuid('made_by'),
		madeAt: instant('made_at').notNull(),
		changedAt: instant('changed_at').notNull(),
	},
	(table) => [primaryKey({ columns: [table.operatorId, table.id] })],
);

export const forumAreas = pgTable(
	'forum_areas',
	{
		operatorId: operatorId(),
		forumId: uuid('forum_id').notNull(),
		areaId: uuid('area_id').notNull(),
	},
	(table) => [primaryKey({ columns: [table.operatorId, table.forumId, table.areaId] })],
);

export const forumThemes = pgTable(
	'forum_themes',
	{
		operatorId: operatorId(),
		id: id(),
		forumId: uuid('forum_id').notNull(),
		position: integer('position').notNull(),
		name: text('name').notNull(),
		state: text('state').$type<ThemeState>().notNull().default('planned'),
		startedOn: date('started_on'),
		endedOn: date('ended_on'),
	},
	(table) => [primaryKey({ columns: [table.operatorId, table.id] })],
);

export const forumTargets = pgTable(
	'forum_targets',
	{
		operatorId: operatorId(),
		id: id(),
		forumId: uuid('forum_id').notNull(),
		description: text('description').notNull(),
		inAreas: boolean('in_areas').notNull().default(true),
		inWelfare: boolean('in_welfare').notNull().default(true),
		interests: text('interests').array().notNull().default([]),
		why: words('why'),
		madeBy: uuid('made_by'),
		madeAt: instant('made_at').notNull(),
	},
	(table) => [primaryKey({ columns: [table.operatorId, table.id] })],
);

export const forumChecks = pgTable(
	'forum_checks',
	{
		operatorId: operatorId(),
		forumId: uuid('forum_id').notNull(),
		item: text('item').$type<CheckItem>().notNull(),
		note: words('note'),
		doneBy: uuid('done_by'),
		doneAt: instant('done_at').notNull(),
	},
	(table) => [primaryKey({ columns: [table.operatorId, table.forumId, table.item] })],
);

export const forumMoves = pgTable(
	'forum_moves',
	{
		operatorId: operatorId(),
		id: id(),
		forumId: uuid('forum_id').notNull(),
		fromState: text('from_state').$type<ForumState>().notNull(),
		toState: text('to_state').$type<ForumState>().notNull(),
		reason: words('reason'),
		movedBy: uuid('moved_by'),
		movedAt: instant('moved_at').notNull(),
	},
	(table) => [primaryKey({ columns: [table.operatorId, table.id] })],
);

export const sessions = pgTable(
	'sessions',
	{
		operatorId: operatorId(),
		id: id(),
		forumId: uuid('forum_id'),
		kind: text('kind').$type<SessionKind>().notNull(),
		courseStep: smallint('course_step'),
		ordinal: integer('ordinal'),
		title: text('title').notNull(),
		theme: words('theme'),
		lead: words('lead'),
		audience: text('audience').$type<Audience>().notNull().default('public'),
		heldWhen: jsonb('held_when').$type<VagueDate>().notNull(),
		whenSort: text('when_sort').notNull(),
		heldOn: date('held_on'),
		startsAt: text('starts_at'),
		endsAt: text('ends_at'),
		placeName: words('place_name'),
		placeAddress: words('place_address'),
		placeAccess: words('place_access'),
		ways: text('ways').array().$type<Way[]>().notNull().default(['hall']),
		waysNote: words('ways_note'),
		capacity: integer('capacity'),
		seatsTaken: integer('seats_taken').notNull().default(0),
		signUpUntil: date('sign_up_until'),
		contact: words('contact'),
		lecturerName: words('lecturer_name'),
		lecturerHonorific: words('lecturer_honorific'),
		lecturerAffiliation: words('lecturer_affiliation'),
		materials: words('materials'),
		questions: words('questions'),
		state: text('state').$type<SessionState>().notNull().default('planned'),
		announcedAt: instant('announced_at'),
		cancelledReason: words('cancelled_reason'),
		headcount: integer('headcount'),
		observers: integer('observers'),
		report: words('report'),
		nextTime: words('next_time'),
		reportWrittenBy: uuid('report_written_by'),
		reportWrittenAt: instant('report_written_at'),
		reportApprovedBy: uuid('report_approved_by'),
		reportApprovedAt: instant('report_approved_at'),
		publishedAt: instant('published_at'),
		proposedBy: uuid('proposed_by'),
		searchText: text('search_text').notNull(),
		madeBy: uuid('made_by'),
		madeAt: instant('made_at').notNull(),
		changedAt: instant('changed_at').notNull(),
	},
	(table) => [primaryKey({ columns: [table.operatorId, table.id] })],
);

export const sessionAreas = pgTable(
	'session_areas',
	{
		operatorId: operatorId(),
		sessionId: uuid('session_id').notNull(),
		areaId: uuid('area_id').notNull(),
	},
	(table) => [primaryKey({ columns: [table.operatorId, table.sessionId, table.areaId] })],
);

export const sessionDates = pgTable(
	'session_dates',
	{
		operatorId: operatorId(),
		id: id(),
		sessionId: uuid('session_id').notNull(),
		previous: jsonb('previous').$type<VagueDate>().notNull(),
		previousStarts: text('previous_starts'),
		next: jsonb('next').$type<VagueDate>().notNull(),
		nextStarts: text('next_starts'),
		kind: text('kind').$type<'fixed' | 'moved' | 'postponed'>().notNull(),
		reason: words('reason'),
		changedBy: uuid('changed_by'),
		changedAt: instant('changed_at').notNull(),
	},
	(table) => [primaryKey({ columns: [table.operatorId, table.id] })],
);

export const sessionMoves = pgTable(
	'session_moves',
	{
		operatorId: operatorId(),
		id: id(),
		sessionId: uuid('session_id').notNull(),
		fromState: text('from_state').$type<SessionState>().notNull(),
		toState: text('to_state').$type<SessionState>().notNull(),
		reason: words('reason'),
		movedBy: uuid('moved_by'),
		movedAt: instant('moved_at').notNull(),
	},
	(table) => [primaryKey({ columns: [table.operatorId, table.id] })],
);

export const pillars = pgTable(
	'pillars',
	{
		operatorId: operatorId(),
		id: id(),
		sessionId: uuid('session_id').notNull(),
		position: integer('position').notNull(),
		question: text('question').notNull(),
		summary: words('summary'),
		fromResultId: uuid('from_result_id'),
	},
	(table) => [primaryKey({ columns: [table.operatorId, table.id] })],
);

export const agendaItems = pgTable(
	'agenda_items',
	{
		operatorId: operatorId(),
		id: id(),
		sessionId: uuid('session_id').notNull(),
		position: integer('position').notNull(),
		kind: text('kind').$type<AgendaKind>().notNull(),
		title: text('title').notNull(),
		minutes: integer('minutes').notNull(),
		presenter: words('presenter'),
	},
	(table) => [primaryKey({ columns: [table.operatorId, table.id] })],
);

export const opinionGroups = pgTable(
	'opinion_groups',
	{
		operatorId: operatorId(),
		id: id(),
		sessionId: uuid('session_id').notNull(),
		pillarId: uuid('pillar_id').notNull(),
		position: integer('position').notNull(),
		name: text('name').notNull(),
	},
	(table) => [primaryKey({ columns: [table.operatorId, table.id] })],
);

export const opinions = pgTable(
	'opinions',
	{
		operatorId: operatorId(),
		id: id(),
		sessionId: uuid('session_id').notNull(),
		pillarId: uuid('pillar_id').notNull(),
		groupId: uuid('group_id'),
		position: integer('position').notNull(),
		text: text('text').notNull(),
		searchText: text('search_text').notNull(),
		actorGroup: text('actor_group').$type<ActorGroup>(),
		source: text('source').$type<'session' | 'before'>().notNull().default('session'),
		state: text('state').$type<'kept' | 'offered' | 'leftOut'>().notNull().default('kept'),
		/** Where it was written, when it comes from a board, or from what an organisation told before. */
		noteId: uuid('note_id'),
		preparationId: uuid('preparation_id'),
		/** The sheet of paper and the printed number beside which it stood, when it was typed in from one. */
		sheetId: uuid('sheet_id'),
		sheetPlace: smallint('sheet_place'),
		typedBy: uuid('typed_by'),
		typedAt: instant('typed_at').notNull(),
	},
	(table) => [primaryKey({ columns: [table.operatorId, table.id] })],
);

export const opinionSheets = pgTable(
	'opinion_sheets',
	{
		operatorId: operatorId(),
		id: id(),
		sessionId: uuid('session_id').notNull(),
		pillarId: uuid('pillar_id').notNull(),
		tableNumber: integer('table_number').notNull(),
		summary: words('summary'),
		typedBy: uuid('typed_by'),
		typedAt: instant('typed_at').notNull(),
	},
	(table) => [primaryKey({ columns: [table.operatorId, table.id] })],
);

export const sessionResults = pgTable(
	'session_results',
	{
		operatorId: operatorId(),
		id: id(),
		sessionId: uuid('session_id').notNull(),
		pillarId: uuid('pillar_id'),
		position: integer('position').notNull(),
		kind: text('kind').$type<ResultKind>().notNull(),
		text: text('text').notNull(),
		searchText: text('search_text').notNull(),
		actorGroup: text('actor_group').$type<ActorGroup>(),
		organisationId: uuid('organisation_id'),
		preparationId: uuid('preparation_id'),
		/** What was said in this session and stands here in the same words. */
		originKind: text('origin_kind').$type<SaidKind>(),
		originId: uuid('origin_id'),
		/** 地域課題 that was made of it. */
		issueId: uuid('issue_id'),
		settledIn: uuid('settled_in'),
		settledAt: instant('settled_at'),
		typedBy: uuid('typed_by'),
		typedAt: instant('typed_at').notNull(),
	},
	(table) => [primaryKey({ columns: [table.operatorId, table.id] })],
);

export const decisions = pgTable(
	'decisions',
	{
		operatorId: operatorId(),
		id: id(),
		sessionId: uuid('session_id').notNull(),
		position: integer('position').notNull(),
		text: text('text').notNull(),
		searchText: text('search_text').notNull(),
		whoDoes: words('who_does'),
		byWhen: words('by_when'),
		isPublic: boolean('is_public').notNull().default(true),
		typedBy: uuid('typed_by'),
		typedAt: instant('typed_at').notNull(),
	},
	(table) => [primaryKey({ columns: [table.operatorId, table.id] })],
);

export const decisionParties = pgTable(
	'decision_parties',
	{
		operatorId: operatorId(),
		id: id(),
		decisionId: uuid('decision_id').notNull(),
		organisationId: uuid('organisation_id'),
		actorGroup: text('actor_group').$type<ActorGroup>(),
	},
	(table) => [primaryKey({ columns: [table.operatorId, table.id] })],
);

export const signups = pgTable(
	'signups',
	{
		operatorId: operatorId(),
		id: id(),
		sessionId: uuid('session_id').notNull(),
		state: text('state').$type<SignUpState>().notNull(),
		name: text('name').notNull(),
		organisationName: words('organisation_name'),
		organisationId: uuid('organisation_id'),
		actorGroup: text('actor_group').$type<ActorGroup>().notNull(),
		telephone: words('telephone'),
		fax: words('fax'),
		email: words('email'),
		people: integer('people').notNull().default(1),
		way: text('way').$type<Way>().notNull().default('hall'),
		needs: text('needs').array().$type<Need[]>().notNull().default([]),
		needsNote: words('needs_note'),
		channel: text('channel').$type<Channel>().notNull(),
		personId: uuid('person_id'),
		enteredBy: uuid('entered_by'),
		secretHash: text('secret_hash').notNull(),
		madeAt: instant('made_at').notNull(),
		movedUpAt: instant('moved_up_at'),
		cancelledAt: instant('cancelled_at'),
	},
	(table) => [primaryKey({ columns: [table.operatorId, table.id] })],
);

export const attendances = pgTable(
	'attendances',
	{
		operatorId: operatorId(),
		id: id(),
		sessionId: uuid('session_id').notNull(),
		personId: uuid('person_id'),
		signupId: uuid('signup_id'),
		name: words('name'),
		organisationId: uuid('organisation_id'),
		organisationName: words('organisation_name'),
		actorGroup: text('actor_group').$type<ActorGroup>().notNull(),
		people: integer('people').notNull().default(1),
		way: text('way').$type<Way>().notNull().default('hall'),
		whoKey: words('who_key'),
		addedBy: uuid('added_by'),
		addedAt: instant('added_at').notNull(),
	},
	(table) => [primaryKey({ columns: [table.operatorId, table.id] })],
);

export const sessionInvitations = pgTable(
	'session_invitations',
	{
		operatorId: operatorId(),
		sessionId: uuid('session_id').notNull(),
		personId: uuid('person_id').notNull(),
		invitedBy: uuid('invited_by'),
		invitedAt: instant('invited_at').notNull(),
		pledgedAt: instant('pledged_at'),
	},
	(table) => [primaryKey({ columns: [table.operatorId, table.sessionId, table.personId] })],
);

export const annotations = pgTable(
	'annotations',
	{
		operatorId: operatorId(),
		id: id(),
		sessionId: uuid('session_id').notNull(),
		text: text('text').notNull(),
		madeBy: uuid('made_by'),
		madeAt: instant('made_at').notNull(),
	},
	(table) => [primaryKey({ columns: [table.operatorId, table.id] })],
);

export const sessionPhotos = pgTable(
	'session_photos',
	{
		operatorId: operatorId(),
		id: id(),
		sessionId: uuid('session_id').notNull(),
		alt: text('alt').notNull(),
		consent: text('consent').$type<Consent>().notNull(),
		fileId: uuid('file_id').notNull(),
		addedBy: uuid('added_by'),
		addedAt: instant('added_at').notNull(),
	},
	(table) => [primaryKey({ columns: [table.operatorId, table.id] })],
);
