/**
 * Ways in: password, mailed code, printed card, passkey, demo. Each answers with where the person stands
 * now; a wrong address, a wrong password and an unknown account are one and the same answer.
 */
import { and, eq, gt, isNull, lt, or, sql } from 'drizzle-orm';
import * as v from 'valibot';
import type { Actor } from '../../kernel/actor.ts';
import { Refusal, refuseField, type MessageKey } from '../../kernel/refusal.ts';
import { m } from '../../paraglide/messages.js';
import { command, parse, type Context } from '../../server/command.ts';
import type { Tx } from '../../server/db.ts';
import { log } from '../../server/log.ts';
import { queueMail } from '../../server/mail.ts';
import { backupCodeForm, codeForm, emailForm, passkeyAnswerForm, signInForm } from '../forms.ts';
import { codeMinutes, loginName } from '../rules.ts';
import { codes, logins, rateLimits, signIns } from './auth-tables.ts';
import { keepCookies, withCookies, type Door } from './door.ts';
import { readSession, tokenOf } from './session.ts';
import { people } from './tables.ts';
import { countTry, forgetTries } from './tries.ts';

export type Entered =
	| { kind: 'in'; personId: string; home: Home }
	/** The login is right, but it is nobody here yet. */
	| { kind: 'stranger' }
	/** A second factor is still to be shown; no session yet. */
	| { kind: 'secondFactor' }
	/** The password came on paper: nothing is open before it is changed. */
	| { kind: 'newPassword' };

/** Where this person begins: staff at their desk, once their second factor is shown. */
export type Home = '/desk' | '/me' | '/account/second-factor';

export type How = 'password' | 'code' | 'passkey' | 'secondFactor' | 'card' | 'demo' | 'continued';

/** With an e-mail address or with the number of a printed card. */
export async function signInWithPassword(
	door: Door,
	raw: unknown,
	remember: boolean,
): Promise<Entered> {
	const { login, password } = parse(signInForm, raw);
	const name = loginName(login);
	const account = 'email' in name ? name.email : name.username;
	const at = door.context.now();
	await countTry(door.context.database, 'password:network', door.network, at);
	await countTry(door.context.database, 'password:account', account, at);
	const asked = { headers: door.headers, asResponse: true } as const;
	const rememberMe = remember;
	const attempt = (typed: string) =>
		'email' in name
			? door.auth.api.signInEmail({
					...asked,
					body: { email: name.email, password: typed, rememberMe },
				})
			: door.auth.api.signInUsername({
					...asked,
					body: { username: name.username, password: typed, rememberMe },
				});
	const first = await attempt(password);
	const isPrinted = 'username' in name && /^\d[\d\s-]+\d$/.test(password) && /[\s-]/.test(password);
	// a card prints its digits in groups, and people type what they see
	const response = !first.ok && isPrinted ? await attempt(password.replace(/[\s-]/g, '')) : first;
	if (!response.ok) throw refused(response, 'people_sign_in_wrong');
	await forgetTries(door.context.database, 'password:account', account, at);
	if (await isHalfWay(response)) {
		keepCookies(door, response, true);
		return { kind: 'secondFactor' };
	}
	return enter(door, response, 'email' in name ? 'password' : 'card', true);
}

/** The second step after a password: the code of the authenticator app, or one of the spare codes. */
export async function signInWithSecondFactor(
	door: Door,
	raw: unknown,
	spare: boolean,
): Promise<Entered> {
	const asked = { headers: door.headers, asResponse: true } as const;
	const response = spare
		? await door.auth.api.verifyBackupCode({
				...asked,
				body: { code: parse(backupCodeForm, raw).backup },
			})
		: await door.auth.api.verifyTOTP({ ...asked, body: { code: parse(codeForm, raw).code } });
	if (!response.ok) throw refused(response, 'people_second_wrong');
	if (!spare) await onlyOnce(door, response, parse(codeForm, raw).code);
	return enter(door, response, 'secondFactor', true);
}

/** Somebody who looked over a shoulder types the code a moment later: their session ends before it begins. */
async function onlyOnce(door: Door, response: Response, code: string): Promise<void> {
	const { database, now } = door.context;
	const token = tokenOf(withCookies(door.headers, response), door.config) ?? '';
	const login = await loginBehind(door.context, token);
	try {
		await countTry(database, 'second:code', `${login?.id}:${code}`, now());
	} catch (refusal) {
		await database.outside((tx) => tx.delete(signIns).where(eq(signIns.token, token)));
		throw refusal instanceof Refusal ? refuseField('', 'people_second_wrong') : refusal;
	}
}

