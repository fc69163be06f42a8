/** The second lock: what the database itself enforces between operators, whatever a query forgets. */
import { sql } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { ownerQuery, testDatabase } from '#test/database.ts';
import { aCouncil } from '#test/people.ts';

const tenantTables = () =>
	ownerQuery<{ name: string; secured: boolean; forced: boolean; policies: number }>(`
		select c.relname as name, c.relrowsecurity as secured, c.relforcerowsecurity as forced,
			(select count(*)::int from pg_policy p where p.polrelid = c.oid) as policies
		from pg_class c
		join pg_attribute a on a.attrelid = c.oid and a.attname = 'operator_id' and not a.attisdropped
		where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')
		order by c.relname`);

/** Tables of the installation itself; everything else must belong to an operator. */
const installationTables = ['care', 'migrations', 'operators'];

test('every table belongs to an operator, or is one of the few of the installation', async () => {
	const rows = await ownerQuery<{ name: string }>(`
		select c.relname as name from pg_class c
		where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')
			and not exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'operator_id')
		order by c.relname`);
	expect(rows.map((row) => row.name)).toEqual(installationTables);
});

test('every table of an operator is locked by row-level security, for its owner too', async () => {
	const tables = await tenantTables();
	expect(tables.length).toBeGreaterThan(20);
	expect(tables.filter((table) => !table.secured || !table.forced || table.policies === 0)).toEqual(
		[],
	);
});

test('primary keys, unique indexes and foreign keys between tenant tables begin with the operator', async () => {
	const keys = await ownerQuery<{ place: string; first: string }>(`
		select i.relname as place, a.attname as first
		from pg_index x
		join pg_class i on i.oid = x.indexrelid
		join pg_class t on t.oid = x.indrelid and t.relnamespace = 'public'::regnamespace
		join pg_attribute a on a.attrelid = t.oid and a.attnum = x.indkey[0]
		where x.indisunique and exists (select from pg_attribute o where o.attrelid = t.oid and o.attname = 'operator_id')
		union all
		select c.conname, a.attname
		from pg_constraint c
		join pg_class t on t.oid = c.conrelid and t.relnamespace = 'public'::regnamespace
		join pg_attribute a on a.attrelid = t.oid and a.attnum = c.conkey[1]
		join pg_class target on target.oid = c.confrelid and target.relnamespace = 'public'::regnamespace
		where c.contype = 'f' and exists (select from pg_attribute o where o.attrelid = t.oid and o.attname = 'operator_id')`);
	expect(keys.filter((key) => key.first !== 'operator_id')).toEqual([]);
});

test('a query that forgets its operator sees only rows of the actor, and outside an actor nothing', async () => {
	const here = await aCouncil();
	const there = await aCouncil();
	const database = await testDatabase();
	const operators = await database.as(here.sato, (tx) =>
		tx.execute<{ operator_id: string }>(sql`select distinct operator_id from people`),
	);
	expect(operators.rows).toEqual([{ operator_id: here.operatorId }]);
	expect(there.operatorId).not.toBe(here.operatorId);
	const outside = await database.outside((tx) => tx.execute(sql`select 1 from people`));
	expect(outside.rows).toEqual([]);
});

test('writing into another operator is refused by the database', async () => {
	const here = await aCouncil();
	const there = await aCouncil();
	const database = await testDatabase();
	const write = database.as(here.sato, (tx) =>
		tx.execute(
			sql`insert into partitions (operator_id, id, name, position) values (${there.operatorId}, gen_random_uuid(), 'x', 9)`,
		),
	);
	await expect(write).rejects.toMatchObject({ cause: { code: '42501' } });
});

test('nothing of an actor is left on a connection that goes back to the pool', async () => {
	const council = await aCouncil();
	const database = await testDatabase();
	await database.as(council.sato, (tx) => tx.execute(sql`select 1`));
	const { rows } = await database.outside((tx) =>
		tx.execute<{ operator: string | null }>(
			sql`select nullif(current_setting('app.operator', true), '') as operator`,
		),
	);
	expect(rows).toEqual([{ operator: null }]);
});

test('the program cannot change or delete what the audit trail says', async () => {
	const council = await aCouncil();
	const database = await testDatabase();
	for (const statement of [sql`update audit_trail set act = 'x'`, sql`delete from audit_trail`]) {
		await expect(database.as(council.sato, (tx) => tx.execute(statement))).rejects.toMatchObject({
			cause: { code: '42501' },
		});
	}
});
