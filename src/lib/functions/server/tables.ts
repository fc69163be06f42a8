import { integer, pgTable, primaryKey, text, timestamp, uuid } from 'drizzle-orm/pg-core';
import type { GapStanding, GapState, Strength } from '../rules.ts';

const at = (name: string) => timestamp(name, { withTimezone: true });

export const localFunctions = pgTable(
	'local_functions',
	{
		operatorId: uuid('operator_id').notNull(),
		id: uuid('id').notNull(),
		name: text('name').notNull(),
		nameKana: text('name_kana').notNull().default(''),
		sortKey: text('sort_key').notNull(),
		description: text('description').notNull().default(''),
		words: text('words').notNull().default(''),
		searchText: text('search_text').notNull(),
		madeBy: uuid('made_by'),
		madeAt: at('made_at').notNull(),
		changedAt: at('changed_at').notNull(),
		closedAt: at('closed_at'),
	},
	(table) => [primaryKey({ columns: [table.operatorId, table.id] })],
);

export const functionCovers = pgTable(
	'function_covers',
	{
		operatorId: uuid('operator_id').notNull(),
		id: uuid('id').notNull(),
		functionId: uuid('function_id').notNull(),
		areaId: uuid('area_id'),
		organisationId: uuid('organisation_id'),
		placeId: uuid('place_id'),
		who: text('who').notNull().default(''),
		what: text('what').notNull().default(''),
		strength: text('strength').$type<Strength>().notNull(),
		people: integer('people'),
		originSessionId: uuid('origin_session_id'),
		originResultId: uuid('origin_result_id'),
		madeBy: uuid('made_by'),
		madeAt: at('made_at').notNull(),
		endedAt: at('ended_at'),
	},
	(table) => [primaryKey({ columns: [table.operatorId, table.id] })],
);

export const functionGaps = pgTable(
	'function_gaps',
	{
		operatorId: uuid('operator_id').notNull(),
		id: uuid('id').notNull(),
		functionId: uuid('function_id').notNull(),
		areaId: uuid('area_id'),
		standing: text('standing').$type<GapStanding>().notNull(),
		text: text('text').notNull(),
		searchText: text('search_text').notNull(),
		issueId: uuid('issue_id'),
		originSessionId: uuid('origin_session_id'),
		originResultId: uuid('origin_result_id'),
		state: text('state').$type<GapState>().notNull().default('open'),
		closedWhy: text('closed_why').notNull().default(''),
		closedBy: uuid('closed_by'),
		closedAt: at('closed_at'),
		forPolicyAt: at('for_policy_at'),
		madeBy: uuid('made_by'),
		madeAt: at('made_at').notNull(),
		changedAt: at('changed_at').notNull(),
	},
	(table) => [primaryKey({ columns: [table.operatorId, table.id] })],
);
