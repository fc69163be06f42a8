import { expect, test } from 'vitest';
import { aCouncil, aPerson } from '#test/people.ts';
import { anOperator, countStatements, newTestId, ownerQuery } from '#test/database.ts';
import { aDoor, aLogin, sessionAt, signedIn } from '#test/sign-in.ts';

async function asPerson(
	person: { operatorId: string; personId: string },
	secondFactorAt: Date | null = null,
) {
	const door = await aDoor(person.operatorId);
	const loginId = await aLogin(person);
	await signedIn(door, loginId, secondFactorAt);
	return { door, loginId };
}

function rolesIn({ actor }: Awaited<ReturnType<typeof sessionAt>>) {
	return actor.kind === 'person' ? actor.grants.map((grant) => grant.role) : actor.kind;
}

test('a browser without a session is a visitor, and the database is not asked', async () => {
	const { operatorId } = await anOperator();
	const door = await aDoor(operatorId);
	let session: Awaited<ReturnType<typeof sessionAt>> | undefined;
	const statements = await countStatements(async () => (session = await sessionAt(door)));
	expect(session).toEqual({ actor: { kind: 'anyone', operatorId }, signedIn: null });
	expect(statements).toBe(0);
});

test('a session becomes a person with roles and organisations, in one statement', async () => {
	const { operatorId, mori, ueda, harbourArea, lanternGroup } = await aCouncil();
	const { door } = await asPerson(mori);
	const { door: atUeda } = await asPerson(ueda);

	const statements = await countStatements(() => sessionAt(door));
	expect(statements).toBe(2);
	expect((await sessionAt(door)).actor).toEqual({
		...{ kind: 'person', operatorId, personId: mori.personId, represents: [] },
		grants: [{ role: 'coordinator', scopeKind: 'area', scopeId: harbourArea }],
	});
	expect((await sessionAt(door)).signedIn?.isStaff).toBe(true);
	const { actor, signedIn: shown } = await sessionAt(atUeda);
	expect(actor.kind === 'person' && actor.represents).toEqual([lanternGroup]);
	expect(shown).toMatchObject({
		isStaff: false,
		organisations: [{ id: lanternGroup, name: 'あかりの会' }],
		awaiting: null,
	});
});

test('a forged cookie is no session', async () => {
	const { sato } = await aCouncil();
	const { door } = await asPerson(sato);
	const genuine = door.headers.get('cookie') ?? '';
	expect(rolesIn(await sessionAt(door))).toEqual(['secretariat']);
	for (const forged of [
		genuine.replace(/=.{4}/, '=abcd'),
		genuine.slice(0, -6),
		genuine.replace(/\..*/, '.c2lnbmF0dXJl'),
		'otagaisama.session_token=%E0%A4%A',
		'otagaisama.session_token=.',
	]) {
		door.headers.set('cookie', forged);
		expect(rolesIn(await sessionAt(door))).toBe('anyone');
	}
});

test('a session that was ended or has run out opens nothing', async () => {
	const { sato, kato } = await aCouncil();
	const { door, loginId } = await asPerson(sato);
	const { door: other } = await asPerson(kato);
	expect(
		rolesIn(await sessionAt(other, sato.operatorId, new Date(Date.now() + 2 * 86_400_000))),
	).toBe('anyone');
	await ownerQuery('delete from auth.sign_ins where login_id = $1', [loginId]);
	expect(rolesIn(await sessionAt(door))).toBe('anyone');
});

test('a role counts from its first day to its last', async () => {
	const { operatorId } = await anOperator();
	const person = await aPerson(operatorId, '期限 ある人');
	const { door } = await asPerson(person);
	await ownerQuery(
		`insert into role_grants (operator_id, id, person_id, role, scope_kind, valid_from, valid_until, granted_at)
		values ($1, $2, $3, 'coordinator', 'operator', '2026-04-01', '2027-03-31', now())`,
		[operatorId, newTestId(), person.personId],
	);
	await ownerQuery("update auth.sign_ins set expires_at = '2030-01-01'");
	const on = (instant: string) => sessionAt(door, operatorId, new Date(instant));
	expect(rolesIn(await on('2026-03-31T23:59:00+09:00'))).toEqual([]);
	expect(rolesIn(await on('2026-04-01T00:01:00+09:00'))).toEqual(['coordinator']);
	expect(rolesIn(await on('2027-03-31T23:59:00+09:00'))).toEqual(['coordinator']);
	expect(rolesIn(await on('2027-04-01T00:01:00+09:00'))).toEqual([]);
});

