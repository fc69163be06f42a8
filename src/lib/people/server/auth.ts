/** better-auth, set up for this installation. Pages never talk to it: sign-in.ts and account.ts do. */
import { createHmac } from 'node:crypto';
import { passkey } from '@better-auth/passkey';
import { betterAuth } from 'better-auth';
import { drizzleAdapter } from 'better-auth/adapters/drizzle';
import { APIError, createAuthEndpoint } from 'better-auth/api';
import { setSessionCookie } from 'better-auth/cookies';
import { emailOTP, twoFactor, username } from 'better-auth/plugins';
import { drizzle } from 'drizzle-orm/node-postgres';
import * as v from 'valibot';
import { application } from '../../server/application.ts';
import type { Config } from '../../server/config.ts';
import type { Database } from '../../server/db.ts';
import { log } from '../../server/log.ts';
import { codeMinutes } from '../rules.ts';
import {
	codes,
	credentials,
	logins,
	passkeys,
	rateLimits,
	secondFactors,
	signIns,
} from './auth-tables.ts';

export type AuthConfig = Pick<Config, 'secret' | 'origin'>;
export type Auth = ReturnType<typeof openAuth>;

export const passwordLength = { least: 8, most: 128 };
export const signInDays = 30;
const cookiePrefix = 'otagaisama';

/** What proves a second factor, by the address of better-auth's endpoint; a passkey here always asks for the person. */
const proofs = new Set([
	'/two-factor/verify-totp',
	'/two-factor/verify-backup-code',
	'/passkey/verify-authentication',
]);

export function openAuth(database: Database, { secret, origin }: AuthConfig) {
	const { hostname, protocol } = new URL(origin);
	return betterAuth({
		appName: 'おたがいさま',
		baseURL: origin,
		basePath: '/api/auth',
		secret,
		telemetry: { enabled: false },
		logger: {
			level: 'error',
			log: (_level, message) => log.error({ signIn: message }, 'sign-in failed'),
		},
		database: drizzleAdapter(drizzle(database.pool), {
			provider: 'pg',
			schema: {
				user: logins,
				session: signIns,
				account: credentials,
				verification: codes,
				twoFactor: secondFactors,
				passkey: passkeys,
				rateLimit: rateLimits,
			},
		}),
		user: {
			additionalFields: {
				oneTimeUntil: { type: 'date', required: false, input: false },
				cardOf: { type: 'string', required: false, input: false },
			},
		},
		session: {
			expiresIn: signInDays * 86_400,
			// every request asks the database: who left or was signed out elsewhere is out at once
			cookieCache: { enabled: false },
			disableSessionRefresh: true,
			additionalFields: { secondFactorAt: { type: 'date', required: false, input: false } },
		},
		emailAndPassword: {
			enabled: true,
			disableSignUp: true,
			minPasswordLength: passwordLength.least,
			maxPasswordLength: passwordLength.most,
		},
		rateLimit: { enabled: true, storage: 'database', window: 60, max: 60 },
		advanced: {
			cookiePrefix,
			useSecureCookies: protocol === 'https:',
			ipAddress: { ipAddressHeaders: ['x-client-ip'], ipv6Subnet: 64 },
		},
		databaseHooks: {
			session: {
				create: {
					before: async (session, context) => ({
						data: {
							...session,
							ipAddress: '',
							secondFactorAt: proofs.has(context?.path ?? '')
								? new Date()
								: context?.path === '/two-factor/disable'
									? null
									: (session.secondFactorAt ?? null),
						},
					}),
				},
			},
		},
		plugins: [
			emailOTP({
				otpLength: 6,
				expiresIn: codeMinutes * 60,
				allowedAttempts: 5,
				storeOTP: {
					hash: async (otp) =>
						createHmac('sha256', secret).update(`code:${otp}`).digest('base64url'),
				},
				// codes are made by createVerificationOTP and mailed by sign-in.ts, in one transaction with the outbox
				sendVerificationOTP: async () => {
					throw new Error('codes are sent by sign-in.ts');
				},
			}),
			username({ displayUsername: false, minUsernameLength: 8, maxUsernameLength: 8 }),
			twoFactor({ issuer: 'おたがいさま', allowPasswordless: true }),
			passkey({
				rpID: hostname,
				rpName: 'おたがいさま',
				origin,
				authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
				registration: {
					afterVerification: ({ verification }) => mustBeVerified(verification.registrationInfo),
				},
				authentication: {
					afterVerification: ({ verification }) => mustBeVerified(verification.authenticationInfo),
				},
			}),
			demoSignIn(),
		],
	});
}

/** A passkey stands for two factors only when the device asked for the person (fingerprint, face, PIN). */
function mustBeVerified(info: { userVerified: boolean } | undefined): void {
	if (!info?.userVerified)
		throw new APIError('UNAUTHORIZED', { message: 'the device did not verify the person' });
}

/** Opens a session for a demo person; who may be chosen is decided by demo.ts. Not reachable from outside. */
function demoSignIn() {
	return {
		id: 'demo-sign-in',
		endpoints: {
			signInDemo: createAuthEndpoint.serverOnly(
				{ method: 'POST', body: v.object({ loginId: v.string() }) },
				async (ctx) => {
					const user = await ctx.context.internalAdapter.findUserById(ctx.body.loginId);
					if (!user) throw new APIError('UNAUTHORIZED');
					const session = await ctx.context.internalAdapter.createSession(user.id);
					await setSessionCookie(ctx, { session, user });
					return ctx.json({ loginId: user.id });
				},
			),
		},
	};
}

let running: Auth | undefined;

/** Sign-in of the running program. */
export function auth(): Auth {
	const { config, database } = application();
	running ??= openAuth(database, config);
	return running;
}

export function sessionCookieName(origin: string): string {
	return `${origin.startsWith('https:') ? '__Secure-' : ''}${cookiePrefix}.session_token`;
}
