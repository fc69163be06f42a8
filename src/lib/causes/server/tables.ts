import { integer, pgTable, primaryKey, text, timestamp, uuid } from 'drizzle-orm/pg-core';
import type { CauseAct, Standing } from '../rules.ts';

const at = (name: string) => timestamp(name, { withTimezone: true });

export const causeTrees = pgTable(
	'cause_trees',
	{
		operatorId: uuid('operator_id').notNull(),
		id: uuid('id').notNull(),
		issueId: uuid('issue_id'),
		sessionId: uuid('session_id'),
		question: text('question').notNull(),
		revision: integer('revision').notNull().default(0),
		publishedRevision: integer('published_revision'),
		publishedAt: at('published_at'),
		publishedWords: text('published_words').notNull().default(''),
		searchText: text('search_text').notNull().default(''),
		changedBy: uuid('changed_by'),
		changedAt: at('changed_at').notNull(),
		madeBy: uuid('made_by'),
		madeAt: at('made_at').notNull(),
	},
	(table) => [primaryKey({ columns: [table.operatorId, table.id] })],
);

export const causes = pgTable(
	'causes',
	{
		operatorId: uuid('operator_id').notNull(),
		id: uuid('id').notNull(),
		treeId: uuid('tree_id').notNull(),
		parentId: uuid('parent_id'),
		place: text('place').notNull(),
		text: text('text').notNull(),
		reason: text('reason').notNull().default(''),
		standing: text('standing').$type<Standing>().notNull(),
		revision: integer('revision').notNull(),
		removedAt: at('removed_at'),
		originKind: text('origin_kind').$type<'opinion' | 'result'>(),
		originId: uuid('origin_id'),
		originSessionId: uuid('origin_session_id'),
		resultId: uuid('result_id'),
	},
	(table) => [primaryKey({ columns: [table.operatorId, table.id] })],
);

export const causeChanges = pgTable(
	'cause_changes',
	{
		operatorId: uuid('operator_id').notNull(),
		treeId: uuid('tree_id').notNull(),
		revision: integer('revision').notNull(),
		causeId: uuid('cause_id').notNull(),
		act: text('act').$type<CauseAct>().notNull(),
		parentId: uuid('parent_id'),
		place: text('place').notNull(),
		text: text('text').notNull(),
		reason: text('reason').notNull(),
		standing: text('standing').$type<Standing>().notNull(),
		madeBy: uuid('made_by'),
		madeAt: at('made_at').notNull(),
	},
	(table) => [primaryKey({ columns: [table.operatorId, table.treeId, table.revision] })],
);

export const causeEditions = pgTable(
	'cause_editions',
	{
		operatorId: uuid('operator_id').notNull(),
		treeId: uuid('tree_id').notNull(),
		number: integer('number').notNull(),
		revision: integer('revision').notNull(),
		publishedBy: uuid('published_by'),
		publishedAt: at('published_at').notNull(),
		withdrawnAt: at('withdrawn_at'),
		withdrawnWhy: text('withdrawn_why').notNull().default(''),
	},
	(table) => [primaryKey({ columns: [table.operatorId, table.treeId, table.number] })],
);
