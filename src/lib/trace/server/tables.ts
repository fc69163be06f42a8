import { pgTable, primaryKey, text, timestamp, uuid } from 'drizzle-orm/pg-core';
import type { TraceKind } from '../rules.ts';

export const links = pgTable(
	'links',
	{
		operatorId: uuid('operator_id').notNull(),
		id: uuid('id').notNull(),
		fromKind: text('from_kind').$type<TraceKind>().notNull(),
		fromId: uuid('from_id').notNull(),
		toKind: text('to_kind').$type<TraceKind>().notNull(),
		toId: uuid('to_id').notNull(),
		madeBy: uuid('made_by'),
		madeAt: timestamp('made_at', { withTimezone: true }).notNull(),
	},
	(table) => [primaryKey({ columns: [table.operatorId, table.id] })],
);
