import { bigint, integer, jsonb, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import type { ActorGroup } from '../../organisations/rules.ts';
import { id, instant, operatorId } from '../../server/columns.ts';
import type { OperationKind, Wish } from '../rules.ts';

export const boards = pgTable(
	'boards',
	{
		operatorId: operatorId(),
		id: id(),
		sessionId: uuid('session_id').notNull(),
		seq: bigint('seq', { mode: 'number' }).notNull().default(0),
		joinCode: text('join_code').notNull(),
		openedBy: uuid('opened_by'),
		openedAt: instant('opened_at').notNull(),
		closedAt: instant('closed_at'),
	},
	(table) => [primaryKey({ columns: [table.operatorId, table.id] })],
);

export const boardParticipants = pgTable(
	'board_participants',
	{
		operatorId: operatorId(),
		id: id(),
		boardId: uuid('board_id').notNull(),
		calledName: text('called_name').notNull(),
		actorGroup: text('actor_group').$type<ActorGroup | ''>().notNull().default(''),
		tableNumber: integer('table_number').notNull().default(0),
		secretHash: text('secret_hash').notNull(),
		joinedAt: instant('joined_at').notNull(),
		removedAt: instant('removed_at'),
		removedBy: uuid('removed_by'),
	},
	(table) => [primaryKey({ columns: [table.operatorId, table.id] })],
);

export const boardOperations = pgTable(
	'board_operations',
	{
		operatorId: operatorId(),
		boardId: uuid('board_id').notNull(),
		seq: bigint('seq', { mode: 'number' }).notNull(),
		operationId: uuid('operation_id').notNull(),
		kind: text('kind').$type<OperationKind>().notNull(),
		item: uuid('item').notNull(),
		base: bigint('base', { mode: 'number' }).notNull(),
		body: jsonb('body')
			.$type<
				Pick<Wish, 'text' | 'pillarId' | 'clusterId' | 'table' | 'actorGroup'> & {
					/** Not there where it builds on nothing that was unsaved. */
					builtOnSeq?: number;
				}
			>()
			.notNull(),
		personId: uuid('person_id'),
		participantId: uuid('participant_id'),
		at: instant('at').notNull(),
	},
	(table) => [primaryKey({ columns: [table.operatorId, table.boardId, table.seq] })],
);

export const boardNotesApart = pgTable(
	'board_notes_apart',
	{
		operatorId: operatorId(),
		boardId: uuid('board_id').notNull(),
		oneNote: uuid('one_note').notNull(),
		otherNote: uuid('other_note').notNull(),
		saidBy: uuid('said_by'),
		saidAt: instant('said_at').notNull(),
	},
	(table) => [
		primaryKey({ columns: [table.operatorId, table.boardId, table.oneNote, table.otherNote] }),
	],
);

export const boardPreparedNotes = pgTable(
	'board_prepared_notes',
	{
		operatorId: operatorId(),
		boardId: uuid('board_id').notNull(),
		noteId: uuid('note_id').notNull(),
		preparationId: uuid('preparation_id').notNull(),
		text: text('text').notNull(),
	},
	(table) => [primaryKey({ columns: [table.operatorId, table.boardId, table.noteId] })],
);
