import { createHmac } from 'node:crypto';
import { expect, test } from 'vitest';
import type { Refusal } from '../../kernel/refusal.ts';
import { aCouncil, aPerson } from '#test/people.ts';
import { anOperator, context, newTestId, ownerQuery, testDatabase, trail } from '#test/database.ts';
import { aDoor, aLogin, codeFor, letterTo, sessionAt } from '#test/sign-in.ts';
import {
	accountOf,
	addPasskey,
	beginSecondFactor,
	changePassword,
	endSignIn,
	listBrowsers,
	proveSecondFactor,
	removePasskey,
} from './account.ts';
import { issueCard, joinAs, leavePerson, unlinkLogin } from './commands.ts';
import { createDemoLogin, listDemoPeople, signInAsDemo } from './demo.ts';
import type { Door } from './door.ts';
import { hashPassword, storePassword } from './logins.ts';
import {
	requestCode,
	signInWithCode,
	signInWithPassword,
	signInWithSecondFactor,
	signOut,
} from './sign-in.ts';

const password = 'umibe no akari 7';

async function withPassword(
	person: { operatorId: string; personId: string },
	email = `${newTestId()}@example.jp`,
) {
	const loginId = await aLogin(person, email);
	const database = await testDatabase();
	const hash = await hashPassword(password);
	await database.outside((tx) => storePassword(tx, newTestId, loginId, hash, new Date()));
	return { loginId, email };
}

async function refusalOf(
	work: Promise<unknown>,
): Promise<{ code: string; key: string; problems: readonly unknown[] }> {
	const { code, key, problems }: Refusal = await work.then(
		() => {
			throw new Error('nothing was refused');
		},
		(refusal: Refusal) => refusal,
	);
	return { code, key, problems };
}

/** What an authenticator app shows for a secret (RFC 6238). */
function appCode(secret: string, at = Date.now()): string {
	const bits = [...secret]
		.map((letter) =>
			'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(letter).toString(2).padStart(5, '0'),
		)
		.join('');
	const key = Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)));
	const counter = Buffer.alloc(8);
	counter.writeBigUInt64BE(BigInt(Math.floor(at / 30_000)));
	const digest = createHmac('sha1', key).update(counter).digest();
	const offset = (digest[19] ?? 0) & 15;
	return String((digest.readUInt32BE(offset) & 0x7fffffff) % 1_000_000).padStart(6, '0');
}

test('with e-mail address and password somebody comes in, and the trail says so', async () => {
	const { operatorId, sato } = await aCouncil();
	const { email } = await withPassword(sato);
	const door = await aDoor(operatorId);

	const entered = await signInWithPassword(
		door,
		{ login: ` ${email.toUpperCase()} `, password },
		true,
	);

	expect(entered).toEqual({ kind: 'in', personId: sato.personId, home: '/desk' });
	expect((await sessionAt(door)).actor).toMatchObject({ kind: 'person', personId: sato.personId });
	expect(await trail(operatorId)).toEqual(['person.signIn']);
});

test('an unknown address, a wrong password and an account without a password are one and the same answer', async () => {
	const { operatorId, sato, kato } = await aCouncil();
	const { email } = await withPassword(sato);
	await aLogin(kato, 'code-only@example.jp');
	const answers = [];
	for (const login of [email, 'nobody@example.jp', 'code-only@example.jp', '12345678', '1']) {
		answers.push(
			await refusalOf(
				signInWithPassword(await aDoor(operatorId), { login, password: 'wrong password' }, true),
			),
		);
	}
	expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
	expect(answers[0]).toMatchObject({
		code: 'not-valid',
		problems: [{ field: '', message: 'people_sign_in_wrong' }],
	});
});

test('after ten tries the account rests, also for the right password and from another network', async () => {
	const { operatorId, sato } = await aCouncil();
	const { email } = await withPassword(sato);
	for (let attempt = 0; attempt < 10; attempt++) {
		await refusalOf(
			signInWithPassword(
				await aDoor(operatorId),
				{ login: email, password: `guess ${attempt}` },
				true,
			),
		);
	}
	const door = await aDoor(operatorId);
	expect(await refusalOf(signInWithPassword(door, { login: email, password }, true))).toMatchObject(
		{
			...{ code: 'not-now', key: 'refusal_too_often' },
		},
	);
	const later = await aDoor(operatorId, { at: new Date(Date.now() + 16 * 60_000) });
	expect(await signInWithPassword(later, { login: email, password }, true)).toMatchObject({
		kind: 'in',
	});
});

