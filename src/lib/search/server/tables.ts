import { pgTable, primaryKey, text, timestamp, uuid } from 'drizzle-orm/pg-core';

/** Written by triggers only (migrations: feeds_search). */
export const searchEntries = pgTable(
	'search_entries',
	{
		operatorId: uuid('operator_id').notNull(),
		kind: text('kind').notNull(),
		id: uuid('id').notNull(),
		heading: text('heading').notNull(),
		words: text('words').notNull(),
		title: text('title').notNull(),
		body: text('body').notNull(),
		at: timestamp('at', { withTimezone: true }).notNull(),
	},
	(table) => [primaryKey({ columns: [table.operatorId, table.kind, table.id] })],
);

export const synonymGroups = pgTable(
	'synonym_groups',
	{
		operatorId: uuid('operator_id').notNull(),
		id: uuid('id').notNull(),
		words: text('words').array().notNull(),
		changedBy: uuid('changed_by'),
		changedAt: timestamp('changed_at', { withTimezone: true }).notNull(),
	},
	(table) => [primaryKey({ columns: [table.operatorId, table.id] })],
);
