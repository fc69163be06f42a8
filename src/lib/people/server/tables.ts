import { date, pgTable, primaryKey, text, timestamp, uuid } from 'drizzle-orm/pg-core';
import type { Role, ScopeKind } from '../../kernel/actor.ts';
import type { Tie } from '../rules.ts';

export const people = pgTable(
	'people',
	{
		operatorId: uuid('operator_id').notNull(),
		id: uuid('id').notNull(),
		authUserId: text('auth_user_id'),
		name: text('name').notNull(),
		nameKana: text('name_kana').notNull().default(''),
		calledName: text('called_name').notNull().default(''),
		email: text('email'),
		telephone: text('telephone'),
		fax: text('fax'),
		tie: text('tie').$type<Tie>().notNull().default('resides'),
		contactWish: text('contact_wish').notNull().default(''),
		searchText: text('search_text').notNull(),
		sortKey: text('sort_key').notNull().default(''),
		registeredBy: uuid('registered_by'),
		registeredAt: timestamp('registered_at', { withTimezone: true }).notNull(),
		leftAt: timestamp('left_at', { withTimezone: true }),
	},
	(table) => [primaryKey({ columns: [table.operatorId, table.id] })],
);

export const roleGrants = pgTable(
	'role_grants',
	{
		operatorId: uuid('operator_id').notNull(),
		id: uuid('id').notNull(),
		personId: uuid('person_id').notNull(),
		role: text('role').$type<Role>().notNull(),
		scopeKind: text('scope_kind').$type<ScopeKind>().notNull(),
		scopeId: uuid('scope_id'),
		validFrom: date('valid_from').notNull(),
		validUntil: date('valid_until'),
		grantedBy: uuid('granted_by'),
		grantedAt: timestamp('granted_at', { withTimezone: true }).notNull(),
		endedBy: uuid('ended_by'),
		endedAt: timestamp('ended_at', { withTimezone: true }),
	},
	(table) => [primaryKey({ columns: [table.operatorId, table.id] })],
);

/** Who may act for an organisation: a fact about a person, so it is kept here; each has an end. */
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
