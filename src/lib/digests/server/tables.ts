import { integer, pgTable, primaryKey, text, timestamp, uuid } from 'drizzle-orm/pg-core';

const operatorId = () => uuid('operator_id').notNull();
const instant = (name: string) => timestamp(name, { withTimezone: true }).notNull();

export const digests = pgTable(
	'digests',
	{
		operatorId: operatorId(),
		id: uuid('id').notNull(),
		sessionId: uuid('session_id').notNull(),
		letters: integer('letters').notNull(),
		sentBy: uuid('sent_by'),
		sentAt: instant('sent_at'),
	},
	(table) => [primaryKey({ columns: [table.operatorId, table.id] })],
);

export const digestLetters = pgTable(
	'digest_letters',
	{
		operatorId: operatorId(),
		id: uuid('id').notNull(),
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
		stoppedAt: instant('stopped_at'),
	},
	(table) => [primaryKey({ columns: [table.operatorId, table.addressHash] })],
);
