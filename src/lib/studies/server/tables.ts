import { pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { id, instant, operatorId, words } from '../../server/columns.ts';
import type { MaterialKind, Phase, QuestionState } from '../rules.ts';

export const studyMaterials = pgTable(
	'study_materials',
	{
		operatorId: operatorId(),
		id: id(),
		sessionId: uuid('session_id').notNull(),
		kind: text('kind').$type<MaterialKind>().notNull(),
		title: text('title').notNull(),
		titleKana: words('title_kana'),
		sortKey: text('sort_key').notNull(),
		address: words('address'),
		text: words('text'),
		source: words('source'),
		searchText: text('search_text').notNull(),
		addedBy: uuid('added_by'),
		addedAt: instant('added_at').notNull(),
	},
	(table) => [primaryKey({ columns: [table.operatorId, table.id] })],
);

export const studyQuestions = pgTable(
	'study_questions',
	{
		operatorId: operatorId(),
		id: id(),
		sessionId: uuid('session_id').notNull(),
		phase: text('phase').$type<Phase>().notNull(),
		state: text('state').$type<QuestionState>().notNull(),
		text: text('text').notNull(),
		askedBy: uuid('asked_by'),
		askedAt: instant('asked_at').notNull(),
		answer: words('answer'),
		answerer: words('answerer'),
		answeredAt: instant('answered_at'),
		typedBy: uuid('typed_by'),
		searchText: words('search_text'),
	},
	(table) => [primaryKey({ columns: [table.operatorId, table.id] })],
);
