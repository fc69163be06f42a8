/** The tables of sign-in; the names of the columns in TypeScript are better-auth's. */
import { bigint, boolean, integer, pgSchema, text, uuid } from 'drizzle-orm/pg-core';
import { instant, operatorId, words } from '../../server/columns.ts';

const auth = pgSchema('auth');

export const logins = auth.table('logins', {
	id: text('id').primaryKey(),
	name: words('name'),
	email: text('email').notNull(),
	emailVerified: boolean('email_verified').notNull().default(false),
	image: text('image'),
	username: text('username'),
	twoFactorEnabled: boolean('two_factor_enabled').notNull().default(false),
	oneTimeUntil: instant('one_time_until'),
	cardOf: uuid('card_of'),
	createdAt: instant('created_at').notNull(),
	updatedAt: instant('updated_at').notNull(),
});

export const signIns = auth.table('sign_ins', {
	id: text('id').primaryKey(),
	token: text('token').notNull(),
	userId: text('login_id').notNull(),
	expiresAt: instant('expires_at').notNull(),
	userAgent: text('user_agent'),
	ipAddress: text('ip_address'),
	secondFactorAt: instant('second_factor_at'),
	createdAt: instant('created_at').notNull(),
	updatedAt: instant('updated_at').notNull(),
});

export const credentials = auth.table('credentials', {
	id: text('id').primaryKey(),
	userId: text('login_id').notNull(),
	providerId: text('provider_id').notNull(),
	accountId: text('account_id').notNull(),
	password: text('password'),
	accessToken: text('access_token'),
	refreshToken: text('refresh_token'),
	idToken: text('id_token'),
	accessTokenExpiresAt: instant('access_token_expires_at'),
	refreshTokenExpiresAt: instant('refresh_token_expires_at'),
	scope: text('scope'),
	createdAt: instant('created_at').notNull(),
	updatedAt: instant('updated_at').notNull(),
});

export const codes = auth.table('codes', {
	id: text('id').primaryKey(),
	identifier: text('identifier').notNull(),
	value: text('value').notNull(),
	expiresAt: instant('expires_at').notNull(),
	createdAt: instant('created_at').notNull(),
	updatedAt: instant('updated_at').notNull(),
});

export const secondFactors = auth.table('second_factors', {
	id: text('id').primaryKey(),
	userId: text('login_id').notNull(),
	secret: text('secret').notNull(),
	backupCodes: text('backup_codes').notNull(),
	verified: boolean('verified').notNull().default(true),
	failedVerificationCount: integer('failed_verification_count').notNull().default(0),
	lockedUntil: instant('locked_until'),
});

export const passkeys = auth.table('passkeys', {
	id: text('id').primaryKey(),
	name: text('name'),
	publicKey: text('public_key').notNull(),
	userId: text('login_id').notNull(),
	credentialID: text('credential_id').notNull(),
	counter: bigint('counter', { mode: 'number' }).notNull(),
	deviceType: text('device_type').notNull(),
	backedUp: boolean('backed_up').notNull(),
	transports: text('transports'),
	createdAt: instant('created_at'),
	aaguid: text('aaguid'),
});

export const rateLimits = auth.table('rate_limits', {
	id: text('id').primaryKey(),
	key: text('key').notNull(),
	count: integer('count').notNull(),
	lastRequest: bigint('last_request', { mode: 'number' }).notNull(),
});

export const tries = auth.table('tries', {
	key: text('key').primaryKey(),
	count: integer('count').notNull(),
	until: instant('until').notNull(),
});

export const demoLogins = auth.table('demo_logins', {
	loginId: text('login_id').primaryKey(),
	operatorId: operatorId(),
	personId: uuid('person_id').notNull(),
	name: text('name').notNull(),
	part: text('part').notNull(),
	position: integer('position').notNull(),
});
