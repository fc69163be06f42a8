import { integer, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { id, instant, operatorId, words } from '../../server/columns.ts';
import type { CauseAct, Standing } from '../rules.ts';

export const causeTrees = pgTable(
	'cause_trees',
	{
		operatorId: operatorId(),
		id: id(),
		issueId: uuid('issue_id'),
		sessionId: uuid('session_id'),
		question: text('question').notNull(),
		revision: integer('revision').notNull().default(0),
		publishedRevision: integer('published_revision'),
		publishedAt: instant('published_at'),
		publishedWords: words('published_words'),
		searchText: words('search_text'),
		changedBy: uuid('changed_by'),
		changedAt: instant('changed_at').notNull(),
		madeBy: uuid('made_by'),
		madeAt: instant('made_at').notNull(),
	},
	(table) => [primaryKey({ columns: [table.operatorId, table.id] })],
);

export const causes = pgTable(
	'causes',
	{
		operatorId: operatorId(),
		id: id(),
		treeId: uuid('tree_id').notNull(),
		parentId: uuid('parent_id'),
		place: text('place').notNull(),
		text: text('text').notNull(),
		reason: words('reason'),
		standing: text('standing').$type<Standing>().notNull(),
		revision: integer('revision').notNull(),
		removedAt: instant('removed_at'),
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
		operatorId: operatorId(),
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
		madeAt: instant('made_at').notNull(),
	},
	(table) => [primaryKey({ columns: [table.operatorId, table.treeId, table.revision] })],
);

export const causeEditions = pgTable(
	'cause_editions',
	{
		operatorId: operatorId(),
		treeId: uuid('tree_id').notNull(),
		number: integer('number').notNull(),
		revision: integer('revision').notNull(),
		publishedBy: uuid('published_by'),
		publishedAt: instant('published_at').notNull(),
		withdrawnAt: instant('withdrawn_at'),
		withdrawnWhy: words('withdrawn_why'),
	},
	(table) => [primaryKey({ columns: [table.operatorId, table.treeId, table.number] })],
);
