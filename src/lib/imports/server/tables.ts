import {
	boolean,
	customType,
	date,
	integer,
	jsonb,
	pgTable,
	primaryKey,
	text,
	uuid,
} from 'drizzle-orm/pg-core';
import { id, instant, operatorId } from '../../server/columns.ts';
import type { Choices } from '../reading/reading.ts';
import type { AreaImportKind, Kept, MadeKind } from '../rules.ts';
import type { ImportKind } from '../vocabulary/index.ts';

const bytea = customType<{ data: Uint8Array; driverData: Buffer }>({
	dataType: () => 'bytea',
	toDriver: (content) => Buffer.from(content),
});

/** One import of a list: what was read and written, by whom, from which file. */
export const imports = pgTable(
	'imports',
	{
		operatorId: operatorId(),
		id: id(),
		kind: text('kind').$type<MadeKind>().notNull(),
		fileName: text('file_name').notNull(),
		sha256: text('sha256').notNull(),
		rowsRead: integer('rows_read').notNull(),
		rowsAdded: integer('rows_added').notNull(),
		rowsChanged: integer('rows_changed').notNull(),
		mapping: jsonb('mapping').$type<Record<string, string>>().notNull(),
		madeBy: uuid('made_by'),
		madeAt: instant('made_at').notNull(),
		undoneAt: instant('undone_at'),
	},
	(table) => [primaryKey({ columns: [table.operatorId, table.id] })],
);

/** An uploaded list that is being looked at; nothing of it is in the directory yet. */
export const importDrafts = pgTable(
	'import_drafts',
	{
		operatorId: operatorId(),
		id: id(),
		kind: text('kind').$type<ImportKind>().notNull(),
		fileName: text('file_name').notNull(),
		sha256: text('sha256').notNull(),
		content: bytea('content').notNull(),
		choices: jsonb('choices').$type<Choices>().notNull().default({}),
		madeBy: uuid('made_by'),
		madeAt: instant('made_at').notNull(),
	},
	(table) => [primaryKey({ columns: [table.operatorId, table.id] })],
);

/** A file that says where areas lie, while it is being looked at. */
export const areaDrafts = pgTable(
	'area_drafts',
	{
		operatorId: operatorId(),
		id: id(),
		kind: text('kind').$type<AreaImportKind>().notNull(),
		partitionId: uuid('partition_id').notNull(),
		from: date('valid_from').notNull(),
		endMissing: boolean('end_missing').notNull(),
		fileName: text('file_name').notNull(),
		sha256: text('sha256').notNull(),
		content: bytea('content').notNull(),
		madeBy: uuid('made_by'),
		madeAt: instant('made_at').notNull(),
	},
	(table) => [primaryKey({ columns: [table.operatorId, table.id] })],
);

/** How a list with these headings was read when somebody confirmed it. */
export const importMappings = pgTable(
	'import_mappings',
	{
		operatorId: operatorId(),
		kind: text('kind').$type<ImportKind>().notNull(),
		headingsSha256: text('headings_sha256').notNull(),
		headings: text('headings').array().notNull(),
		fields: text('fields').array().notNull(),
		confirmedAt: instant('confirmed_at').notNull(),
	},
	(table) => [primaryKey({ columns: [table.operatorId, table.kind, table.headingsSha256] })],
);

/** What an import wrote, so that it can be taken back. */
export const importRows = pgTable(
	'import_rows',
	{
		operatorId: operatorId(),
		importId: uuid('import_id').notNull(),
		recordId: uuid('record_id').notNull(),
		row: integer('row').notNull(),
		before: jsonb('before').$type<unknown>(),
		afterSha256: text('after_sha256').notNull(),
		kept: text('kept').$type<Kept>(),
	},
	(table) => [primaryKey({ columns: [table.operatorId, table.importId, table.recordId] })],
);
