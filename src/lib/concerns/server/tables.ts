import { boolean, integer, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { id, instant, operatorId, words } from '../../server/columns.ts';
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

export const concernNumbers = pgTable(
	'concern_numbers',
	{
		operatorId: operatorId(),
		fiscalYear: integer('fiscal_year').notNull(),
		lastNumber: integer('last_number').notNull(),
	},
	(table) => [primaryKey({ columns: [table.operatorId, table.fiscalYear] })],
);

export const concerns = pgTable(
	'concerns',
	{
		operatorId: operatorId(),
		id: id(),
		number: text('number'),
		state: text('state').$type<ConcernState>().notNull(),

		kind: text('kind').$type<Kind>().notNull(),
		about: text('about').$type<About>().notNull(),
		body: text('body').notNull(),
		wish: words('wish'),
		noticedWhen: words('noticed_when'),
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
		contactName: words('contact_name'),
		contactTelephone: words('contact_telephone'),
		contactEmail: words('contact_email'),
		contactWhen: words('contact_when'),
		reporterId: uuid('reporter_id'),
		reporterOrganisationId: uuid('reporter_organisation_id'),
		secretHash: text('secret_hash'),

		channel: text('channel').$type<Channel>().notNull(),
		receivedAt: instant('received_at').notNull(),
		enteredAt: instant('entered_at').notNull(),
		enteredBy: uuid('entered_by'),
		onBehalfOf: words('on_behalf_of'),
		originalLocation: words('original_location'),
		transcribedBy: uuid('transcribed_by'),
		verifiedBy: uuid('verified_by'),
		verifiedAt: instant('verified_at'),

		urgency: text('urgency').$type<Urgency>().notNull().default('normal'),
		emergencyAction: words('emergency_action'),
		privacy: text('privacy').$type<Privacy>().notNull().default('P4'),
		institutionalGap: boolean('institutional_gap').notNull().default(false),
		holderId: uuid('holder_id'),
		duplicateOf: uuid('duplicate_of'),
		caseReference: words('case_reference'),
		triagedAt: instant('triaged_at'),
		firstResponseAt: instant('first_response_at'),
		changedAt: instant('changed_at').notNull(),
		closedAt: instant('closed_at'),
		result: words('result'),
		feedback: text('feedback').$type<Feedback>(),

		deidentifiedText: words('deidentified_text'),
		deidentifiedState: text('deidentified_state')
			.$type<DeidentifiedState>()
			.notNull()
			.default('none'),
		deidentifiedVersion: integer('deidentified_version').notNull().default(0),
		deidentifiedBy: uuid('deidentified_by'),
		deidentifiedAt: instant('deidentified_at'),
		deidentifiedReturnReason: words('deidentified_return_reason'),
		publishedBy: uuid('published_by'),
		publishedAt: instant('published_at'),

		searchText: text('search_text').notNull(),
		deidentifiedSearchText: words('deidentified_search_text'),
	},
	(table) => [primaryKey({ columns: [table.operatorId, table.id] })],
);

export const concernReplies = pgTable(
	'concern_replies',
	{
		operatorId: operatorId(),
		id: id(),
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
		operatorId: operatorId(),
		id: id(),
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
		operatorId: operatorId(),
		id: id(),
		concernId: uuid('concern_id').notNull(),
		toPersonId: uuid('to_person_id'),
		toOrganisationId: uuid('to_organisation_id'),
		toName: words('to_name'),
		note: words('note'),
		madeBy: uuid('made_by'),
		madeAt: instant('made_at').notNull(),
	},
	(table) => [primaryKey({ columns: [table.operatorId, table.id] })],
);
