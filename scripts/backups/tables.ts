/** The database as text, table by table: out of one moment of a running program, and back into an empty one. */
import { pipeline } from 'node:stream/promises';
import { createGunzip, createGzip } from 'node:zlib';
import pg from 'pg';
import { from as copyFrom, to as copyTo } from 'pg-copy-streams';

export type Table = { schema: string; name: string; columns: string[]; rows: number };
type Found = Table & { byOperator: boolean; limited: boolean };

/** Written anew by whoever restores: the schema itself, what was done to this installation, and work that is asked for again. */
const leftOut = `not (n.nspname = 'public' and c.relname in ('migrations', 'care'))
	and n.nspname not in ('pgboss', 'information_schema') and n.nspname !~ '^pg_'`;

const nameOf = ({ schema, name }: Pick<Table, 'schema' | 'name'>) =>
	`${pg.escapeIdentifier(schema)}.${pg.escapeIdentifier(name)}`;
const columnsOf = ({ columns }: Pick<Table, 'columns'>) =>
	columns.map((column) => pg.escapeIdentifier(column)).join(', ');

/** Every table that people filled. An owner without special rights reads operator by operator: row-level security binds it too. */
export async function findTables(client: pg.Client): Promise<Found[]> {
	const { rows: sequences } = await client.query(
		`select c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace
		where c.relkind = 'S' and ${leftOut} and n.nspname in ('public', 'auth')`,
	);
	if (sequences.length > 0) throw new Error('a sequence would be missing from the backup');
	const { rows } = await client.query<Omit<Found, 'rows'>>(
		`select n.nspname::text as schema, c.relname::text as name, row_security_active(c.oid) as limited,
			(select array_agg(a.attname::text order by a.attnum) from pg_attribute a
				where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = '') as columns,
			exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'operator_id'
				and not a.attisdropped) as "byOperator"
		from pg_class c join pg_namespace n on n.oid = c.relnamespace
		where c.relkind in ('r', 'p') and not c.relispartition and ${leftOut}
			and pg_has_role(c.relowner, 'usage')
			and not exists (select from pg_depend d where d.objid = c.oid and d.deptype = 'e')
		order by 1, 2`,
	);
	return rows.map((row) => ({ ...row, rows: 0 }));
}

/** The rows of a table, compressed. `counted` hears how many there were once the last one is out. */
export async function* rowsOf(
	client: pg.Client,
	table: Found,
	operatorIds: readonly string[],
	counted: (rows: number) => void,
): AsyncGenerator<Uint8Array> {
	const select = `select ${columnsOf(table)} from ${nameOf(table)}`;
	const gzip = createGzip({ level: 5 });
	const filling = fill();
	filling.catch((failure: Error) => gzip.destroy(failure));
	yield* gzip;
	counted(await filling);

	async function fill(): Promise<number> {
		let rows = 0;
		if (!table.limited || !table.byOperator) rows = await copy(select);
		else for (const id of operatorIds) rows += await copyOne(id);
		gzip.end();
		return rows;
	}

	async function copyOne(id: string): Promise<number> {
		await client.query("select set_config('app.operator', $1, true)", [id]);
		return copy(`${select} where operator_id = ${pg.escapeLiteral(id)}`);
	}

	async function copy(query: string): Promise<number> {
		const stream = client.query(copyTo(`copy (${query}) to stdout`));
		await pipeline(stream, gzip, { end: false });
		return stream.rowCount;
	}
}

/**
 * Fills empty tables in one transaction: with triggers and foreign keys put aside, which are then put back
 * and checked by PostgreSQL against every row. `contentOf` answers the compressed rows of a table.
 */
export async function fillTables(
	client: pg.Client,
	tables: readonly Table[],
	contentOf: (table: Table) => AsyncIterable<Uint8Array>,
): Promise<void> {
	await client.query('begin');
	try {
		const putBack = await putAside(client, await findTables(client));
		for (const table of tables) {
			const target = client.query(
				copyFrom(`copy ${nameOf(table)} (${columnsOf(table)}) from stdin`),
			);
			await pipeline(contentOf(table), createGunzip(), target);
			const { rows } = await client.query<{ count: number }>(
				`select count(*)::int as count from ${nameOf(table)}`,
			);
			if (rows[0]?.count !== table.rows) throw new Error(`${table.name}: rows are missing`);
		}
		for (const statement of putBack) await client.query(statement);
		await client.query('commit');
	} catch (failure) {
		await client.query('rollback').catch(() => undefined);
		throw failure;
	}
	await client.query('analyze');
}

async function putAside(client: pg.Client, tables: readonly Found[]): Promise<string[]> {
	const names = tables.map(nameOf);
	const { rows: keys } = await client.query<{ table: string; name: string; definition: string }>(
		`select conrelid::regclass::text as "table", quote_ident(conname) as name, pg_get_constraintdef(oid) as definition
		from pg_constraint where contype = 'f' and conparentid = 0 and conrelid = any($1::regclass[])`,
		[names],
	);
	const { rows: forced } = await client.query<{ table: string }>(
		`select oid::regclass::text as "table" from pg_class where relforcerowsecurity and oid = any($1::regclass[])`,
		[names],
	);
	const aside = [
		...keys.map(({ table, name }) => `alter table ${table} drop constraint ${name}`),
		...names.map((table) => `alter table ${table} disable trigger user`),
		...forced.map(({ table }) => `alter table ${table} no force row level security`),
		`truncate ${names.join(', ')}`,
	];
	for (const statement of aside) await client.query(statement);
	return [
		...keys.map(
			({ table, name, definition }) => `alter table ${table} add constraint ${name} ${definition}`,
		),
		...names.map((table) => `alter table ${table} enable trigger user`),
		...forced.map(({ table }) => `alter table ${table} force row level security`),
	];
}

/** A connection that ends with an error instead of ending the program. */
export async function connect(url: string): Promise<pg.Client> {
	const client = new pg.Client({ connectionString: url });
	client.on('error', () => undefined);
	await client.connect();
	return client;
}
