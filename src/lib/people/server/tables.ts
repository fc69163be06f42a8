import { date, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import type { Role, ScopeKind } from '../../kernel/actor.ts';
import { id, instant, operatorId, words } from '../../server/columns.ts';
import type { Tie } from '../rules.ts';

export const people = pgTable(
	'people',
	{
		operatorId: operatorId(),
		id: id(),
		authUserId: text('auth_user_id'),
		name: text('name').notNull(),
		nameKana: words('name_kana'),
		calledName: words('called_name'),
		email: text('email'),
		telephone: text('telephone'),
		fax: text('fax'),
		tie: text('tie').$type<Tie>().notNull().default('resides'),
		contactWish: words('contact_wish'),
		searchText: text('search_text').notNull(),
		sortKey: words('sort_key'),
		registeredBy: uuid('registered_by'),
		registeredAt: instant('registered_at').notNull(),
		leftAt: instant('left_at'),
	},
	(table) => [primaryKey({ columns: [table.operatorId, table.id] })],
);

export const roleGrants = pgTable(
	'role_grants',
	{
		operatorId: operatorId(),
		id: id(),
		personId: uuid('person_id').notNull(),
		role: text('role').$type<Role>().notNull(),
		scopeKind: text('scope_kind').$type<ScopeKind>().notNull(),
		scopeId: uuid('scope_id'),
		validFrom: date('valid_from').notNull(),
		validUntil: date('valid_until'),
		grantedBy: uuid('granted_by'),
		grantedAt: instant('granted_at').notNull(),
		endedBy: uuid('ended_by'),
		endedAt: instant('ended_at'),
	},
	(table) => [primaryKey({ columns: [table.operatorId, table.id] })],
);

/** Who may act for an organisation: a fact about a person, so it is kept here; each has an end. */
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
