import { integer, jsonb, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { instant, operatorId } from '../../server/columns.ts';
import type { Picture, Step } from '../rules.ts';
import type { Turns } from '../turns.ts';

export const sessionRuns = pgTable(
	'session_runs',
	{
		operatorId: operatorId(),
		sessionId: uuid('session_id').notNull(),
		steps: jsonb('steps').$type<Step[]>().notNull(),
		at: integer('at_step').notNull(),
		picture: text('picture').$type<Picture>().notNull(),
		turns: jsonb('turns').$type<Turns>(),
		plannedFrom: instant('planned_from').notNull(),
		plannedTo: instant('planned_to').notNull(),
		endedAt: instant('ended_at'),
		version: integer('version').notNull().default(1),
		startedBy: uuid('started_by'),
		startedAt: instant('started_at').notNull(),
	},
	(table) => [primaryKey({ columns: [table.operatorId, table.sessionId] })],
);
