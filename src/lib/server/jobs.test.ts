import { expect, test } from 'vitest';
import { anOperator, context, newTestId, ownerQuery, testTime } from '#test/database.ts';
import { readConfig } from './config.ts';
import { jobs } from './jobs.ts';

const config = readConfig({ DATABASE_URL: 'unused', OTAGAISAMA_SECRET: 'unused' });
const daysAgo = (days: number) => new Date(testTime.getTime() - days * 86_400_000);

test('tidying keeps the keys of a week and the tries of two days, and touches no other operator', async () => {
	const [{ operatorId }, other] = [await anOperator(), await anOperator()];
	for (const id of [operatorId, other.operatorId]) {
		for (const days of [1, 6, 8]) {
			await ownerQuery(
				'insert into idempotency_keys (operator_id, key, act, at) values ($1, $2, $3, $4)',
				[id, `key-of-day-${days}`, 'test.act', daysAgo(days)],
			);
			await ownerQuery(
				'insert into attempts (operator_id, id, what, origin_hash, at) values ($1, $2, $3, $4, $5)',
				[id, newTestId(), 'test', 'hash', daysAgo(days)],
			);
		}
	}

	const asSystem = context({ kind: 'system', operatorId, task: 'tidy' });
	await jobs.tidy(asSystem, { operatorId }, config);

	const left = (id: string) =>
		ownerQuery(
			`select (select count(*) from idempotency_keys where operator_id = $1) as keys,
				(select count(*) from attempts where operator_id = $1) as attempts`,
			[id],
		);
	expect(await left(operatorId)).toEqual([{ keys: 2, attempts: 1 }]);
	expect(await left(other.operatorId)).toEqual([{ keys: 3, attempts: 3 }]);
});