test('a success forgets the slips before it', async () => {
	const { operatorId, sato } = await aCouncil();
	const { email } = await withPassword(sato);
	for (let round = 0; round < 2; round++) {
		for (let attempt = 0; attempt < 8; attempt++) {
			await refusalOf(
				signInWithPassword(await aDoor(operatorId), { login: email, password: 'guess' }, true),
			);
		}
		expect(
			await signInWithPassword(await aDoor(operatorId), { login: email, password }, true),
		).toMatchObject({ kind: 'in' });
	}
});

test('somebody registered by the staff signs in with a mailed code and is linked', async () => {
	const { operatorId, ito } = await aCouncil();
	await ownerQuery("update people set email = 'Ito@Example.jp' where id = $1", [ito.personId]);
	const door = await aDoor(operatorId);

	expect(await requestCode(door, { email: ' ito＠example.jp ' }, 'signIn')).toBe('ito@example.jp');
	const code = await codeFor(operatorId, 'ito@example.jp');
	expect(await signInWithCode(door, 'ito@example.jp', { code }, true)).toEqual({
		kind: 'in',
		personId: ito.personId,
		home: '/me',
	});

	expect((await sessionAt(door)).signedIn?.personId).toBe(ito.personId);
	const [row] = await ownerQuery<{ detail: unknown }>(
		'select detail from audit_trail where operator_id = $1',
		[operatorId],
	);
	expect(row?.detail).toEqual({ how: 'code', linked: true });
});

test('an unknown address gets a letter without a code, and the page says the same', async () => {
	const { operatorId } = await anOperator();
	const door = await aDoor(operatorId);
	expect(await requestCode(door, { email: 'stranger@example.jp' }, 'signIn')).toBe(
		'stranger@example.jp',
	);
	const letter = await letterTo(operatorId, 'stranger@example.jp');
	expect(letter?.body).not.toMatch(/\d{6}/);
	expect(letter?.body).toContain('/sign-up');
});

test('a code that is used twice at the same moment opens one session', async () => {
	const { operatorId, ito } = await aCouncil();
	await ownerQuery("update people set email = 'twice@example.jp' where id = $1", [ito.personId]);
	await aLogin(ito, 'twice@example.jp');
	await requestCode(await aDoor(operatorId), { email: 'twice@example.jp' }, 'signIn');
	const code = await codeFor(operatorId, 'twice@example.jp');

	const doors = await Promise.all(Array.from({ length: 8 }, () => aDoor(operatorId)));
	const results = await Promise.allSettled(
		doors.map((door) => signInWithCode(door, 'twice@example.jp', { code }, true)),
	);

	expect(results.filter((result) => result.status === 'fulfilled')).toHaveLength(1);
	const sessions = await ownerQuery(
		'select 1 from auth.sign_ins s join auth.logins l on l.id = s.login_id where l.email = $1',
		['twice@example.jp'],
	);
	expect(sessions).toHaveLength(1);
});

test('a code does not survive wrong tries for ever, nor its ten minutes', async () => {
	const { operatorId, ito } = await aCouncil();
	await ownerQuery("update people set email = 'guess@example.jp' where id = $1", [ito.personId]);
	const door = await aDoor(operatorId);
	await requestCode(door, { email: 'guess@example.jp' }, 'signIn');
	const code = await codeFor(operatorId, 'guess@example.jp');
	const wrong = code === '000000' ? '000001' : '000000';
	for (let attempt = 0; attempt < 5; attempt++) {
		expect(
			(await refusalOf(signInWithCode(door, 'guess@example.jp', { code: wrong }, true))).problems,
		).toEqual([{ field: 'code', message: 'people_code_wrong' }]);
	}
	expect((await refusalOf(signInWithCode(door, 'guess@example.jp', { code }, true))).code).toBe(
		'not-valid',
	);

	await requestCode(door, { email: 'guess@example.jp' }, 'signIn');
	await ownerQuery(
		"update auth.codes set expires_at = now() - interval '1 second' where identifier like '%guess@example.jp'",
	);
	const late = await codeFor(operatorId, 'guess@example.jp');
	expect(
		(await refusalOf(signInWithCode(door, 'guess@example.jp', { code: late }, true))).code,
	).toBe('not-valid');
});

