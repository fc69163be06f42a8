import { boolean, integer, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import { instant, words } from '../../server/columns.ts';
import type { LegalKind } from '../rules.ts';

export const operators = pgTable('operators', {
	id: uuid('id').primaryKey(),
	slug: text('slug').notNull().unique(),
	name: text('name').notNull(),
	nameKana: text('name_kana').notNull(),
	shortName: text('short_name').notNull(),
	legalKind: text('legal_kind').$type<LegalKind>().notNull(),
	municipalityCode: text('municipality_code').notNull(),
	telephone: text('telephone').notNull(),
	consultationHours: words('consultation_hours'),
	address: words('address'),
	postalCode: words('postal_code'),
	email: words('email'),
	fax: words('fax'),
	welcome: words('welcome'),
	requiresSecondFactor: boolean('requires_second_factor').notNull().default(true),
	maskedBelow: integer('masked_below').notNull().default(5),
	concernsNeeded: integer('concerns_needed').notNull().default(3),
	isDemo: boolean('is_demo').notNull().default(false),
	createdAt: instant('created_at').notNull(),
});
