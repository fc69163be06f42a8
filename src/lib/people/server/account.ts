/** The signed-in login itself: password, second factor, passkeys, and the browsers in which it is signed in. */
import { and, desc, eq, gt, ne } from 'drizzle-orm';
import { verifyPassword } from 'better-auth/crypto';
import * as v from 'valibot';
import { isSignedIn, type Actor } from '../../kernel/actor.ts';
import { Refusal, refuseField } from '../../kernel/refusal.ts';
import { command, parse, type Context } from '../../server/command.ts';
import { codeForm, newPasswordForm, passkeyNameForm } from '../forms.ts';
import { hasGuardedRole } from '../rules.ts';
import { credentials, logins, passkeys, signIns } from './auth-tables.ts';
import { keepCookies, withCookies, type Door } from './door.ts';
import { isCommonPassword } from './common-passwords.ts';
import { hashPassword, noAddress, storePassword } from './logins.ts';
import { tokenOf, type Session } from './session.ts';
import { countTry, forgetTries } from './tries.ts';

export type Account = {
	loginId: string;
	signInId: string;
	signedInAt: Date;
	/** Null for a login by printed card. */
	email: string | null;
	username: string | null;
	hasPassword: boolean;
	hasSecondFactor: boolean;
	mustChangePassword: boolean;
};

/** The login of this browser; undefined when nobody is signed in. */
export async function accountOf(
	door: Pick<Door, 'headers' | 'config' | 'context'>,
): Promise<Account | undefined> {
	const token = tokenOf(door.headers, door.config);
	if (!token) return undefined;
	const [found] = await door.context.database.outside((tx) =>
		tx
			.select({
				loginId: logins.id,
				signInId: signIns.id,
				signedInAt: signIns.createdAt,
				email: logins.email,
				username: logins.username,
				password: credentials.password,
				hasSecondFactor: logins.twoFactorEnabled,
				oneTimeUntil: logins.oneTimeUntil,
			})
			.from(signIns)
			.innerJoin(logins, eq(logins.id, signIns.userId))
			.leftJoin(
				credentials,
				and(eq(credentials.userId, logins.id), eq(credentials.providerId, 'credential')),
			)
			.where(and(eq(signIns.token, token), gt(signIns.expiresAt, door.context.now()))),
	);
	if (!found) return undefined;
	const { password, oneTimeUntil, email, ...rest } = found;
	return {
		...rest,
		email: email.endsWith(noAddress) ? null : email,
		hasPassword: password !== null,
		mustChangePassword: oneTimeUntil !== null,
	};
}

export async function accountOrRefuse(door: Door): Promise<Account> {
	const account = await accountOf(door);
	if (!account) throw new Refusal('not-found', 'refusal_not_found');
	return account;
}

/** After signing in anew no old password is asked for: that is how a forgotten one is replaced. */
export const newlySignedInMinutes = 15;

export function isNewlySignedIn(account: Account, at: Date): boolean {
	return at.getTime() - account.signedInAt.getTime() < newlySignedInMinutes * 60_000;
}

/** Whoever finds somebody's browser open must not make a way in of their own with it. */
function mustBeNew({ context }: Door, account: Account): void {
	if (!isNewlySignedIn(account, context.now()))
		throw new Refusal('not-now', 'people_sign_in_again');
}

/**
 * Sets a password. Everybody else who is signed in with this login is signed out. Somebody with a one-time
 * password is still a visitor here.
 */
export async function changePassword(
	door: Door,
	{ actor, signedIn }: Session,
	raw: unknown,
): Promise<void> {
	const account = await accountOrRefuse(door);
	const isStaff = hasGuardedRole(actor) || Boolean(signedIn?.awaiting);
	const own = [account.email?.split('@')[0] ?? '', account.username ?? ''];
	const { currentPassword, newPassword, newPasswordAgain } = parse(
		newPasswordForm(isStaff ? 12 : 8, own),
		raw,
	);
	if (isCommonPassword(newPassword)) throw refuseField('newPassword', 'people_password_easy');
	if (newPassword !== newPasswordAgain) {
		throw refuseField('newPasswordAgain', 'people_password_differs');
	}
	const at = door.context.now();
	await countTry(door.context.database, 'second:login', `password:${account.loginId}`, at);
	const kept = await passwordOf(door.context, account.loginId);
	const mayReplace = kept === null || isNewlySignedIn(account, at);
	const isRight =
		kept !== null &&
		currentPassword !== '' &&
		(await verifyPassword({ hash: kept, password: currentPassword }));
	if (!mayReplace && !isRight) throw refuseField('currentPassword', 'people_password_wrong');
	if (kept !== null && (await verifyPassword({ hash: kept, password: newPassword }))) {
		throw refuseField('newPassword', 'people_password_same');
	}
	await forgetTries(door.context.database, 'second:login', `password:${account.loginId}`, at);
	const password = await hashPassword(newPassword);
	await setPassword(
		{ ...door.context, actor },
		{ loginId: account.loginId, signInId: account.signInId, password },
	);
}

