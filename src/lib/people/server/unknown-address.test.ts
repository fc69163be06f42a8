/** Nobody learns by asking whether somebody has an account: the answer takes as long and costs as much (ASVS 6.3.8). */
import { expect, test } from 'vitest';
import { countStatements, newTestId, testDatabase } from '#test/database.ts';
import { aCouncil } from '#test/people.ts';
import { aDoor, aLogin } from '#test/sign-in.ts';
import { hashPassword, storePassword } from './logins.ts';
import { requestCode, signInWithPassword } from './sign-in.ts';

/** The shortest of some tries: what the work itself takes, whatever else the machine does. Milliseconds. */
type Shortest = Record<string, number>;

test('a wrong password takes as long for an unknown address as for a known one', async () => {
	const { operatorId, sato, kato } = await aCouncil();
	const database = await testDatabase();
	const known = `${newTestId()}@example.jp`;
	const withCodeOnly = `${newTestId()}@example.jp`;
	const loginId = await aLogin(sato, known);
	const hash = await hashPassword('umibe no akari 7');
	await database.outside((tx) => storePassword(tx, newTestId, loginId, hash, new Date()));
	await aLogin(kato, withCodeOnly);
	const shortest: Shortest = {};
	for (let round = 0; round < 7; round++) {
		for (const login of [known, withCodeOnly, 'nobody@example.jp', '12345678']) {
			const door = await aDoor(operatorId);
			const begun = performance.now();
			await expect(
				signInWithPassword(door, { login, password: 'wrong password' }, true),
			).rejects.toMatchObject({ code: 'not-valid' });
			shortest[login] = Math.min(shortest[login] ?? Infinity, performance.now() - begun);
		}
	}
	const times = Object.values(shortest);
	expect(Math.max(...times) / Math.min(...times), JSON.stringify(shortest)).toBeLessThan(1.5);
});

test('asking for a code does the same work for an unknown address as for a known one', async () => {
	const { operatorId, sato } = await aCouncil();
	const known = `${newTestId()}@example.jp`;
	await aLogin(sato, known);
	const statementsFor = async (email: string) => {
		const door = await aDoor(operatorId);
		return countStatements(() => requestCode(door, { email }, 'signIn'));
	};
	await statementsFor('somebody@example.jp');
	expect(await statementsFor('nobody@example.jp')).toBe(await statementsFor(known));
});
