/** The tables as the code describes them are the tables that the migrations make. */
import { globSync, readFileSync } from 'node:fs';
import { getTableColumns, getTableName, is } from 'drizzle-orm';
import { PgTable, type PgColumn } from 'drizzle-orm/pg-core';
import { expect, test } from 'vitest';
import { ownerQuery } from '#test/database.ts';

const files = [
	...globSync('src/lib/**/server/tables.ts'),
	...globSync('src/lib/**/server/tables/*.ts'),
	...['audit', 'attempts', 'care', 'command', 'files', 'mail'].map(
		(name) => `src/lib/server/${name}.ts`,
	),
];

async function tablesOf(file: string): Promise<PgTable[]> {
	const loaded: Record<string, unknown> = await import(`../${file}`);
	return Object.values(loaded).filter((value): value is PgTable => is(value, PgTable));
}

/** What PostgreSQL calls a column's type, from what drizzle calls it. */
function typeOf(column: PgColumn): string {
	const type = column.getSQLType();
	return type === 'timestamp with time zone' || !type.endsWith('[]')
		? type
		: `${type.slice(0, -2)}[]`;
}

test.each(files)('%s matches the database', async (file) => {
	for (const table of await tablesOf(file)) {
		const name = getTableName(table);
		const actual = await ownerQuery<{ name: string; type: string; needed: boolean }>(
			`select a.attname as name, format_type(a.atttypid, a.atttypmod) as type, a.attnotnull as needed
			from pg_attribute a join pg_class c on c.oid = a.attrelid
			where c.relnamespace = 'public'::regnamespace and c.relname = $1 and a.attnum > 0 and not a.attisdropped
				and a.attgenerated = '' order by a.attname`,
			[name],
		);
		const described = Object.values(getTableColumns(table))
			.map((column) => ({ name: column.name, type: typeOf(column), needed: column.notNull }))
			.toSorted((a, b) => (a.name < b.name ? -1 : 1));
		expect({ name, columns: described }).toEqual({ name, columns: actual });
	}
});

test('what puts lists in order is compared letter by letter, whatever the language of the database', async () => {
	const columns = await ownerQuery<{ name: string; collation: string }>(
		`select c.relname || '.' || a.attname as name, l.collname as collation
		from pg_attribute a join pg_class c on c.oid = a.attrelid left join pg_collation l on l.oid = a.attcollation
		where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and a.attname ~ '(^|_)sort(_key)?$'
			and not a.attisdropped order by 1`,
		[],
	);
	expect(columns.length).toBeGreaterThan(5);
	expect(columns.filter(({ collation }) => collation !== 'C')).toEqual([]);
});

test('docs/PRIVACY.md says of every table what it holds about persons', async () => {
	const tables = await ownerQuery<{ name: string }>(
		`select c.relname as name from pg_class c
		where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition order by 1`,
		[],
	);
	const rows = readFileSync('docs/PRIVACY.md', 'utf8')
		.split('\n')
		.filter((line) => line.startsWith('| `'));
	const named = rows.flatMap((row) =>
		[...(row.split(' | ')[0] ?? '').matchAll(/`(\w+)[`.]/g)].map((match) => match[1] ?? ''),
	);
	expect(tables.map(({ name }) => name).filter((name) => !named.includes(name))).toEqual([]);
});
