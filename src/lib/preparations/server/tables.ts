import { date, integer, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import type { Channel } from '../../gatherings/sessions/rules.ts';
import { id, instant, operatorId, words } from '../../server/columns.ts';
import type { Part } from '../rules.ts';

export const preparations = pgTable(
	'preparations',
	{
		operatorId: operatorId(),
		id: id(),
		sessionId: uuid('session_id').notNull(),
		organisationId: uuid('organisation_id').notNull(),
		dueOn: date('due_on'),
		askedBy: uuid('asked_by'),
		askedAt: instant('asked_at').notNull(),
		remindedAt: instant('reminded_at'),
		whatWeDo: words('what_we_do'),
		troubles: words('troubles'),
		wishes: words('wishes'),
		shown: text('shown').array().$type<Part[]>().notNull().default([]),
		channel: text('channel').$type<Channel | ''>().notNull().default(''),
		answeredBy: uuid('answered_by'),
		answeredAt: instant('answered_at'),
		version: integer('version').notNull().default(1),
	},
	(table) => [primaryKey({ columns: [table.operatorId, table.id] })],
);
