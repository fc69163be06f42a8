import { boolean, integer, jsonb, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import type { Round } from '../../methods/seating/seating.ts';
import type { ActorGroup } from '../../organisations/rules.ts';
import { id, instant, operatorId, words } from '../../server/columns.ts';

export const seatingGuests = pgTable(
	'seating_guests',
	{
		operatorId: operatorId(),
		id: id(),
		sessionId: uuid('session_id').notNull(),
		calledName: text('called_name').notNull(),
		organisationName: words('organisation_name'),
		actorGroup: text('actor_group').$type<ActorGroup | ''>().notNull().default(''),
		fixedTable: integer('fixed_table'),
		isHere: boolean('is_here').notNull().default(true),
		signupId: uuid('signup_id'),
		signupPart: integer('signup_part').notNull().default(0),
		attendanceId: uuid('attendance_id'),
		whoKey: text('who_key').notNull(),
		addedAt: instant('added_at').notNull(),
	},
	(table) => [primaryKey({ columns: [table.operatorId, table.id] })],
);

export const seatingPlans = pgTable(
	'seating_plans',
	{
		operatorId: operatorId(),
		sessionId: uuid('session_id').notNull(),
		size: integer('size').notNull(),
		rounds: jsonb('rounds').$type<Round[]>().notNull(),
		finished: integer('finished').notNull().default(0),
		version: integer('version').notNull().default(1),
		madeBy: uuid('made_by'),
		madeAt: instant('made_at').notNull(),
	},
	(table) => [primaryKey({ columns: [table.operatorId, table.sessionId] })],
);
