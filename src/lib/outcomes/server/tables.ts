import { jsonb, numeric, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import type { VagueDate } from '../../kernel/dates.ts';
import { id, instant, operatorId, words } from '../../server/columns.ts';
import type { OutcomeKind, OutcomeState } from '../rules.ts';

export const outcomes = pgTable(
	'outcomes',
	{
		operatorId: operatorId(),
		id: id(),
		title: text('title').notNull(),
		kind: text('kind').$type<OutcomeKind>().notNull(),
		changed: text('changed').notNull(),
		voices: words('voices'),
		evidence: words('evidence'),
		evidenceLink: words('evidence_link'),
		numberValue: numeric('number_value'),
		numberUnit: words('number_unit'),
		numberMeaning: words('number_meaning'),
		happened: jsonb('happened').$type<VagueDate>().notNull(),
		happenedSort: text('happened_sort').notNull(),
		state: text('state').$type<OutcomeState>().notNull(),
		writtenBy: uuid('written_by'),
		writtenAt: instant('written_at').notNull(),
		changedBy: uuid('changed_by'),
		changedAt: instant('changed_at').notNull(),
		publishedBy: uuid('published_by'),
		publishedAt: instant('published_at'),
		withdrawnReason: words('withdrawn_reason'),
		returnNote: words('return_note'),
		searchText: text('search_text').notNull(),
	},
	(table) => [primaryKey({ columns: [table.operatorId, table.id] })],
);
