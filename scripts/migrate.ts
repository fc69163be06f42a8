/**
 * Brings the database to the newest schema. Run by every start, and by hand with `npm run migrate`.
 * Migrations are plain SQL, forward only, each in one transaction, remembered with a checksum.
 */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { runtimeRole } from '../src/lib/server/db.ts';

const folder = fileURLToPath(new URL('../migrations/', import.meta.url));

/**
 * Applies what is missing and returns the names of what was applied. Throws when an applied file was changed.
 * `only` stops at an older schema, for a backup that was made with it.
 */
export async function migrate(databaseUrl: string, only?: ReadonlySet<string>): Promise<string[]> {
	const client = new pg.Client({ connectionString: databaseUrl });
	await client.connect();
	try {
		await client.query("select pg_advisory_lock(hashtextextended('otagaisama:migrate', 0))");
		await client.query(
			`do $$ begin create role ${runtimeRole} nologin nobypassrls; exception when duplicate_object or unique_violation then null; end $$`,
		);
		await client.query(
			`do $$ begin execute format('grant ${runtimeRole} to %I', current_user); end $$`,
		);
		await client.query(`grant usage on schema public to ${runtimeRole}`);
		await client.query(
			'create table if not exists migrations (name text primary key, checksum text not null, applied_at timestamptz not null default now())',
		);
		await client.query(`grant select on migrations to ${runtimeRole}`);
		const applied = new Map<string, string>(
			(
				await client.query<{ name: string; checksum: string }>(
					'select name, checksum from migrations',
				)
			).rows.map((row) => [row.name, row.checksum]),
		);
		const done: string[] = [];
		for (const name of readdirSync(folder)
			.filter((file) => file.endsWith('.sql') && (!only || only.has(file)))
			.sort()) {
			const text = readFileSync(`${folder}${name}`, 'utf8');
			const checksum = createHash('sha256').update(text).digest('hex');
			const earlier = applied.get(name);
			if (earlier === checksum) continue;
			if (earlier)
				throw new Error(
					`The migration ${name} was changed after it had been applied. Restore the file, then start again.`,
				);
			await applyOne(client, name, text, checksum);
			done.push(name);
		}
		return done;
	} finally {
		await client.end();
	}
}

async function applyOne(
	client: pg.Client,
	name: string,
	text: string,
	checksum: string,
): Promise<void> {
	await client.query('begin');
	try {
		await client.query(text);
		await client.query('insert into migrations (name, checksum) values ($1, $2)', [name, checksum]);
		await client.query('commit');
	} catch (failure) {
		await client.query('rollback');
		throw new Error(`The migration ${name} failed; nothing of it was kept.`, { cause: failure });
	}
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
	const url = process.env.DATABASE_URL;
	if (!url) throw new Error('DATABASE_URL is not set');
	const done = await migrate(url);
	console.log(done.length ? `applied: ${done.join(', ')}` : 'nothing to apply');
}
