import { integer, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { id, instant, operatorId } from '../../server/columns.ts';

export const digests = pgTable(
	'digests',
	{
		operatorId: operatorId(),
		id: id(),
		sessionId: uuid('session_id').notNull(),
		letters: integer('letters').notNull(),
		sentBy: uuid('sent_by'),
		sentAt: instant('sent_at').notNull(),
	},
	(table) => [primaryKey({ columns: [table.operatorId, table.id] })],
);

export const digestLetters = pgTable(
	'digest_letters',
	{
		operatorId: operatorId(),
		id: id(),
		digestId: uuid('digest_id').notNull(),
		addressHash: text('address_hash').notNull(),
		secretHash: text('secret_hash').notNull(),
	},
	(table) => [primaryKey({ columns: [table.operatorId, table.id] })],
);

export const digestStops = pgTable(
	'digest_stops',
	{
		operatorId: operatorId(),
		addressHash: text('address_hash').notNull(),
		stoppedAt: instant('stopped_at').notNull(),
	},
	(table) => [primaryKey({ columns: [table.operatorId, table.addressHash] })],
);
