import { integer, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { id, instant, operatorId, words } from '../../server/columns.ts';
import type { GapStanding, GapState, Strength } from '../rules.ts';

export const localFunctions = pgTable(
	'local_functions',
	{
		operatorId: operatorId(),
		id: id(),
		name: text('name').notNull(),
		nameKana: words('name_kana'),
		sortKey: text('sort_key').notNull(),
		description: words('description'),
		words: words('words'),
		searchText: text('search_text').notNull(),
		madeBy: uuid('made_by'),
		madeAt: instant('made_at').notNull(),
		changedAt: instant('changed_at').notNull(),
		closedAt: instant('closed_at'),
	},
	(table) => [primaryKey({ columns: [table.operatorId, table.id] })],
);

export const functionCovers = pgTable(
	'function_covers',
	{
		operatorId: operatorId(),
		id: id(),
		functionId: uuid('function_id').notNull(),
		areaId: uuid('area_id'),
		organisationId: uuid('organisation_id'),
		placeId: uuid('place_id'),
		who: words('who'),
		what: words('what'),
		strength: text('strength').$type<Strength>().notNull(),
		people: integer('people'),
		originSessionId: uuid('origin_session_id'),
		originResultId: uuid('origin_result_id'),
		madeBy: uuid('made_by'),
		madeAt: instant('made_at').notNull(),
		endedAt: instant('ended_at'),
	},
	(table) => [primaryKey({ columns: [table.operatorId, table.id] })],
);

export const functionGaps = pgTable(
	'function_gaps',
	{
		operatorId: operatorId(),
		id: id(),
		functionId: uuid('function_id').notNull(),
		areaId: uuid('area_id'),
		standing: text('standing').$type<GapStanding>().notNull(),
		text: text('text').notNull(),
		searchText: text('search_text').notNull(),
		issueId: uuid('issue_id'),
		originSessionId: uuid('origin_session_id'),
		originResultId: uuid('origin_result_id'),
		state: text('state').$type<GapState>().notNull().default('open'),
		closedWhy: words('closed_why'),
		closedBy: uuid('closed_by'),
		closedAt: instant('closed_at'),
		forPolicyAt: instant('for_policy_at'),
		madeBy: uuid('made_by'),
		madeAt: instant('made_at').notNull(),
		changedAt: instant('changed_at').notNull(),
	},
	(table) => [primaryKey({ columns: [table.operatorId, table.id] })],
);
