/** A backup is made while people write, is damaged in every way we could think of, and is put back on an empty machine. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import {
	chmodSync,
	copyFileSync,
	mkdirSync,
	mkdtempSync,
	readdirSync,
	readFileSync,
	rmSync,
	writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { newTestId } from '#test/database.ts';
import { seedDemo } from '../../demo/seed.ts';
import { contentAt, newArchive, readArchive } from '../../scripts/backups/archive.ts';
import { checkBackup } from '../../scripts/backups/check.ts';
import { lockDataFolder, secretsOf } from '../../scripts/data-folder.ts';
import { migrate } from '../../scripts/migrate.ts';
import { startPostgres, type Postgres } from '../../src/lib/server/postgres.ts';
import { prepareQueues } from '../../src/lib/server/queue.ts';

const launcher = fileURLToPath(new URL('../../scripts/run.js', import.meta.url));
const scratch = mkdtempSync(join(tmpdir(), 'otagaisama-backup-'));
// started by root, the database runs as another user, who must be able to pass
chmodSync(scratch, 0o711);
const here = aFolder('here');
let server: Postgres;
let source: pg.Pool;

beforeAll(async () => {
	const password = secretsOf(here).databasePassword;
	server = await startPostgres({ dataFolder: here, password, durable: false });
	await tell('postgres', 'create database otagaisama');
	const databaseUrl = server.urlOf('otagaisama');
	await migrate(databaseUrl);
	await prepareQueues(databaseUrl);
	await seedDemo({ databaseUrl, dataFolder: here, isSmall: true });
	source = new pg.Pool({ connectionString: databaseUrl, max: 4 });
	source.on('error', () => undefined);
}, 120_000);

afterAll(async () => {
	await source.end();
	await server.stop();
	rmSync(scratch, { recursive: true, force: true });
});

function aFolder(name: string): string {
	const folder = join(scratch, name);
	mkdirSync(folder, { mode: 0o711 });
	return folder;
}

async function tell(database: string, ...statements: string[]): Promise<void> {
	const client = new pg.Client({ connectionString: server.urlOf(database) });
	await client.connect();
	for (const statement of statements) await client.query(statement);
	await client.end();
}

/** A command as somebody types it, on a data folder; what it says, and how it ends. */
async function run(words: string[], dataFolder: string, databaseUrl = '') {
	const child = spawn(process.execPath, [launcher, ...words], {
		env: {
			...process.env,
			OTAGAISAMA_DATA: dataFolder,
			DATABASE_URL: databaseUrl,
			INIT_CWD: scratch,
		},
		stdio: ['ignore', 'pipe', 'pipe'],
	});
	let said = '';
	for (const stream of [child.stdout, child.stderr]) {
		stream.setEncoding('utf8').on('data', (part: string) => (said += part));
	}
	const [code] = await once(child, 'close');
	return { code, said };
}

/** Makes a backup into a folder of its own and answers the file. */
async function backUp(name: string, dataFolder = here, databaseUrl = ''): Promise<string> {
	const { code, said } = await run(['backup', name], dataFolder, databaseUrl);
	expect(code, said).toBe(0);
	const files = readdirSync(join(scratch, name));
	expect(files).toHaveLength(1);
	return join(scratch, name, files[0] ?? '');
}

/** One line for the content of every table. */
async function contentOf(pool: pg.Pool, file: string): Promise<Record<string, string>> {
	const { manifest } = await checkBackup(file);
	const found: Record<string, string> = {};
	for (const { schema, name, columns } of manifest.tables) {
		const { rows } = await pool.query<{ sum: string }>(
			`select count(*) || ' ' || coalesce(md5(string_agg(t::text, chr(10) order by t::text collate "C")), '') as sum
			from (select ${columns.map((column) => pg.escapeIdentifier(column)).join(', ')} from ${schema}.${name}) t`,
		);
		found[`${schema}.${name}`] = rows[0]?.sum ?? '';
	}
	return found;
}

