import { boolean, integer, pgTable, text, timestamp, uuid } from 'drizzle-orm/pg-core';
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
	consultationHours: text('consultation_hours').notNull().default(''),
	address: text('address').notNull().default(''),
	postalCode: text('postal_code').notNull().default(''),
	email: text('email').notNull().default(''),
	fax: text('fax').notNull().default(''),
	welcome: text('welcome').notNull().default(''),
	requiresSecondFactor: boolean('requires_second_factor').notNull().default(true),
	maskedBelow: integer('masked_below').notNull().default(5),
	concernsNeeded: integer('concerns_needed').notNull().default(3),
	isDemo: boolean('is_demo').notNull().default(false),
	createdAt: timestamp('created_at', { withTimezone: true }).notNull(),
});
