import { sql } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { ownerQuery, testDatabase } from '#test/database.ts';
import { schemaIsComplete } from './schema-state.ts';

test('the schema is complete when every migration was applied, also beside a newer one', async () => {
	const database = await testDatabase();
	expect(await database.outside(schemaIsComplete)).toBe(true);

	await ownerQuery(
		"insert into migrations (name, checksum) values ('29991231T0000_later.sql', 'x')",
	);
	expect(await database.outside(schemaIsComplete)).toBe(true);
	await ownerQuery("delete from migrations where name = '29991231T0000_later.sql'");

	const [last] = await ownerQuery<{ name: string; checksum: string }>(
		'delete from migrations where name = (select max(name) from migrations) returning name, checksum',
	);
	expect(await database.outside(schemaIsComplete)).toBe(false);
	await ownerQuery('insert into migrations (name, checksum) values ($1, $2)', [
		last?.name,
		last?.checksum,
	]);
	expect(await database.outside((tx) => tx.execute(sql`select 1`))).toBeTruthy();
});