test('codes are kept as a keyed hash and mailed at most five times in a quarter of an hour', async () => {
	const { operatorId } = await anOperator();
	const door = await aDoor(operatorId);
	for (let attempt = 0; attempt < 5; attempt++)
		await requestCode(door, { email: 'often@example.jp' }, 'signUp');
	expect((await refusalOf(requestCode(door, { email: 'often@example.jp' }, 'signUp'))).key).toBe(
		'refusal_too_often',
	);
	const kept = await ownerQuery<{ value: string }>(
		"select value from auth.codes where identifier like '%often@example.jp'",
	);
	const code = await codeFor(operatorId, 'often@example.jp');
	expect(code).toMatch(/^\d{6}$/);
	expect(kept.some(({ value }) => value.includes(code))).toBe(false);
});

test('a resident signs up: a proven address, then a name', async () => {
	const { operatorId } = await anOperator();
	const door = await aDoor(operatorId);
	await requestCode(door, { email: 'new@example.jp' }, 'signUp');
	const code = await codeFor(operatorId, 'new@example.jp');
	expect(await signInWithCode(door, 'new@example.jp', { code }, true)).toEqual({
		kind: 'stranger',
	});
	expect((await sessionAt(door)).signedIn).toBeNull();

	const account = await accountOf(door);
	const join = joinAs({ id: account?.loginId ?? '', email: account?.email ?? null });
	await join(door.context, { name: '新井 住民', tie: 'works' });

	expect(await sessionAt(door)).toMatchObject({
		actor: { kind: 'person', grants: [], represents: [] },
		signedIn: { name: '新井 住民', isStaff: false },
	});
	expect(
		(await refusalOf(join(door.context, { name: '新井 二人目', tie: 'works' }))).code,
	).not.toBe('not-allowed');
	expect(await trail(operatorId)).toEqual(['person.join']);
});

test('nobody comes in by an address that the login has not proven', async () => {
	const { operatorId, sato } = await aCouncil();
	await ownerQuery("update people set email = 'boss@example.jp' where id = $1", [sato.personId]);
	const { loginId } = await withPassword({ operatorId, personId: newTestId() }, 'boss@example.jp');
	await ownerQuery('update auth.logins set email_verified = false where id = $1', [loginId]);
	const door = await aDoor(operatorId);
	expect(await signInWithPassword(door, { login: 'boss@example.jp', password }, true)).toEqual({
		kind: 'stranger',
	});
	expect((await sessionAt(door)).signedIn).toBeNull();
});

