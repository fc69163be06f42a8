import { pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { id, instant, operatorId } from '../../server/columns.ts';

/** Written by triggers only (migrations: feeds_search). */
export const searchEntries = pgTable(
	'search_entries',
	{
		operatorId: operatorId(),
		kind: text('kind').notNull(),
		id: id(),
		heading: text('heading').notNull(),
		words: text('words').notNull(),
		title: text('title').notNull(),
		body: text('body').notNull(),
		at: instant('at').notNull(),
	},
	(table) => [primaryKey({ columns: [table.operatorId, table.kind, table.id] })],
);

export const synonymGroups = pgTable(
	'synonym_groups',
	{
		operatorId: operatorId(),
		id: id(),
		words: text('words').array().notNull(),
		changedBy: uuid('changed_by'),
		changedAt: instant('changed_at').notNull(),
	},
	(table) => [primaryKey({ columns: [table.operatorId, table.id] })],
);
