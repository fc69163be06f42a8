import { integer, jsonb, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import type { Locale } from '../../kernel/display.ts';
import { id, instant, operatorId } from '../../server/columns.ts';
import type { Format, PaperState, Problem } from '../rules.ts';

export const papers = pgTable(
	'papers',
	{
		operatorId: operatorId(),
		id: id(),
		kind: text('kind').notNull(),
		subjectId: uuid('subject_id').notNull(),
		format: text('format').$type<Format>().notNull(),
		locale: text('locale').$type<Locale>().notNull(),
		parts: text('parts').array().notNull(),
		copies: jsonb('copies').$type<Record<string, number>>().notNull(),
		state: text('state').$type<PaperState>().notNull(),
		done: integer('done').notNull().default(0),
		problem: text('problem').$type<Problem>(),
		version: text('version').notNull(),
		askedBy: uuid('asked_by'),
		askedAt: instant('asked_at').notNull(),
		begunAt: instant('begun_at'),
		madeAt: instant('made_at'),
		expiresAt: instant('expires_at'),
		fileId: uuid('file_id'),
		pages: integer('pages'),
		missing: integer('missing').notNull().default(0),
	},
	(table) => [primaryKey({ columns: [table.operatorId, table.id] })],
);

export const paperAddresses = pgTable(
	'paper_addresses',
	{
		operatorId: operatorId(),
		code: text('code').notNull(),
		subjectKind: text('subject_kind').notNull(),
		subjectId: uuid('subject_id').notNull(),
		madeAt: instant('made_at').notNull(),
	},
	(table) => [primaryKey({ columns: [table.operatorId, table.code] })],
);
