import { pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { id, instant, operatorId } from '../../server/columns.ts';
import type { TraceKind } from '../rules.ts';

export const links = pgTable(
	'links',
	{
		operatorId: operatorId(),
		id: id(),
		fromKind: text('from_kind').$type<TraceKind>().notNull(),
		fromId: uuid('from_id').notNull(),
		toKind: text('to_kind').$type<TraceKind>().notNull(),
		toId: uuid('to_id').notNull(),
		madeBy: uuid('made_by'),
		madeAt: instant('made_at').notNull(),
	},
	(table) => [primaryKey({ columns: [table.operatorId, table.id] })],
);
