import {
	bigint,
	boolean,
	integer,
	jsonb,
	pgTable,
	primaryKey,
	smallint,
	text,
	uuid,
} from 'drizzle-orm/pg-core';
import { id, instant, operatorId, words } from '../../server/columns.ts';
import type { Cooperation, Phase, TableState } from '../rules.ts';
import type { OperationKind, Sheet, Wish } from '../sheet.ts';

export const benefitTables = pgTable(
	'benefit_tables',
	{
		operatorId: operatorId(),
		id: id(),
		sessionId: uuid('session_id'),
		forumId: uuid('forum_id'),
		issueId: uuid('issue_id'),
		tableNumber: integer('table_number').notNull().default(0),
		title: text('title').notNull(),
		cooperation: text('cooperation').$type<Cooperation>(),
		sortKey: text('sort_key').notNull(),
		state: text('state').$type<TableState>().notNull(),
		seq: bigint('seq', { mode: 'number' }).notNull().default(0),
		organisationIds: uuid('organisation_ids').array().notNull().default([]),
		publishedVersion: uuid('published_version'),
		publishedBy: uuid('published_by'),
		publishedAt: instant('published_at'),
		activity: words('activity'),
		searchText: text('search_text').notNull(),
		madeBy: uuid('made_by'),
		madeAt: instant('made_at').notNull(),
		changedAt: instant('changed_at').notNull(),
	},
	(table) => [primaryKey({ columns: [table.operatorId, table.id] })],
);

export const benefitOperations = pgTable(
	'benefit_operations',
	{
		operatorId: operatorId(),
		tableId: uuid('table_id').notNull(),
		seq: bigint('seq', { mode: 'number' }).notNull(),
		operationId: uuid('operation_id').notNull(),
		kind: text('kind').$type<OperationKind>().notNull(),
		item: uuid('item').notNull(),
		base: bigint('base', { mode: 'number' }).notNull(),
		body: jsonb('body')
			.$type<
				Omit<Wish, 'id' | 'kind' | 'item' | 'base' | 'builtOn'> & {
					/** Not there where it builds on nothing that was unsaved. */
					builtOnSeq?: number;
				}
			>()
			.notNull(),
		personId: uuid('person_id'),
		participantId: uuid('participant_id'),
		at: instant('at').notNull(),
	},
	(table) => [primaryKey({ columns: [table.operatorId, table.tableId, table.seq] })],
);

export const benefitVersions = pgTable(
	'benefit_versions',
	{
		operatorId: operatorId(),
		id: id(),
		tableId: uuid('table_id').notNull(),
		number: integer('number').notNull(),
		phase: text('phase').$type<Phase>().notNull(),
		seq: bigint('seq', { mode: 'number' }).notNull(),
		leftOut: integer('left_out').notNull().default(0),
		sheet: jsonb('sheet').$type<Sheet>().notNull(),
		keptBy: uuid('kept_by'),
		keptAt: instant('kept_at').notNull(),
	},
	(table) => [primaryKey({ columns: [table.operatorId, table.id] })],
);

export const benefitJudgements = pgTable(
	'benefit_judgements',
	{
		operatorId: operatorId(),
		versionId: uuid('version_id').notNull(),
		benefitId: uuid('benefit_id').notNull(),
		realised: smallint('realised').notNull(),
		comment: words('comment'),
		heardFrom: words('heard_from'),
		judgedBy: uuid('judged_by'),
		judgedFor: uuid('judged_for'),
		judgedAt: instant('judged_at').notNull(),
	},
	(table) => [primaryKey({ columns: [table.operatorId, table.versionId, table.benefitId] })],
);

export const benefitAdoptions = pgTable(
	'benefit_adoptions',
	{
		operatorId: operatorId(),
		versionId: uuid('version_id').notNull(),
		platformId: uuid('platform_id').notNull(),
		tableId: uuid('table_id').notNull(),
		opensDraft: boolean('opens_draft').notNull(),
		adoptedBy: uuid('adopted_by'),
		adoptedAt: instant('adopted_at').notNull(),
	},
	(table) => [primaryKey({ columns: [table.operatorId, table.versionId, table.platformId] })],
);
