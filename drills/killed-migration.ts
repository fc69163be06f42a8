import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import pg from 'pg';
import { root } from '../scripts/groundwork.ts';
import { migrate } from '../scripts/migrate.ts';
import { startPostgres } from '../src/lib/server/postgres.ts';
import { drill, unkept } from './drill.ts';
import { aKillingLine, type When } from './stage/killing-line.ts';
import { aDataFolder } from './stage/program.ts';

/** What is said before the first migration: the lock, the role and its rights, the list and what is on it. */
const preamble = 7;
/** Of each migration: begin, its text, its row in the list, commit. The last one comes through, so that the next is on. */
const kindsOfKill: readonly [number, When][] = [
	[1, 'before'],
	[2, 'after'],
	[3, 'after'],
	[4, 'before'],
	[4, 'after'],
];

export const killedMigration = drill({
	row: 'F8',
	fault: 'the update of the database is killed at every statement',
	promised: 'the next start goes on, and the schema is the same as if nothing had happened',
	sizes: { full: { last: Infinity }, short: { last: 2 } },
	async play(stage, { last }) {
		const server = await startPostgres({
			dataFolder: aDataFolder(stage),
			password: randomBytes(8).toString('hex'),
			durable: false,
		});
		stage.atEnd(server.stop);
		const tell = (text: string) => query(server.urlOf('postgres'), text);
		await tell('create database calm');
		await migrate(server.urlOf('calm'));
		await tell('create database killed');
		const url = server.urlOf('killed');
		const names = readdirSync(join(root, 'migrations'))
			.filter((name) => name.endsWith('.sql'))
			.sort();
		const earlier = names.slice(0, Math.max(0, names.length - last));
		if (earlier.length > 0) await migrate(url, new Set(earlier));

		let kills = 0;
		for (let at = 1; at <= preamble; at++)
			kills += await killAt(url, at, at % 2 ? 'before' : 'after');
		for (let done = await applied(url), tries = 0; done < names.length; tries++) {
			for (const [step, when] of kindsOfKill) kills += await killAt(url, preamble + step, when);
			const now = await applied(url);
			if (now !== done) tries = 0;
			if (tries > 3) break;
			done = now;
		}
		const left = await migrate(url);
		const same = (await schemaOf(url)) === (await schemaOf(server.urlOf('calm')));
		const count = await applied(url);
		return {
			done: `${kills} × SIGKILL, at every statement of ${names.length - earlier.length} migrations and what precedes them`,
			measured: `${count} of ${names.length} migrations applied, ${left.length} by the last run; schema ${same ? 'the same' : 'different'}`,
			broken: unkept({
				'every run after a kill goes on': count === names.length,
				'the schema is the same': same,
			}),
			late: [],
		};
	},
});

/** Runs the update as a process of its own on a line that kills it; answers 1 when it was killed. */
async function killAt(url: string, at: number, when: When): Promise<number> {
	let kill = (): unknown => undefined;
	const target = new URL(url);
	const line = await aKillingLine(Number(target.port), { at, when, kill: () => kill() });
	target.port = String(line.port);
	const child = spawn(process.execPath, [join(root, 'scripts', 'migrate.ts')], {
		env: { ...process.env, DATABASE_URL: target.href },
		stdio: 'ignore',
	});
	kill = () => child.kill('SIGKILL');
	await once(child, 'exit');
	line.close();
	return child.signalCode === 'SIGKILL' ? 1 : 0;
}

async function applied(url: string): Promise<number> {
	const [row] = await query<{ count: number }>(
		url,
		`select count(*)::int as count from migrations`,
	).catch(() => []);
	return row?.count ?? 0;
}

async function query<Row extends pg.QueryResultRow>(url: string, text: string): Promise<Row[]> {
	const client = new pg.Client({ connectionString: url });
	await client.connect();
	try {
		return (await client.query<Row>(text)).rows;
	} finally {
		await client.end();
	}
}

/** Everything that a dump of the schema would say, in one order. */
async function schemaOf(url: string): Promise<string> {
	const rows = await query<{ line: string }>(
		url,
		`with ours as (select oid, nspname from pg_namespace where nspname in ('public', 'auth'))
		select line from (
			select format('%s.%s %s %s %s %s', n.nspname, c.relname, c.relkind, c.relrowsecurity, c.relforcerowsecurity, c.relacl) as line
				from pg_class c join ours n on n.oid = c.relnamespace
			union all select format('%s.%s %s %s %s', a.attrelid::regclass, a.attname, format_type(a.atttypid, a.atttypmod), a.attnotnull, pg_get_expr(d.adbin, d.adrelid))
				from pg_attribute a join pg_class c on c.oid = a.attrelid join ours n on n.oid = c.relnamespace
				left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum where a.attnum > 0 and not a.attisdropped
			union all select format('%s %s %s', conrelid::regclass, conname, pg_get_constraintdef(c.oid)) from pg_constraint c join ours n on n.oid = c.connamespace
			union all select pg_get_indexdef(i.indexrelid) from pg_index i join pg_class c on c.oid = i.indexrelid join ours n on n.oid = c.relnamespace
			union all select pg_get_triggerdef(t.oid) from pg_trigger t join pg_class c on c.oid = t.tgrelid join ours n on n.oid = c.relnamespace where not t.tgisinternal
			union all select pg_get_functiondef(p.oid) from pg_proc p join ours n on n.oid = p.pronamespace where p.prokind <> 'a'
				and not exists (select from pg_depend e where e.objid = p.oid and e.deptype = 'e')
			union all select format('%s %s %s %s', polrelid::regclass, polname, pg_get_expr(polqual, polrelid), pg_get_expr(polwithcheck, polrelid)) from pg_policy
			union all select format('%s %s', name, checksum) from migrations
		) everything order by line collate "C"`,
	);
	return rows.map(({ line }) => line).join('\n');
}
