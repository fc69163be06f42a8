import { integer, jsonb, pgTable, primaryKey, smallint, text, uuid } from 'drizzle-orm/pg-core';
import { id, instant, operatorId } from '../../server/columns.ts';
import type { Picture } from '../picture.ts';
import type { Position, StatementState } from '../rules.ts';

export const statements = pgTable(
	'statements',
	{
		operatorId: operatorId(),
		id: id(),
		sessionId: uuid('session_id').notNull(),
		number: integer('number'),
		text: text('text').notNull(),
		noteId: uuid('note_id'),
		state: text('state').$type<StatementState>().notNull(),
		madeAt: instant('made_at').notNull(),
		acceptedBy: uuid('accepted_by'),
		openedAt: instant('opened_at'),
		closedAt: instant('closed_at'),
	},
	(table) => [primaryKey({ columns: [table.operatorId, table.id] })],
);

export const statementSheets = pgTable(
	'statement_sheets',
	{
		operatorId: operatorId(),
		id: id(),
		sessionId: uuid('session_id').notNull(),
		number: integer('number').notNull(),
		actorGroup: text('actor_group').$type<Position>().notNull().default(''),
		enteredBy: uuid('entered_by'),
		enteredAt: instant('entered_at').notNull(),
	},
	(table) => [primaryKey({ columns: [table.operatorId, table.id] })],
);

export const statementVotes = pgTable(
	'statement_votes',
	{
		operatorId: operatorId(),
		id: id(),
		statementId: uuid('statement_id').notNull(),
		participantId: uuid('participant_id'),
		sheetId: uuid('sheet_id'),
		value: smallint('value').$type<-1 | 0 | 1>().notNull(),
		seq: integer('seq').notNull(),
	},
	(table) => [primaryKey({ columns: [table.operatorId, table.id] })],
);

export const statementHands = pgTable(
	'statement_hands',
	{
		operatorId: operatorId(),
		statementId: uuid('statement_id').notNull(),
		actorGroup: text('actor_group').$type<Position>().notNull(),
		agree: integer('agree').notNull(),
		disagree: integer('disagree').notNull(),
		pass: integer('pass').notNull(),
		enteredBy: uuid('entered_by'),
		enteredAt: instant('entered_at').notNull(),
	},
	(table) => [primaryKey({ columns: [table.operatorId, table.statementId, table.actorGroup] })],
);

export const perceptions = pgTable(
	'perceptions',
	{
		operatorId: operatorId(),
		sessionId: uuid('session_id').notNull(),
		seq: integer('seq').notNull().default(0),
		asked: integer('asked').notNull().default(0),
		drawn: integer('drawn').notNull().default(0),
		picture: jsonb('picture').$type<Picture>(),
		drawnAt: instant('drawn_at'),
	},
	(table) => [primaryKey({ columns: [table.operatorId, table.sessionId] })],
);