test('a second factor: set up, asked for at the next sign-in, spare code works once', async () => {
	const { operatorId } = await anOperator({ requiresSecondFactor: true });
	const staff = await aPerson(operatorId, '二要素 職員', { roles: ['secretariat'] });
	const { email } = await withPassword(staff);
	const door = await aDoor(operatorId);
	await signInWithPassword(door, { login: email, password }, true);
	expect((await sessionAt(door)).signedIn).toMatchObject({
		awaiting: 'secondFactor',
		isStaff: false,
	});

	expect((await refusalOf(beginSecondFactor(door, 'wrong'))).problems).toEqual([
		{ field: 'password', message: 'people_password_wrong' },
	]);
	const { secret, backupCodes } = await beginSecondFactor(door, password);
	const { actor } = await sessionAt(door);
	expect((await refusalOf(proveSecondFactor(door, actor, { code: '000000' }))).problems).toEqual([
		{ field: 'code', message: 'people_second_wrong' },
	]);
	await proveSecondFactor(door, actor, { code: appCode(secret) });
	expect((await sessionAt(door)).signedIn).toMatchObject({ awaiting: null, isStaff: true });

	const next = await aDoor(operatorId);
	expect(await signInWithPassword(next, { login: email, password }, true)).toEqual({
		kind: 'secondFactor',
	});
	expect((await sessionAt(next)).actor.kind).toBe('anyone');
	expect(
		(await refusalOf(signInWithSecondFactor(next, { code: '000000' }, false))).problems,
	).toEqual([{ field: '', message: 'people_second_wrong' }]);
	const code = appCode(secret);
	expect(await signInWithSecondFactor(next, { code }, false)).toMatchObject({ kind: 'in' });
	expect((await sessionAt(next)).signedIn).toMatchObject({ awaiting: null, isStaff: true });

	// whoever looked over the shoulder comes too late with the same code
	const overShoulder = await aDoor(operatorId);
	await signInWithPassword(overShoulder, { login: email, password }, true);
	const same = signInWithSecondFactor(overShoulder, { code }, false);
	expect((await refusalOf(same)).problems).toEqual([{ field: '', message: 'people_second_wrong' }]);
	expect((await sessionAt(overShoulder)).actor.kind).toBe('anyone');

	const spare = backupCodes[0] ?? '';
	for (const expected of ['in', 'refused']) {
		const third = await aDoor(operatorId);
		await signInWithPassword(third, { login: email, password }, true);
		const entered = await signInWithSecondFactor(third, { backup: spare }, true).catch(() => ({
			kind: 'refused',
		}));
		expect(entered.kind).toBe(expected);
	}
	expect(await trail(operatorId)).toContain('person.changeSignIn');
});

test('a mailed code alone does not count as the second factor', async () => {
	const { operatorId } = await anOperator({ requiresSecondFactor: true });
	const staff = await aPerson(operatorId, '符号 職員', { roles: ['secretariat'] });
	const { email } = await withPassword(staff);
	const door = await aDoor(operatorId);
	await signInWithPassword(door, { login: email, password }, true);
	const { secret } = await beginSecondFactor(door, password);
	await proveSecondFactor(door, (await sessionAt(door)).actor, { code: appCode(secret) });

	const byCode = await aDoor(operatorId);
	await requestCode(byCode, { email }, 'signIn');
	await signInWithCode(byCode, email, { code: await codeFor(operatorId, email) }, true);
	expect((await sessionAt(byCode)).signedIn).toMatchObject({
		awaiting: 'secondFactor',
		isStaff: false,
	});
	await proveSecondFactor(byCode, (await sessionAt(byCode)).actor, { code: appCode(secret) });
	expect((await sessionAt(byCode)).signedIn).toMatchObject({ awaiting: null, isStaff: true });
});

async function aCard(
	operatorId: string,
	ito: { personId: string },
	sato: Parameters<typeof context>[0],
) {
	const oneTime = '4829107365';
	const { username } = await issueCard(context(sato, { now: new Date() }), {
		...{
			id: ito.personId,
			username: String(10_000_000 + Math.floor(Math.random() * 80_000_000)),
			password: oneTime,
		},
	});
	return { username, oneTime, door: await aDoor(operatorId) };
}

test('a printed card: number and one-time password, to be changed before anything opens', async () => {
	const { operatorId, sato, ito } = await aCouncil();
	const { username, oneTime, door } = await aCard(operatorId, ito, sato);
	const typed = `${username.slice(0, 4)}　${username.slice(4)}`;
	expect(
		await signInWithPassword(door, { login: typed, password: '４８２９　１０７３　６５' }, false),
	).toEqual({ kind: 'newPassword' });
	expect((await sessionAt(door)).actor.kind).toBe('anyone');

	const visitor = await sessionAt(door);
	const changeTo = (newPassword: string, newPasswordAgain = newPassword) =>
		changePassword(door, visitor, { newPassword, newPasswordAgain });
	const refusals: [string, string | undefined, string, string][] = [
		[oneTime, undefined, 'newPassword', 'people_password_same'],
		['short', undefined, 'newPassword', 'people_password_too_short_8'],
		[`${username}!`, undefined, 'newPassword', 'people_password_easy'],
		[password, 'umibe no akari 8', 'newPasswordAgain', 'people_password_differs'],
	];
	for (const [wanted, again, field, message] of refusals) {
		expect((await refusalOf(changeTo(wanted, again))).problems).toEqual([{ field, message }]);
	}
	await changeTo(password);
	expect((await sessionAt(door)).signedIn?.personId).toBe(ito.personId);

	const again = await aDoor(operatorId);
	expect(await signInWithPassword(again, { login: username, password }, false)).toMatchObject({
		kind: 'in',
	});
	expect(
		(await refusalOf(signInWithPassword(again, { login: username, password: oneTime }, false)))
			.code,
	).toBe('not-valid');
});