/** Pairs of rows, each written in one transaction: a backup holds both or none. */
function writers(count: number) {
	let going = true;
	let written = 0;
	async function write(): Promise<void> {
		while (going) {
			const id = newTestId();
			const client = await source.connect();
			await client.query('begin');
			await client.query(
				`insert into mails (operator_id, id, to_address, subject, queued_at)
				select id, $1, 'pair@example.test', 'pair', now() from operators order by id limit 1`,
				[id],
			);
			await client.query(
				`insert into attempts (operator_id, id, what, origin_hash, at)
				select id, $1, 'pair', 'x', now() from operators order by id limit 1`,
				[id],
			);
			await client.query('commit');
			client.release();
			written++;
		}
	}
	const writing = Promise.all(Array.from({ length: count }, write));
	return {
		stop: async () => {
			going = false;
			await writing;
			return written;
		},
	};
}

async function embeddedIn(folder: string): Promise<pg.Pool> {
	const password = secretsOf(folder).databasePassword;
	const restored = await startPostgres({ dataFolder: folder, password, durable: false });
	const pool = new pg.Pool({ connectionString: restored.urlOf('otagaisama'), max: 2 });
	pool.on('error', () => undefined);
	onTestFinished(async () => {
		await pool.end();
		await restored.stop();
	});
	return pool;
}

test(
	'what is restored is one moment of a program in which people were writing',
	{ timeout: 60_000 },
	async () => {
		const people = writers(3);
		const file = await backUp('busy');
		const written = await people.stop();
		const folder = aFolder('after-busy');
		copyFileSync(join(here, 'secrets.json'), join(folder, 'secrets.json'));

		const restore = await run(['restore', file], folder);

		expect(restore.code, restore.said).toBe(0);
		expect(restore.said).toContain('元に戻しました');
		expect(restore.said).not.toContain('新しい鍵');
		const pool = await embeddedIn(folder);
		const { rows } = await pool.query<{ mails: number; attempts: number; missing: number }>(
			`select (select count(*)::int from mails where subject = 'pair') as mails,
			(select count(*)::int from attempts where what = 'pair') as attempts,
			(select count(*)::int from mails m where subject = 'pair'
				and not exists (select from attempts a where a.id = m.id)) as missing`,
		);
		console.log(`written meanwhile ${written}, in the backup ${rows[0]?.mails}`);
		expect(rows[0]).toMatchObject({ attempts: rows[0]?.mails, missing: 0 });
		expect(written).toBeGreaterThan(0);
	},
);

test(
	'every table and every paper comes back, also for an owner without special rights',
	{ timeout: 60_000 },
	async () => {
		const file = await backUp('calm');
		await tell(
			'postgres',
			`create role town login password 'town' createrole`,
			'grant otagaisama_app to town with admin option',
			'create database town owner town',
		);
		const url = new URL(server.urlOf('town'));
		Object.assign(url, { username: 'town', password: 'town' });
		const folder = aFolder('town');

		const restore = await run(['restore', file], folder, url.href);

		expect(restore.code, restore.said).toBe(0);
		expect(restore.said).toContain('新しい鍵を作りました');
		const town = new pg.Pool({ connectionString: server.urlOf('town'), max: 1 });
		onTestFinished(() => town.end());
		const before = await contentOf(source, file);
		const after = await contentOf(town, file);
		// they could not be read without the key, and everybody signs in again
		const renewed = ['auth.logins', 'auth.second_factors', 'auth.sign_ins'];
		for (const name of renewed) before[name] = after[name] ?? '';
		expect(after).toEqual(before);
		expect(Object.keys(after).length).toBeGreaterThan(60);
		const { rows } = await source.query<{ path: string }>(
			`select 'files/' || operator_id || '/' || id as path from files`,
		);
		expect(rows.length).toBeGreaterThan(3);
		for (const { path } of rows) {
			expect(readFileSync(join(folder, path)).equals(readFileSync(join(here, path)))).toBe(true);
		}

		const again = await backUp('from-town', folder, url.href);
		const count = async (path: string) =>
			(await checkBackup(path)).manifest.tables
				.filter(({ schema }) => schema === 'public')
				.map(({ name, rows: number }) => `${name} ${number}`);
		expect(await count(again)).toEqual(await count(file));
	},
);

