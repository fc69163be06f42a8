import { integer, jsonb, pgTable, primaryKey, text, timestamp, uuid } from 'drizzle-orm/pg-core';
import type { Picture, Step } from '../rules.ts';
import type { Turns } from '../turns.ts';

const instant = (name: string) => timestamp(name, { withTimezone: true });

export const sessionRuns = pgTable(
	'session_runs',
	{
		operatorId: uuid('operator_id').notNull(),
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
