import {
	customType,
	integer,
	jsonb,
	pgTable,
	primaryKey,
	text,
	timestamp,
	uuid,
} from 'drizzle-orm/pg-core';
import type { ImportKind } from '../rules.ts';

const bytea = customType<{ data: Uint8Array; driverData: Buffer }>({
	dataType: () => 'bytea',
	toDriver: (content) => Buffer.from(content),
});

/** One import of a list: what was read and written, by whom, from which file. */
export const imports = pgTable(
	'imports',
	{
		operatorId: uuid('operator_id').notNull(),
		id: uuid('id').notNull(),
		kind: text('kind').$type<ImportKind>().notNull(),
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

/** An uploaded list that is being looked at; nothing of it is in the directory yet. */
export const importDrafts = pgTable(
	'import_drafts',
	{
		operatorId: uuid('operator_id').notNull(),
		id: uuid('id').notNull(),
		kind: text('kind').$type<ImportKind>().notNull(),
		fileName: text('file_name').notNull(),
		sha256: text('sha256').notNull(),
		content: bytea('content').notNull(),
		madeBy: uuid('made_by'),
		madeAt: timestamp('made_at', { withTimezone: true }).notNull(),
	},
	(table) => [primaryKey({ columns: [table.operatorId, table.id] })],
);