test('an ended role and an ended representation are gone with the next request', async () => {
	const { mori, ueda } = await aCouncil();
	const { door } = await asPerson(mori);
	const { door: atUeda } = await asPerson(ueda);
	await ownerQuery(
		'update role_grants set ended_at = now() where operator_id = $1 and person_id = $2',
		[...[mori.operatorId, mori.personId]],
	);
	await ownerQuery('update representations set ended_at = now() where operator_id = $1', [
		ueda.operatorId,
	]);
	expect(rolesIn(await sessionAt(door))).toEqual([]);
	const { actor } = await sessionAt(atUeda);
	expect(actor.kind === 'person' && actor.represents).toEqual([]);
});

test('somebody who left is a visitor, though the browser still holds a session', async () => {
	const { sato } = await aCouncil();
	const { door } = await asPerson(sato);
	await ownerQuery('update people set left_at = now() where operator_id = $1 and id = $2', [
		...[sato.operatorId, sato.personId],
	]);
	expect((await sessionAt(door)).signedIn).toBeNull();
	expect(rolesIn(await sessionAt(door))).toBe('anyone');
});

test('the session of one council opens nothing at another, unless the same login is a person there too', async () => {
	const here = await aCouncil();
	const there = await anOperator();
	const { door, loginId } = await asPerson(here.sato);
	expect(rolesIn(await sessionAt(door, there.operatorId))).toBe('anyone');

	const officer = await aPerson(there.operatorId, '兼務 職員', { roles: ['officer'] });
	await ownerQuery('update people set auth_user_id = $1 where operator_id = $2 and id = $3', [
		...[loginId, there.operatorId, officer.personId],
	]);
	expect(rolesIn(await sessionAt(door, there.operatorId))).toEqual(['officer']);
	expect(rolesIn(await sessionAt(door, here.operatorId))).toEqual(['secretariat']);
});

test('where a second factor is asked for, roles of staff count only after it, and for one working day', async () => {
	const { operatorId } = await anOperator({ requiresSecondFactor: true });
	const person = await aPerson(operatorId, '二要素 職員', {
		roles: ['secretariat', 'facilitator'],
	});
	const { door } = await asPerson(person);
	const half = await sessionAt(door);
	expect(rolesIn(half)).toEqual(['facilitator']);
	expect(half.signedIn).toMatchObject({ isStaff: false, awaiting: 'secondFactor' });

	await ownerQuery('update auth.sign_ins set second_factor_at = now()');
	const whole = await sessionAt(door);
	expect(rolesIn(whole)).toEqual(['secretariat', 'facilitator']);
	expect(whole.signedIn).toMatchObject({ isStaff: true, awaiting: null });
	const tomorrow = await sessionAt(door, operatorId, new Date(Date.now() + 13 * 3_600_000));
	expect(rolesIn(tomorrow)).toEqual(['facilitator']);
	expect(tomorrow.signedIn?.awaiting).toBe('freshSignIn');
});

test('a resident needs no second factor', async () => {
	const { operatorId } = await anOperator({ requiresSecondFactor: true });
	const { door } = await asPerson(await aPerson(operatorId, '住民 花子'));
	expect((await sessionAt(door)).signedIn?.awaiting).toBeNull();
});

test('a login with a one-time password is nobody before the password was changed', async () => {
	const { ito } = await aCouncil();
	const { door, loginId } = await asPerson(ito);
	await ownerQuery(
		"update auth.logins set one_time_until = now() + interval '1 day' where id = $1",
		[loginId],
	);
	expect(rolesIn(await sessionAt(door))).toBe('anyone');
});
