import { expect, test } from 'vitest';
import { newTestId, ownerQuery, testDatabase } from '#test/database.ts';
import { networkOf } from '../../server/attempts.ts';
import { countTry, forgetTries } from './tries.ts';

const at = new Date('2026-11-22T01:00:00Z');
const later = (minutes: number) => new Date(at.getTime() + minutes * 60_000);

test('tries at the same moment are all counted', async () => {
	const database = await testDatabase();
	const who = newTestId();
	const results = await Promise.allSettled(
		Array.from({ length: 50 }, () => countTry(database, 'password:account', who, at)),
	);
	expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(10);
});

test('after a quarter of an hour, and after a success, counting begins anew', async () => {
	const database = await testDatabase();
	const who = newTestId();
	for (let attempt = 0; attempt < 10; attempt++) await countTry(database, 'second:login', who, at);
	await expect(countTry(database, 'second:login', who, later(14))).rejects.toMatchObject({
		code: 'not-now',
	});
	await countTry(database, 'second:login', who, later(15));
	await forgetTries(database, 'second:login', who, later(15));
	for (let attempt = 0; attempt < 10; attempt++)
		await countTry(database, 'second:login', who, later(16));
});

test('one household is one network, however its address is written; two households are two', async () => {
	const database = await testDatabase();
	const household = `2001:db8:${Math.floor(Math.random() * 9_999)}:7`;
	for (let attempt = 0; attempt < 10; attempt++) {
		await countTry(database, 'setup:network', networkOf(`${household}:${attempt}::1`), at);
	}
	const again = countTry(database, 'setup:network', networkOf(`${household}:ffff:1:2:3`), at);
	await expect(again).rejects.toMatchObject({ key: 'refusal_too_often' });
	await countTry(database, 'setup:network', networkOf('::ffff:192.0.2.77'), at);
});

test('neither addresses nor networks are kept', async () => {
	const database = await testDatabase();
	await countTry(database, 'code:address', 'hanako@example.jp', at);
	const rows = await ownerQuery<{ key: string }>('select key from auth.tries');
	expect(rows.some(({ key }) => key.includes('hanako'))).toBe(false);
});
