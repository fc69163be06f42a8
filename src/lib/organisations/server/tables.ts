import { date, integer, jsonb, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { id, instant, operatorId, words } from '../../server/columns.ts';
import type { ActorGroup, Continuity, OrganisationKind, Publicity } from '../rules.ts';

export const organisations = pgTable(
	'organisations',
	{
		operatorId: operatorId(),
		id: id(),
		name: text('name').notNull(),
		nameKana: text('name_kana').notNull(),
		sortKey: text('sort_key').notNull(),
		nameEnglish: words('name_english'),
		kind: text('kind').$type<OrganisationKind>().notNull(),
		legalForm: words('legal_form'),
		actorGroup: text('actor_group').$type<ActorGroup>().notNull(),
		corporateNumber: text('corporate_number'),
		representativeTitle: words('representative_title'),
		representativeName: words('representative_name'),
		contactSection: words('contact_section'),
		contactName: words('contact_name'),
		postalCode: words('postal_code'),
		address: words('address'),
		telephone: words('telephone'),
		fax: words('fax'),
		email: words('email'),
		url: words('url'),
		founded: words('founded'),
		memberCount: integer('member_count'),
		activity: words('activity'),
		reason: words('reason'),
		audience: words('audience'),
		strengths: words('strengths'),
		offers: words('offers'),
		needs: words('needs'),
		ownIssues: words('own_issues'),
		stance: words('stance'),
		fields: text('fields').array().notNull().default([]),
		continuity: text('continuity').$type<Continuity>().notNull().default('continuing'),
		publicity: jsonb('publicity').$type<Record<string, Publicity>>().notNull().default({}),
		searchText: text('search_text').notNull(),
		importId: uuid('import_id'),
		createdAt: instant('created_at').notNull(),
		changedAt: instant('changed_at').notNull(),
		closedAt: instant('closed_at'),
	},
	(table) => [primaryKey({ columns: [table.operatorId, table.id] })],
);

export const organisationAreas = pgTable(
	'organisation_areas',
	{
		operatorId: operatorId(),
		organisationId: uuid('organisation_id').notNull(),
		areaId: uuid('area_id').notNull(),
	},
	(table) => [primaryKey({ columns: [table.operatorId, table.organisationId, table.areaId] })],
);

export const representations = pgTable(
	'representations',
	{
		operatorId: operatorId(),
		id: id(),
		personId: uuid('person_id').notNull(),
		organisationId: uuid('organisation_id').notNull(),
		validFrom: date('valid_from').notNull(),
		validUntil: date('valid_until'),
		confirmedBy: uuid('confirmed_by'),
		confirmedAt: instant('confirmed_at').notNull(),
		endedAt: instant('ended_at'),
	},
	(table) => [primaryKey({ columns: [table.operatorId, table.id] })],
);
