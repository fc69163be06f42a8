import { jsonb, numeric, pgTable, primaryKey, text, timestamp, uuid } from 'drizzle-orm/pg-core';
import type { VagueDate } from '../../kernel/dates.ts';
import type { OutcomeKind, OutcomeState } from '../rules.ts';

const instant = (name: string) => timestamp(name, { withTimezone: true });

export const outcomes = pgTable(
	'outcomes',
	{
		operatorId: uuid('operator_id').notNull(),
		id: uuid('id').notNull(),
		title: text('title').notNull(),
		kind: text('kind').$type<OutcomeKind>().notNull(),
		changed: text('changed').notNull(),
		voices: text('voices').notNull().default(''),
		evidence: text('evidence').notNull().default(''),
		evidenceLink: text('evidence_link').notNull().default(''),
		numberValue: numeric('number_value'),
		numberUnit: text('number_unit').notNull().default(''),
		numberMeaning: text('number_meaning').notNull().default(''),
		happened: jsonb('happened').$type<VagueDate>().notNull(),
		happenedSort: text('happened_sort').notNull(),
		state: text('state').$type<OutcomeState>().notNull(),
		writtenBy: uuid('written_by'),
		writtenAt: instant('written_at').notNull(),
		changedBy: uuid('changed_by'),
		changedAt: instant('changed_at').notNull(),
		publishedBy: uuid('published_by'),
		publishedAt: instant('published_at'),
		withdrawnReason: text('withdrawn_reason').notNull().default(''),
		returnNote: text('return_note').notNull().default(''),
		searchText: text('search_text').notNull(),
	},
	(table) => [primaryKey({ columns: [table.operatorId, table.id] })],
);