test('a new card ends the old password and every browser; an old card runs out', async () => {
	const { operatorId, sato, ito } = await aCouncil();
	const { username, oneTime, door } = await aCard(operatorId, ito, sato);
	await signInWithPassword(door, { login: username, password: oneTime }, false);
	await changePassword(door, await sessionAt(door), {
		newPassword: password,
		newPasswordAgain: password,
	});

	const again = await issueCard(context(sato, { now: new Date() }), {
		...{ id: ito.personId, username: '99999999', password: '5555012345' },
	});
	expect(again.username).toBe(username);
	expect((await sessionAt(door)).actor.kind).toBe('anyone');
	await ownerQuery(
		"update auth.logins set one_time_until = now() - interval '1 minute' where username = $1",
		[username],
	);
	const late = await aDoor(operatorId);
	expect(
		(await refusalOf(signInWithPassword(late, { login: username, password: '5555012345' }, false)))
			.key,
	).toBe('people_card_expired');
	expect((await accountOf(late))?.loginId).toBeUndefined();
});

test('no card for a login that its owner made, for staff, or for oneself', async () => {
	const { sato, kato, ito, mori } = await aCouncil();
	await aLogin(ito);
	const issue = (actor: Parameters<typeof context>[0], id: string) =>
		refusalOf(issueCard(context(actor), { id, username: '20000001', password: '1234512345' }));
	expect((await issue(sato, ito.personId)).key).toBe('people_card_not_possible');
	expect((await issue(sato, kato.personId)).code).toBe('not-allowed');
	expect((await issue(sato, sato.personId)).code).toBe('not-allowed');
	expect((await issue(mori, ito.personId)).code).toBe('not-found');
});

test('who left cannot come in again by the old login; who was unlinked can by a code to the new address', async () => {
	const { operatorId, sato, ito, ueda } = await aCouncil();
	const { email } = await withPassword(ito);
	await leavePerson(context(sato), { id: ito.personId, sure: 'yes' });
	const door = await aDoor(operatorId);
	expect(await signInWithPassword(door, { login: email, password }, true)).toEqual({
		kind: 'stranger',
	});

	await aLogin(ueda, 'old@example.jp');
	await ownerQuery("update people set email = 'moved@example.jp' where id = $1", [ueda.personId]);
	await unlinkLogin(context(sato), { id: ueda.personId });
	const moved = await aDoor(operatorId);
	await requestCode(moved, { email: 'moved@example.jp' }, 'signIn');
	const code = await codeFor(operatorId, 'moved@example.jp');
	expect(await signInWithCode(moved, 'moved@example.jp', { code }, true)).toEqual({
		kind: 'in',
		personId: ueda.personId,
		home: '/me',
	});
});

