import { boolean, integer, pgTable, primaryKey, text, timestamp, uuid } from 'drizzle-orm/pg-core';
import type { ConcernState } from '../rules.ts';
import type {
	About,
	AgeBand,
	AnonymousUse,
	Channel,
	Circumstance,
	DeidentifiedState,
	Feedback,
	Household,
	Isolation,
	Kind,
	NoteKind,
	Privacy,
	Tag,
	Urgency,
} from '../vocabulary.ts';

const instant = (name: string) => timestamp(name, { withTimezone: true });

export const concernNumbers = pgTable(
	'concern_numbers',
	{
		operatorId: uuid('operator_id').notNull(),
		fiscalYear: integer('fiscal_year').notNull(),
		lastNumber: integer('last_number').notNull(),
	},
	(table) => [primaryKey({ columns: [table.operatorId, table.fiscalYear] })],
);

export const concerns = pgTable(
	'concerns',
	{
		operatorId: uuid('operator_id').notNull(),
		id: uuid('id').notNull(),
		number: text('number'),
		state: text('state').$type<ConcernState>().notNull(),

		kind: text('kind').$type<Kind>().notNull(),
		about: text('about').$type<About>().notNull(),
		body: text('body').notNull(),
		wish: text('wish').notNull().default(''),
		noticedWhen: text('noticed_when').notNull().default(''),
		areaId: uuid('area_id'),
		tags: text('tags').array().$type<Tag[]>().notNull().default([]),
		isolation: text('isolation').array().$type<Isolation[]>().notNull().default([]),
		household: text('household').array().$type<Household[]>().notNull().default([]),
		circumstances: text('circumstances').array().$type<Circumstance[]>().notNull().default([]),
		ageBand: text('age_band').$type<AgeBand>().notNull().default('unknown'),

		anonymousUse: text('anonymous_use').$type<AnonymousUse>().notNull(),
		consentGiven: text('consent_given').$type<'written' | 'oral'>(),
		consentRecordedBy: uuid('consent_recorded_by'),
		consentRecordedAt: instant('consent_recorded_at'),

		mayBeNamed: boolean('may_be_named').notNull().default(false),
		contactName: text('contact_name').notNull().default(''),
		contactTelephone: text('contact_telephone').notNull().default(''),
		contactEmail: text('contact_email').notNull().default(''),
		contactWhen: text('contact_when').notNull().default(''),
		reporterId: uuid('reporter_id'),
		reporterOrganisationId: uuid('reporter_organisation_id'),
		secretHash: text('secret_hash'),

		channel: text('channel').$type<Channel>().notNull(),
		receivedAt: instant('received_at').notNull(),
		enteredAt: instant('entered_at').notNull(),
		enteredBy: uuid('entered_by'),
		onBehalfOf: text('on_behalf_of').notNull().default(''),
		originalLocation: text('original_location').notNull().default(''),
		transcribedBy: uuid('transcribed_by'),
		verifiedBy: uuid('verified_by'),
		verifiedAt: instant('verified_at'),

		urgency: text('urgency').$type<Urgency>().notNull().default('normal'),
		emergencyAction: text('emergency_action').notNull().default(''),
		privacy: text('privacy').$type<Privacy>().notNull().default('P4'),
		institutionalGap: boolean('institutional_gap').notNull().default(false),
		holderId: uuid('holder_id'),
		duplicateOf: uuid('duplicate_of'),
		caseReference: text('case_reference').notNull().default(''),
		triagedAt: instant('triaged_at'),
		firstResponseAt: instant('first_response_at'),
		changedAt: instant('changed_at').notNull(),
		closedAt: instant('closed_at'),
		result: text('result').notNull().default(''),
		feedback: text('feedback').$type<Feedback>(),

		deidentifiedText: text('deidentified_text').notNull().default(''),
		deidentifiedState: text('deidentified_state')
			.$type<DeidentifiedState>()
			.notNull()
			.default('none'),
		deidentifiedVersion: integer('deidentified_version').notNull().default(0),
		deidentifiedBy: uuid('deidentified_by'),
		deidentifiedAt: instant('deidentified_at'),
		deidentifiedReturnReason: text('deidentified_return_reason').notNull().default(''),
		publishedBy: uuid('published_by'),
		publishedAt: instant('published_at'),

		searchText: text('search_text').notNull(),
		deidentifiedSearchText: text('deidentified_search_text').notNull().default(''),
	},
	(table) => [primaryKey({ columns: [table.operatorId, table.id] })],
);

export const concernReplies = pgTable(
	'concern_replies',
	{
		operatorId: uuid('operator_id').notNull(),
		id: uuid('id').notNull(),
		concernId: uuid('concern_id').notNull(),
		body: text('body').notNull(),
		writtenBy: uuid('written_by'),
		writtenAt: instant('written_at').notNull(),
	},
	(table) => [primaryKey({ columns: [table.operatorId, table.id] })],
);

export const concernNotes = pgTable(
	'concern_notes',
	{
		operatorId: uuid('operator_id').notNull(),
		id: uuid('id').notNull(),
		concernId: uuid('concern_id').notNull(),
		kind: text('kind').$type<NoteKind>().notNull(),
		body: text('body').notNull(),
		writtenBy: uuid('written_by'),
		writtenAt: instant('written_at').notNull(),
	},
	(table) => [primaryKey({ columns: [table.operatorId, table.id] })],
);

export const concernReferrals = pgTable(
	'concern_referrals',
	{
		operatorId: uuid('operator_id').notNull(),
		id: uuid('id').notNull(),
		concernId: uuid('concern_id').notNull(),
		toPersonId: uuid('to_person_id'),
		toOrganisationId: uuid('to_organisation_id'),
		toName: text('to_name').notNull().default(''),
		note: text('note').notNull().default(''),
		madeBy: uuid('made_by'),
		madeAt: instant('made_at').notNull(),
	},
	(table) => [primaryKey({ columns: [table.operatorId, table.id] })],
);
