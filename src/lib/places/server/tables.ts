import { doublePrecision, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { id, instant, operatorId, words } from '../../server/columns.ts';
import type { AddressShown, Answer, Booking, PlaceFunction, PlaceKind } from '../rules.ts';

export const places = pgTable(
	'places',
	{
		operatorId: operatorId(),
		id: id(),
		name: text('name').notNull(),
		nameKana: text('name_kana').notNull(),
		sortKey: text('sort_key').notNull(),
		kind: text('kind').$type<PlaceKind>().notNull(),
		functions: text('functions').array().$type<PlaceFunction[]>().notNull().default([]),
		postalCode: words('postal_code'),
		address: words('address'),
		building: words('building'),
		latitude: doublePrecision('latitude'),
		longitude: doublePrecision('longitude'),
		telephone: words('telephone'),
		hours: words('hours'),
		booking: text('booking').$type<Booking>().notNull().default('unknown'),
		fee: words('fee'),
		audience: words('audience'),
		stepFree: text('step_free').$type<Answer>().notNull().default('unknown'),
		accessibleToilet: text('accessible_toilet').$type<Answer>().notNull().default('unknown'),
		lift: text('lift').$type<Answer>().notNull().default('unknown'),
		addressShown: text('address_shown').$type<AddressShown>().notNull().default('all'),
		remark: words('remark'),
		organisationId: uuid('organisation_id'),
		areaId: uuid('area_id'),
		searchText: text('search_text').notNull(),
		importId: uuid('import_id'),
		createdAt: instant('created_at').notNull(),
		changedAt: instant('changed_at').notNull(),
		closedAt: instant('closed_at'),
	},
	(table) => [primaryKey({ columns: [table.operatorId, table.id] })],
);
