import { eq, inArray } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { operators } from '#lib/operators/server/tables.ts';
import { anOperator, testDatabaseUrl } from '#test/database.ts';
import { openDatabase } from './db.ts';
import { statementNames } from './statement-names.ts';

const times = <T>(count: number, work: (at: number) => T): T[] =>
	Array.from({ length: count }, (_, at) => work(at));

test('a statement has a name from its fifth time on, always the same and none other', () => {
	const nameOf = statementNames();
	expect(times(6, () => nameOf('select 1'))).toEqual([
		...times(4, () => undefined),
		'often_1',
		'often_1',
	]);
	expect(times(5, () => nameOf('select 2')).at(-1)).toBe('often_2');
	expect(nameOf('select 1')).toBe('often_1');
});

test('texts that never come again take neither names nor memory without end', () => {
	const nameOf = statementNames();
	times(10_000, (at) => expect(nameOf(`select ${at}`)).toBeUndefined());
	times(5, () => nameOf('select 1'));
	expect(nameOf('select 1')).toBe('often_1');
	times(400, (at) => times(5, () => nameOf(`insert ${at}`)));
	expect(times(5, () => nameOf('insert 399')).at(-1)).toBeUndefined();
	expect(nameOf('select 1')).toBe('often_1');
});

test('a statement that is asked often is prepared and still answers for each value', async () => {
	const ids = [(await anOperator()).operatorId, (await anOperator()).operatorId];
	const database = openDatabase(await testDatabaseUrl(), { connections: 1 });
	try {
		for (const id of times(8, (at) => ids[at % 2] ?? '')) {
			const found = await database.outside((tx) =>
				tx.select({ id: operators.id }).from(operators).where(eq(operators.id, id)),
			);
			expect(found).toEqual([{ id }]);
		}
		await database.outside((tx) => tx.select().from(operators).where(inArray(operators.id, ids)));
		const { rows } = await database.pool.query<{ statement: string; used: number }>(
			`select statement, (generic_plans + custom_plans)::int as used from pg_prepared_statements`,
		);
		expect(rows).toEqual([
			{
				statement: expect.stringContaining('from "operators" where "operators"."id" = $1'),
				used: 4,
			},
		]);
	} finally {
		await database.close();
	}
});
