import { expect, test } from 'vitest';
import { sql } from 'drizzle-orm';
import { writeAudit } from '../../src/lib/server/audit.ts';
import {
	anOperator,
	context,
	countStatements,
	ownerQuery,
	testDatabase,
	trail,
} from '#test/database.ts';

test('every test has its own operator, and sees nothing of another one', async () => {
	const [one, other] = [await anOperator(), await anOperator()];
	const { database, now, newId } = context({ kind: 'anyone', operatorId: one.operatorId });
	const actor = { kind: 'system', operatorId: one.operatorId, task: 'test' } as const;

	await database.as(actor, (tx) =>
		writeAudit(tx, actor, now(), 'test.act', { subject: { kind: 'test', id: newId() } }),
	);

	expect(await trail(one.operatorId)).toEqual(['test.act']);
	expect(await trail(other.operatorId)).toEqual([]);
	const seen = await database.as({ ...actor, operatorId: other.operatorId }, (tx) =>
		tx.execute(sql`select 1 from audit_trail`),
	);
	expect(seen.rows).toEqual([]);
});

test('statements are counted', async () => {
	const database = await testDatabase();
	const count = await countStatements(() => database.outside((tx) => tx.execute(sql`select 1`)));
	expect(count).toBe(2);
	expect(await ownerQuery('select 1 as one')).toEqual([{ one: 1 }]);
});