/**
 * Mails a code. The page says the same whether the address is known or not, and the same work is done:
 * an address that is nobody here gets a letter that says so.
 */
export async function requestCode(
	door: Door,
	raw: unknown,
	purpose: 'signIn' | 'signUp',
): Promise<string> {
	const { email } = parse(emailForm, raw);
	const { database, now } = door.context;
	await countTry(database, 'code:network', door.network, now());
	await countTry(database, 'code:address', email, now());
	const code = await door.auth.api.createVerificationOTP({ body: { email, type: 'sign-in' } });
	await database.as(door.context.actor, async (tx) => {
		const isKnown = purpose === 'signUp' || (await isSomebodyHere(tx, door.operator.id, email));
		await queueMail(
			{ tx, ...door.context },
			{ to: email, ...(isKnown ? codeLetter(door, code) : unknownLetter(door)) },
		);
	});
	return email;
}

function codeLetter({ operator }: Door, code: string) {
	const { name, telephone } = operator;
	return {
		subject: m.people_mail_code_subject({ name: operator.shortName }),
		body: m.people_mail_code_body({ code, minutes: codeMinutes, name, telephone }),
	};
}

function unknownLetter({ operator, config }: Door) {
	const { name, telephone, slug } = operator;
	return {
		subject: m.people_mail_code_subject({ name: operator.shortName }),
		body: m.people_mail_unknown_body({
			name,
			telephone,
			address: `${config.origin}/${slug}/sign-up`,
		}),
	};
}

async function isSomebodyHere(tx: Tx, operatorId: string, email: string): Promise<boolean> {
	const [found] = await tx
		.select({ id: people.id })
		.from(people)
		.leftJoin(logins, eq(logins.id, people.authUserId))
		.where(
			and(
				eq(people.operatorId, operatorId),
				isNull(people.leftAt),
				or(eq(sql`lower(${people.email})`, email), eq(logins.email, email)),
			),
		)
		.limit(1);
	return found !== undefined;
}

export async function signInWithCode(
	door: Door,
	email: string,
	raw: unknown,
	remember: boolean,
): Promise<Entered> {
	const { code } = parse(codeForm, raw);
	await countTry(door.context.database, 'typing:address', email, door.context.now());
	const response = await door.auth.api.signInEmailOTP({
		body: { email, otp: code },
		headers: door.headers,
		asResponse: true,
	});
	if (!response.ok) throw refused(response, 'people_code_wrong', 'code');
	return enter(door, response, 'code', remember);
}

export async function signInWithPasskey(door: Door, raw: unknown): Promise<Entered> {
	const { response: answer } = parse(passkeyAnswerForm, raw);
	await countTry(door.context.database, 'password:network', door.network, door.context.now());
	const response = await door.auth.api.verifyPasskeyAuthentication({
		body: { response: answer },
		headers: door.headers,
		asResponse: true,
	});
	if (!response.ok) throw refused(response, 'people_passkey_failed');
	return enter(door, response, 'passkey', true);
}

export async function signOut(door: Door): Promise<void> {
	keepCookies(door, await door.auth.api.signOut({ headers: door.headers, asResponse: true }), true);
}

/** What better-auth said no to, in our words: too often, or the one text for everything that may be wrong. */
function refused(response: Response, key: MessageKey, field = ''): Refusal {
	// somebody who guesses is seen in the log; as whom they tried is nobody's business
	log.warn({ signIn: 'refused', why: key, status: response.status }, 'sign-in refused');
	if (response.status === 429) return new Refusal('not-now', 'refusal_too_often');
	return refuseField(field, key);
}

const halfWay = v.object({ twoFactorRedirect: v.literal(true) });

async function isHalfWay(response: Response): Promise<boolean> {
	return v.is(halfWay, await response.clone().json());
}

/** After better-auth opened a session: who is this here? */
export async function enter(
	door: Door,
	response: Response,
	how: How,
	remember: boolean,
): Promise<Entered> {
	const token = tokenOf(withCookies(door.headers, response), door.config);
	if (!token) throw new Error('no session after signing in');
	const login = await loginBehind(door.context, token);
	if (!login) throw new Error('no login behind a new session');
	if (login.oneTimeUntil && login.oneTimeUntil <= door.context.now()) {
		await door.context.database.outside((tx) => tx.delete(signIns).where(eq(signIns.token, token)));
		throw new Refusal('not-now', 'people_card_expired');
	}
	keepCookies(door, response, remember);
	if (login.oneTimeUntil) return { kind: 'newPassword' };
	return arrive(door, login, how, withCookies(door.headers, response));
}

