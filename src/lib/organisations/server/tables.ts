import { date, integer, jsonb, pgTable, primaryKey, text, timestamp, uuid } from 'drizzle-orm/pg-core';
import type { ActorGroup, Continuity, OrganisationKind, Publicity } from '../rules.ts';

export const organisations = pgTable(
	'organisations',
	{
		operatorId: uuid('operator_id').notNull(),
		id: uuid('id').notNull(),
		name: text('name').notNull(),
		nameKana: text('name_kana').notNull(),
		sortKey: text('sort_key').notNull(),
		nameEnglish: text('name_english').notNull().default(''),
		kind: text('kind').$type<OrganisationKind>().notNull(),
		legalForm: text('legal_form').notNull().default(''),
		actorGroup: text('actor_group').$type<ActorGroup>().notNull(),
		corporateNumber: text('corporate_number'),
		representativeTitle: text('representative_title').notNull().default(''),
		representativeName: text('representative_name').notNull().default(''),
		contactSection: text('contact_section').notNull().default(''),
		contactName: text('contact_name').notNull().default(''),
		postalCode: text('postal_code').notNull().default(''),
		address: text('address').notNull().default(''),
		telephone: text('telephone').notNull().default(''),
		fax: text('fax').notNull().default(''),
		email: text('email').notNull().default(''),
		url: text('url').notNull().default(''),
		founded: text('founded').notNull().default(''),
		memberCount: integer('member_count'),
		activity: text('activity').notNull().default(''),
		reason: text('reason').notNull().default(''),
		audience: text('audience').notNull().default(''),
		strengths: text('strengths').notNull().default(''),
		offers: text('offers').notNull().default(''),
		needs: text('needs').notNull().default(''),
		ownIssues: text('own_issues').notNull().default(''),
		stance: text('stance').notNull().default(''),
		fields: text('fields').array().notNull().default([]),
		continuity: text('continuity').$type<Continuity>().notNull().default('continuing'),
		publicity: jsonb('publicity').$type<Record<string, Publicity>>().notNull().default({}),
		searchText: text('search_text').notNull(),
		importId: uuid('import_id'),
		createdAt: timestamp('created_at', { withTimezone: true }).notNull(),
		changedAt: timestamp('changed_at', { withTimezone: true }).notNull(),
		closedAt: timestamp('closed_at', { withTimezone: true }),
	},
	(table) => [primaryKey({ columns: [table.operatorId, table.id] })],
);

export const organisationAreas = pgTable(
	'organisation_areas',
	{
		operatorId: uuid('operator_id').notNull(),
		organisationId: uuid('organisation_id').notNull(),
		areaId: uuid('area_id').notNull(),
	},
	(table) => [primaryKey({ columns: [table.operatorId, table.organisationId, table.areaId] })],
);

export const representations = pgTable(
	'representations',
	{
		operatorId: uuid('operator_id').notNull(),
		id: uuid('id').notNull(),
		personId: uuid('person_id').notNull(),
		organisationId: uuid('organisation_id').notNull(),
		validFrom: date('valid_from').notNull(),
		validUntil: date('valid_until'),
		confirmedBy: uuid('confirmed_by'),
		confirmedAt: timestamp('confirmed_at', { withTimezone: true }).notNull(),
		endedAt: timestamp('ended_at', { withTimezone: true }),
	},
	(table) => [primaryKey({ columns: [table.operatorId, table.id] })],
);

export const imports = pgTable(
	'imports',
	{
		operatorId: uuid('operator_id').notNull(),
		id: uuid('id').notNull(),
		kind: text('kind').$type<'organisations' | 'places' | 'people'>().notNull(),
		fileName: text('file_name').notNull(),
		sha256: text('sha256').notNull(),
		rowsRead: integer('rows_read').notNull(),
		rowsAdded: integer('rows_added').notNull(),
		rowsChanged: integer('rows_changed').notNull(),
		mapping: jsonb('mapping').$type<Record<string, string>>().notNull(),
		madeBy: uuid('made_by'),
		madeAt: timestamp('made_at', { withTimezone: true }).notNull(),
		undoneAt: timestamp('undone_at', { withTimezone: true }),
	},
	(table) => [primaryKey({ columns: [table.operatorId, table.id] })],
);
