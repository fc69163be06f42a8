import { date, integer, pgTable, primaryKey, text, timestamp, uuid } from 'drizzle-orm/pg-core';
import type { Channel } from '../../gatherings/sessions/rules.ts';
import type { Part } from '../rules.ts';

const instant = (name: string) => timestamp(name, { withTimezone: true });

export const preparations = pgTable(
	'preparations',
	{
		operatorId: uuid('operator_id').notNull(),
		id: uuid('id').notNull(),
		sessionId: uuid('session_id').notNull(),
		organisationId: uuid('organisation_id').notNull(),
		dueOn: date('due_on'),
		askedBy: uuid('asked_by'),
		askedAt: instant('asked_at').notNull(),
		remindedAt: instant('reminded_at'),
		whatWeDo: text('what_we_do').notNull().default(''),
		troubles: text('troubles').notNull().default(''),
		wishes: text('wishes').notNull().default(''),
		shown: text('shown').array().$type<Part[]>().notNull().default([]),
		channel: text('channel').$type<Channel | ''>().notNull().default(''),
		answeredBy: uuid('answered_by'),
		answeredAt: instant('answered_at'),
		version: integer('version').notNull().default(1),
	},
	(table) => [primaryKey({ columns: [table.operatorId, table.id] })],
);