/**
 * Goes on with a login that is signed in already: at one more council, or after a one-time password was
 * changed. Signs nobody in.
 */
export async function continueHere(door: Door): Promise<Entered> {
	const token = tokenOf(door.headers, door.config);
	const login = token && (await loginBehind(door.context, token));
	if (!login) throw new Refusal('not-now', 'people_sign_in_again');
	if (login.oneTimeUntil) return { kind: 'newPassword' };
	return arrive(door, login, 'continued', door.headers);
}

/** Links a login to the person whom the staff registered under this address, and notes the sign-in. */
export async function arrive(
	door: Door,
	login: { id: string; email: string; emailVerified: boolean },
	how: How,
	headers: Headers,
): Promise<Entered> {
	const { database, actor, now } = door.context;
	const person = await database.as(actor, (tx) => personFor(tx, door.operator.id, login));
	await database.outside(async (tx) => {
		await tx.delete(signIns).where(lt(signIns.expiresAt, now()));
		await tx.delete(codes).where(lt(codes.expiresAt, now()));
		await tx.delete(rateLimits).where(lt(rateLimits.lastRequest, now().getTime() - 86_400_000));
	});
	if (!person) return { kind: 'stranger' };
	const own: Actor = {
		...{ kind: 'person', operatorId: door.operator.id, personId: person.id },
		...{ grants: [], represents: [] },
	};
	const { personId } = await comeIn(
		{ ...door.context, actor: own },
		{ loginId: login.id, personId: person.id, how },
	);
	const { signedIn } = await readSession(database, door.config, headers, door.operator.id, now());
	const home = signedIn?.awaiting ? '/account/second-factor' : signedIn?.isStaff ? '/desk' : '/me';
	return { kind: 'in', personId, home };
}

async function loginBehind({ database, now }: Pick<Context, 'database' | 'now'>, token: string) {
	const [found] = await database.outside((tx) =>
		tx
			.select({
				id: logins.id,
				email: logins.email,
				emailVerified: logins.emailVerified,
				oneTimeUntil: logins.oneTimeUntil,
			})
			.from(signIns)
			.innerJoin(logins, eq(logins.id, signIns.userId))
			.where(and(eq(signIns.token, token), gt(signIns.expiresAt, now()))),
	);
	return found;
}

/** The person already linked, else one registered under the address that this login has proven to own. */
async function personFor(
	tx: Tx,
	operatorId: string,
	login: { id: string; email: string; emailVerified: boolean },
) {
	const here = and(eq(people.operatorId, operatorId), isNull(people.leftAt));
	const [linked] = await tx
		.select({ id: people.id })
		.from(people)
		.where(and(here, eq(people.authUserId, login.id)));
	if (linked || !login.emailVerified) return linked;
	const [registered] = await tx
		.select({ id: people.id })
		.from(people)
		.where(and(here, isNull(people.authUserId), eq(sql`lower(${people.email})`, login.email)));
	return registered;
}

/** Called with what {@link personFor} found, never with what somebody sent. */
const comeIn = command('person.signIn', {
	input: v.object({ loginId: v.string(), personId: v.string(), how: v.string() }),
	subject: async ({ tx, actor }, { personId }) => {
		const [person] = await tx
			.select({ id: people.id, authUserId: people.authUserId })
			.from(people)
			.where(
				and(
					eq(people.operatorId, actor.operatorId),
					eq(people.id, personId),
					isNull(people.leftAt),
				),
			)
			.for('update');
		if (!person) throw new Refusal('not-found', 'refusal_not_found');
		return person;
	},
	allow: (_actor, person, { loginId }) =>
		person.authUserId === null || person.authUserId === loginId,
	run: async ({ tx, actor }, { loginId, how }, person) => {
		if (person.authUserId === null) {
			await tx
				.update(people)
				.set({ authUserId: loginId })
				.where(and(eq(people.operatorId, actor.operatorId), eq(people.id, person.id)));
		}
		return {
			result: { personId: person.id },
			audit: {
				subject: { kind: 'person', id: person.id },
				detail: { how, linked: person.authUserId === null },
			},
		};
	},
});