test('a new password signs out every other browser, and browsers can be ended one by one', async () => {
	const { operatorId, ito, sato } = await aCouncil();
	const { email } = await withPassword(ito);
	const doors = await Promise.all([1, 2, 3].map(() => aDoor(operatorId)));
	const [here, there, third] = [doors[0] ?? fail(), doors[1] ?? fail(), doors[2] ?? fail()];
	for (const door of doors) await signInWithPassword(door, { login: email, password }, true);

	const browsers = await listBrowsers(here);
	expect(browsers.map(({ isThis }) => isThis).filter(Boolean)).toHaveLength(1);
	const account = await accountOf(there);
	await endSignIn(here, { id: account?.signInId ?? '' });
	expect((await sessionAt(there)).actor.kind).toBe('anyone');
	expect((await sessionAt(third)).actor.kind).toBe('person');

	const foreign = await aDoor(operatorId);
	await withPassword(sato, 'foreign@example.jp');
	await signInWithPassword(foreign, { login: 'foreign@example.jp', password }, true);
	await endSignIn(foreign, { id: (await accountOf(here))?.signInId ?? '' });
	expect((await sessionAt(here)).actor.kind).toBe('person');

	await ownerQuery("update auth.sign_ins set created_at = now() - interval '1 hour'");
	const wanted = { newPassword: 'yoake no minato 9', newPasswordAgain: 'yoake no minato 9' };
	const wrong = changePassword(here, await sessionAt(here), { ...wanted, currentPassword: 'x' });
	expect((await refusalOf(wrong)).problems).toEqual([
		{ field: 'currentPassword', message: 'people_password_wrong' },
	]);
	await changePassword(here, await sessionAt(here), { ...wanted, currentPassword: password });
	expect((await sessionAt(here)).actor.kind).toBe('person');
	expect((await sessionAt(third)).actor.kind).toBe('anyone');

	await signOut(here);
	expect((await sessionAt(here)).actor.kind).toBe('anyone');
});

test('whoever finds a browser open makes no way in of their own with it', async () => {
	const { operatorId, ito } = await aCouncil();
	const { email } = await withPassword(ito);
	const door = await aDoor(operatorId);
	await signInWithPassword(door, { login: email, password }, true);
	const { actor } = await sessionAt(door);
	expect(await refusalOf(removePasskey(door, actor, newTestId()))).toMatchObject({
		code: 'not-found',
	});
	await ownerQuery("update auth.sign_ins set created_at = now() - interval '1 hour'");
	const ways = [
		() => addPasskey(door, actor, { response: '{"id":"x"}', name: '' }),
		() => removePasskey(door, actor, newTestId()),
	];
	for (const way of ways)
		expect(await refusalOf(way())).toMatchObject({ key: 'people_sign_in_again' });
	expect(await trail(operatorId)).toEqual(['person.signIn']);
});

test('a password that thousands have is nobody’s', async () => {
	const { operatorId, ito } = await aCouncil();
	const { email } = await withPassword(ito);
	const door = await aDoor(operatorId);
	await signInWithPassword(door, { login: email, password }, true);
	const wanted = { newPassword: 'sunshine2026', newPasswordAgain: 'sunshine2026' };
	expect((await refusalOf(changePassword(door, await sessionAt(door), wanted))).problems).toEqual([
		{ field: 'newPassword', message: 'people_password_easy' },
	]);
});

function fail(): Door {
	throw new Error('no door');
}

test('demo persons come in with one click, and nobody else does', async () => {
	const { operatorId, ito, sato } = await aCouncil();
	const system = context({ kind: 'system', operatorId, task: 'seed' });
	const wanted = { personId: ito.personId, part: '住民', position: 1 };
	expect((await refusalOf(createDemoLogin(system, wanted))).code).toBe('not-allowed');
	await ownerQuery('update operators set is_demo = true where id = $1', [operatorId]);
	expect((await refusalOf(createDemoLogin(context(sato), wanted))).code).toBe('not-allowed');
	const { loginId } = await createDemoLogin(system, wanted);
	const staffLogin = await aLogin(sato);

	const door = await aDoor(operatorId);
	expect((await refusalOf(signInAsDemo(door, staffLogin))).code).toBe('not-found');
	expect(await signInAsDemo(door, loginId)).toEqual({
		kind: 'in',
		personId: ito.personId,
		home: '/me',
	});
	expect((await sessionAt(door)).signedIn?.personId).toBe(ito.personId);

	await ownerQuery('update operators set is_demo = false where id = $1', [operatorId]);
	expect((await refusalOf(signInAsDemo(await aDoor(operatorId), loginId))).code).toBe('not-found');
	const database = await testDatabase();
	expect(
		(await database.outside(listDemoPeople)).some((person) => person.loginId === loginId),
	).toBe(false);
});
