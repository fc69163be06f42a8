import {
	boolean,
	date,
	doublePrecision,
	integer,
	jsonb,
	pgTable,
	primaryKey,
	text,
	uuid,
} from 'drizzle-orm/pg-core';
import { id, operatorId, words } from '../../server/columns.ts';
import type { MultiPolygon } from '../geometry.ts';

export const partitions = pgTable(
	'partitions',
	{
		operatorId: operatorId(),
		id: id(),
		name: text('name').notNull(),
		namePlain: words('name_plain'),
		position: integer('position').notNull(),
		askedOfResidents: boolean('asked_of_residents').notNull().default(false),
	},
	(table) => [primaryKey({ columns: [table.operatorId, table.id] })],
);

export const areas = pgTable(
	'areas',
	{
		operatorId: operatorId(),
		id: id(),
		partitionId: uuid('partition_id').notNull(),
		name: text('name').notNull(),
		nameKana: text('name_kana').notNull(),
		sortKey: text('sort_key').notNull(),
		code: text('code'),
		kind: text('kind').$type<'ground' | 'building'>().notNull().default('ground'),
		households: integer('households'),
		population: integer('population'),
		validFrom: date('valid_from').notNull(),
		validUntil: date('valid_until'),
	},
	(table) => [primaryKey({ columns: [table.operatorId, table.id] })],
);

export const areaMemberships = pgTable(
	'area_memberships',
	{
		operatorId: operatorId(),
		partId: uuid('part_id').notNull(),
		wholeId: uuid('whole_id').notNull(),
		validFrom: date('valid_from').notNull(),
		validUntil: date('valid_until'),
	},
	(table) => [
		primaryKey({ columns: [table.operatorId, table.partId, table.wholeId, table.validFrom] }),
	],
);

export const areaTowns = pgTable(
	'area_towns',
	{
		operatorId: operatorId(),
		areaId: uuid('area_id').notNull(),
		town: text('town').notNull(),
		townFolded: text('town_folded').notNull(),
	},
	(table) => [primaryKey({ columns: [table.operatorId, table.areaId, table.town] })],
);

/** Where an area lies on the ground; versions with a validity. */
export const areaBoundaries = pgTable(
	'area_boundaries',
	{
		operatorId: operatorId(),
		areaId: uuid('area_id').notNull(),
		validFrom: date('valid_from').notNull(),
		validUntil: date('valid_until'),
		geometry: jsonb('geometry').$type<MultiPolygon>().notNull(),
		west: doublePrecision('west').notNull(),
		south: doublePrecision('south').notNull(),
		east: doublePrecision('east').notNull(),
		north: doublePrecision('north').notNull(),
	},
	(table) => [primaryKey({ columns: [table.operatorId, table.areaId, table.validFrom] })],
);
