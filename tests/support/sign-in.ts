/** A door of one operator with a browser's cookies, for tests of signing in. */
import { createHmac } from 'node:crypto';
import type { Operator } from '#lib/operators/rules.ts';
import { operatorById } from '#lib/operators/server/queries.ts';
import { openAuth, type AuthConfig } from '#lib/people/server/auth.ts';
import type { Cookie, Door } from '#lib/people/server/door.ts';
import { readSession } from '#lib/people/server/session.ts';
import { context, newTestId, ownerQuery, testDatabase } from './database.ts';

export const testSignIn: AuthConfig = {
	secret: 'a secret of the tests, long enough to be one',
	origin: 'http://localhost:3000',
};

let auth: ReturnType<typeof openAuth> | undefined;

/** One browser at the door of one operator; cookies that are set come back with the next request. */
export async function aDoor(
	operatorId: string,
	options: { at?: Date; network?: string } = {},
): Promise<Door> {
	const database = await testDatabase();
	auth ??= openAuth(database, testSignIn);
	const operator: Operator | undefined = await database.outside((tx) =>
		operatorById(tx, operatorId),
	);
	if (!operator) throw new Error('no such operator');
	const headers = new Headers();
	const jar = new Map<string, string>();
	const setCookie = ({ name, value, maxAge }: Cookie) => {
		if (maxAge === 0) jar.delete(name);
		else jar.set(name, encodeURIComponent(value));
		headers.set('cookie', [...jar].map(([key, kept]) => `${key}=${kept}`).join('; '));
	};
	return {
		...{ auth, config: testSignIn, operator, headers, setCookie },
		// better-auth reads the real clock for sessions and codes
		context: context({ kind: 'anyone', operatorId }, { now: () => options.at ?? new Date() }),
		network: options.network ?? `test-${newTestId()}`,
	};
}

/** Who this browser is at an operator. */
export async function sessionAt(door: Door, operatorId = door.operator.id, at = new Date()) {
	return readSession(await testDatabase(), testSignIn, door.headers, operatorId, at);
}

/** Makes a signed-in browser without any of the ways in: a row and a signed cookie. */
export async function signedIn(
	door: Door,
	loginId: string,
	secondFactorAt: Date | null = null,
): Promise<void> {
	const token = newTestId().replaceAll('-', '');
	await ownerQuery(
		`insert into auth.sign_ins (id, token, login_id, expires_at, second_factor_at, created_at)
		values ($1, $2, $3, now() + interval '1 day', $4, now())`,
		[newTestId(), token, loginId, secondFactorAt],
	);
	const signature = createHmac('sha256', testSignIn.secret).update(token).digest('base64');
	door.setCookie({
		name: 'otagaisama.session_token',
		value: `${token}.${signature}`,
		maxAge: 86_400,
		secure: false,
	});
}

/** A login for a person; `email` makes it findable by a code. */
export async function aLogin(
	person: { operatorId: string; personId: string } | null,
	email = `${newTestId()}@example.jp`,
): Promise<string> {
	const id = newTestId();
	await ownerQuery(`insert into auth.logins (id, email, email_verified) values ($1, $2, true)`, [
		id,
		email,
	]);
	if (person) {
		await ownerQuery('update people set auth_user_id = $1 where operator_id = $2 and id = $3', [
			...[id, person.operatorId, person.personId],
		]);
	}
	return id;
}

/** The newest letter to an address. */
export async function letterTo(
	operatorId: string,
	address: string,
): Promise<{ subject: string; body: string } | undefined> {
	const rows = await ownerQuery<{ subject: string; body: string }>(
		'select subject, body from mails where operator_id = $1 and to_address = $2 order by queued_at desc, id desc limit 1',
		[operatorId, address],
	);
	return rows[0];
}

/** The six digits in the newest letter. */
export async function codeFor(operatorId: string, address: string): Promise<string> {
	const letter = await letterTo(operatorId, address);
	return /\d{6}/.exec(letter?.body ?? '')?.[0] ?? '';
}