async function passwordOf({ database }: Context, loginId: string): Promise<string | null> {
	const [found] = await database.outside((tx) =>
		tx.select({ password: credentials.password }).from(credentials).where(ofPassword(loginId)),
	);
	return found?.password ?? null;
}

function ofPassword(loginId: string) {
	return and(eq(credentials.userId, loginId), eq(credentials.providerId, 'credential'));
}

const setPassword = command('person.setPassword', {
	input: v.object({ loginId: v.string(), signInId: v.string(), password: v.string() }),
	subject: async ({ tx }, { loginId, signInId }) => {
		const [open] = await tx
			.select({ id: signIns.id })
			.from(signIns)
			.where(and(eq(signIns.id, signInId), eq(signIns.userId, loginId)));
		if (!open) throw new Refusal('not-found', 'refusal_not_found');
		return open;
	},
	allow: (actor) => actor.kind !== 'system',
	run: async ({ tx, actor, now, newId }, { loginId, signInId, password }) => {
		await storePassword(tx, newId, loginId, password, now());
		await tx
			.update(logins)
			.set({ oneTimeUntil: null, updatedAt: now() })
			.where(eq(logins.id, loginId));
		await tx.delete(signIns).where(and(eq(signIns.userId, loginId), ne(signIns.id, signInId)));
		const subject =
			actor.kind === 'person'
				? { kind: 'person', id: actor.personId }
				: { kind: 'login', id: loginId };
		return { result: null, audit: { subject } };
	},
});

export type Browser = { id: string; signedInAt: Date; userAgent: string; isThis: boolean };

/** Where this login is signed in; newest first. */
export async function listBrowsers(door: Door): Promise<Browser[]> {
	const account = await accountOrRefuse(door);
	const rows = await door.context.database.outside((tx) =>
		tx
			.select({ id: signIns.id, signedInAt: signIns.createdAt, userAgent: signIns.userAgent })
			.from(signIns)
			.where(and(eq(signIns.userId, account.loginId), gt(signIns.expiresAt, door.context.now())))
			.orderBy(desc(signIns.createdAt))
			.limit(50),
	);
	return rows.map((row) => ({
		...row,
		userAgent: row.userAgent ?? '',
		isThis: row.id === account.signInId,
	}));
}

/** Signs one browser out, or with `others` every browser but this one. */
export async function endSignIn(door: Door, which: { id: string } | 'others'): Promise<void> {
	const account = await accountOrRefuse(door);
	const some = which === 'others' ? ne(signIns.id, account.signInId) : eq(signIns.id, which.id);
	await door.context.database.outside((tx) =>
		tx.delete(signIns).where(and(eq(signIns.userId, account.loginId), some)),
	);
}

export type SecondFactorSetup = { uri: string; secret: string; backupCodes: string[] };

/** Begins the second factor: a secret for the authenticator app, which counts once a code of it was typed. */
export async function beginSecondFactor(door: Door, password: string): Promise<SecondFactorSetup> {
	const account = await accountOrRefuse(door);
	if (!account.hasPassword) mustBeNew(door, account);
	await countTry(door.context.database, 'second:login', account.loginId, door.context.now());
	const response = await door.auth.api.enableTwoFactor({
		body: password ? { password, method: 'totp' } : { method: 'totp' },
		headers: door.headers,
		asResponse: true,
	});
	if (!response.ok) throw refuseField('password', 'people_password_wrong');
	const { totpURI, backupCodes } = v.parse(setupShape, await response.json());
	return { uri: totpURI, secret: new URL(totpURI).searchParams.get('secret') ?? '', backupCodes };
}