test(
	'one changed byte anywhere, a missing part and a cut are found',
	{ timeout: 60_000 },
	async () => {
		const whole = readFileSync(await backUp('whole'));
		const damaged = join(scratch, 'damaged.tar');
		let undetected = 0;
		for (let number = 0; number < 100; number++) {
			const content = Buffer.from(whole);
			const at = Math.floor((number * (content.length - 1)) / 99);
			content[at] = (content[at] ?? 0) ^ (1 << (number % 8));
			writeFileSync(damaged, content);
			if (
				await checkBackup(damaged).then(
					() => true,
					() => false,
				)
			)
				undetected++;
		}
		expect(undetected).toBe(0);

		for (const length of [0, 700, Math.floor(whole.length / 2), whole.length - 1]) {
			writeFileSync(damaged, whole.subarray(0, length));
			await expect(checkBackup(damaged), `${length} bytes`).rejects.toThrow('壊れています');
		}

		writeFileSync(damaged, whole);
		const without = join(scratch, 'without.tar');
		const smaller = await newArchive(without);
		for (const place of await readArchive(damaged)) {
			if (place.name !== 'database/public.people.copy.gz') {
				await smaller.add(place.name, contentAt(damaged, place));
			}
		}
		await smaller.finish();
		await smaller.close();
		const folder = aFolder('untouched');
		const verified = await run(['verify-backup', without], folder);
		const restored = await run(['restore', without], folder);
		for (const { code, said } of [verified, restored]) {
			expect(code).toBe(1);
			expect(said).toContain('public.people.copy.gz がありません');
			expect(said).not.toMatch(/^\s+at /m);
		}
		expect(readdirSync(folder)).toEqual([]);
		const sound = await run(['verify-backup', 'damaged.tar'], folder);
		expect(sound, sound.said).toMatchObject({ code: 0 });
		console.log(`100 places of ${whole.length} bytes changed, undetected ${undetected}`);
	},
);

test(
	'nothing is overwritten: not a folder with data, not a running program, not with other keys',
	{ timeout: 60_000 },
	async () => {
		const file = await backUp('careful');
		const filled = aFolder('filled');
		mkdirSync(join(filled, 'files'));
		const busy = aFolder('busy-folder');
		const holder = { pid: process.pid, address: 'http://localhost:1' };
		const lock = await lockDataFolder(busy, holder, () => false);
		onTestFinished(() => lock.release());
		const foreign = aFolder('foreign');
		secretsOf(foreign);

		const answers = await Promise.all([
			run(['restore', file], filled),
			run(['restore', file], busy),
			run(['restore', file], foreign),
			run(['restore'], foreign),
			run(['restore', 'nowhere.tar'], foreign),
		]);

		expect(answers.map(({ code }) => code)).toEqual([1, 1, 1, 1, 1]);
		const sentences = ['空ではありません', '使用中です', '鍵', '1つ指定', '見つかりません'];
		answers.forEach(({ said }, index) => {
			expect(said).toContain(sentences[index]);
			expect(said).not.toMatch(/^\s+at /m);
		});
		expect(readdirSync(foreign)).toEqual(['secrets.json']);
		expect(readdirSync(filled)).toEqual(['files']);
	},
);

test('a backup that cannot be finished leaves nothing behind', { timeout: 60_000 }, async () => {
	const folder = aFolder('no-database');
	const { code, said } = await run(['backup', 'nothing'], folder);
	expect(code).toBe(1);
	expect(said).toContain('データベースはまだありません');
	const kept = await run(['backup', 'kept', '--keep', '2'], here);
	expect(kept.code, kept.said).toBe(0);
	await run(['backup', 'kept', '--keep', '2'], here);
	await run(['backup', 'kept', '--keep', '2'], here);
	expect(readdirSync(join(scratch, 'kept')).filter((name) => /\.tar$/.test(name))).toHaveLength(2);
	expect(readdirSync(join(scratch, 'kept'))).toHaveLength(2);
});

test(
	'data of a newer program is neither taken over nor restored by an older one',
	{ timeout: 60_000 },
	async () => {
		const good = await run(['upgrade', '--check'], here);
		expect(good, good.said).toMatchObject({ code: 0 });
		expect(good.said).toContain('更新できます');
		await source.query(
			`insert into migrations (name, checksum) values ('99991231T0000_later.sql', repeat('0', 64))`,
		);
		const file = await backUp('from-the-future');
		const folder = aFolder('for-the-future');
		const checked = await run(['upgrade', '--check'], here);
		const restored = await run(['restore', file], folder);
		await source.query(`delete from migrations where name = '99991231T0000_later.sql'`);

		expect(checked.code).toBe(1);
		expect(checked.said).toContain('もっと新しいプログラムで使われています');
		expect(restored.code).toBe(1);
		expect(restored.said).toContain('より新しいプログラム');
		expect(readdirSync(folder)).toEqual([]);
	},
);