const setupShape = v.object({ totpURI: v.string(), backupCodes: v.array(v.string()) });

/** Shows the second factor in a browser that is already signed in; also what completes its set-up. */
export async function proveSecondFactor(door: Door, actor: Actor, raw: unknown): Promise<void> {
	const { code } = parse(codeForm, raw);
	const account = await accountOrRefuse(door);
	const { database, now } = door.context;
	await countTry(database, 'second:login', account.loginId, now());
	const response = await door.auth.api.verifyTOTP({
		body: { code },
		headers: door.headers,
		asResponse: true,
	});
	if (!response.ok) throw refuseField('code', 'people_second_wrong');
	keepCookies(door, response, true);
	const token = tokenOf(withCookies(door.headers, response), door.config) ?? '';
	await database.outside((tx) =>
		tx.update(signIns).set({ secondFactorAt: now() }).where(eq(signIns.token, token)),
	);
	await forgetTries(database, 'second:login', account.loginId, now());
	if (!account.hasSecondFactor)
		await noteSignInChange({ ...door.context, actor }, { what: 'secondFactorAdded' });
}

export async function removeSecondFactor(
	door: Door,
	actor: Actor,
	password: string,
): Promise<void> {
	const account = await accountOrRefuse(door);
	if (!account.hasPassword) mustBeNew(door, account);
	await countTry(door.context.database, 'second:login', account.loginId, door.context.now());
	const response = await door.auth.api.disableTwoFactor({
		body: password ? { password } : {},
		headers: door.headers,
		asResponse: true,
	});
	if (!response.ok) throw refuseField('password', 'people_password_wrong');
	keepCookies(door, response, true);
	await noteSignInChange({ ...door.context, actor }, { what: 'secondFactorRemoved' });
}

export type KeptPasskey = { id: string; name: string; addedAt: Date | null };

export async function listPasskeys(door: Door): Promise<KeptPasskey[]> {
	const account = await accountOrRefuse(door);
	const rows = await door.context.database.outside((tx) =>
		tx
			.select({ id: passkeys.id, name: passkeys.name, addedAt: passkeys.createdAt })
			.from(passkeys)
			.where(eq(passkeys.userId, account.loginId))
			.orderBy(desc(passkeys.createdAt))
			.limit(50),
	);
	return rows.map((row) => ({ ...row, name: row.name ?? '' }));
}

export async function addPasskey(door: Door, actor: Actor, raw: unknown): Promise<void> {
	const { response: answer, name } = parse(passkeyNameForm, raw);
	mustBeNew(door, await accountOrRefuse(door));
	const response = await door.auth.api.verifyPasskeyRegistration({
		body: { response: answer, ...(name && { name }) },
		headers: door.headers,
		asResponse: true,
	});
	if (!response.ok) throw refuseField('', 'people_passkey_failed');
	await noteSignInChange({ ...door.context, actor }, { what: 'passkeyAdded' });
}

export async function removePasskey(door: Door, actor: Actor, id: string): Promise<void> {
	const account = await accountOrRefuse(door);
	mustBeNew(door, account);
	const removed = await door.context.database.outside((tx) =>
		tx
			.delete(passkeys)
			.where(and(eq(passkeys.id, id), eq(passkeys.userId, account.loginId)))
			.returning({ id: passkeys.id }),
	);
	if (removed.length === 0) throw new Refusal('not-found', 'refusal_not_found');
	await noteSignInChange({ ...door.context, actor }, { what: 'passkeyRemoved' });
}

/** better-auth has made the change; the trail says that it was made. */
const noteSignInChange = command('person.changeSignIn', {
	input: v.object({
		what: v.picklist([
			'secondFactorAdded',
			'secondFactorRemoved',
			'passkeyAdded',
			'passkeyRemoved',
		]),
	}),
	subject: async ({ actor }) => (isSignedIn(actor) ? actor.personId : null),
	allow: (_actor, personId) => personId !== null,
	run: async (_work, { what }, personId) => ({
		result: null,
		audit: { subject: { kind: 'person', id: personId ?? '' }, detail: { what } },
	}),
});
