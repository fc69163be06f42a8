/** Makes a backup of a running or resting installation: one file, complete or not there at all. */
import { createReadStream, existsSync, mkdirSync, readdirSync, rmSync, statSync } from 'node:fs';
import { open, rename, statfs } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import process from 'node:process';
import type pg from 'pg';
import { StartProblem } from '../../src/lib/server/postgres-files.ts';
import { dataFolderPath, root } from '../groundwork.ts';
import { newArchive, type Archive, type Part } from './archive.ts';
import { checkBackup } from './check.ts';
import { keysOf } from './keys.ts';
import { format, sha256Of, thisProgram, type Manifest } from './manifest.ts';
import { connect, findTables, rowsOf } from './tables.ts';

export type Made = { path: string; bytes: number; manifest: Manifest };

const oldestPostgres = 150_000;

/** `folder` is made when it is missing. Throws a {@link StartProblem} for what the reader can put right. */
export async function makeBackup(ownerUrl: string, folder: string, at: Date): Promise<Made> {
	mkdirSync(folder, { recursive: true, mode: 0o700 });
	for (const name of readdirSync(folder)) {
		// of a backup that was killed; another one running now would be younger
		if (!isDraft(name)) continue;
		const age = at.getTime() - statSync(join(folder, name)).mtimeMs;
		if (age > 86_400_000) rmSync(join(folder, name));
	}
	const path = freeName(folder, at);
	const draft = `${path}.part`;
	const client = await connect(ownerUrl);
	try {
		await client.query('begin isolation level repeatable read, read only');
		const about = await aboutDatabase(client);
		await refuseFullDisk(folder, about.bytes);
		const archive = await newArchive(draft);
		try {
			const manifest = await fill(archive, client, about, at);
			const bytes = await archive.finish();
			await archive.close();
			await checkBackup(draft);
			await rename(draft, path);
			await syncFolder(folder);
			await client.query('commit');
			await remember(client, at, bytes);
			return { path, bytes, manifest };
		} catch (failure) {
			await archive.close().catch(() => undefined);
			rmSync(draft, { force: true });
			throw explainFullDisk(failure);
		}
	} finally {
		await client.end().catch(() => undefined);
	}
}

const named = /^otagaisama-\d{8}-\d{6}(-\d+)?\.tar$/;

function isDraft(name: string): boolean {
	return name.endsWith('.tar.part') && named.test(name.slice(0, -5));
}

/** The time in Japan, so that a list of files reads like a calendar. */
function stampOf(at: Date): string {
	const [day, time] = new Date(at.getTime() + 9 * 3_600_000).toISOString().split('T');
	return `${day?.replaceAll('-', '')}-${time?.slice(0, 8).replaceAll(':', '')}`;
}

function freeName(folder: string, at: Date): string {
	const stamp = stampOf(at);
	for (let number = 1; ; number++) {
		const name = `otagaisama-${stamp}${number === 1 ? '' : `-${number}`}.tar`;
		const path = resolve(folder, name);
		if (!existsSync(path) && !existsSync(`${path}.part`)) return path;
	}
}

/** Removes all but the newest `count` backups of a folder; answers how many. */
export function keepNewest(folder: string, count: number): number {
	const old = readdirSync(folder)
		.filter((name) => named.test(name))
		.sort()
		.slice(0, -count);
	for (const name of old) rmSync(join(folder, name));
	return old.length;
}

/** Removes backups that are older than `days`, by the day in their name; the newest three stay in any case. */
export function keepDays(folder: string, days: number, at: Date): number {
	const oldest = stampOf(new Date(at.getTime() - days * 86_400_000));
	const old = readdirSync(folder)
		.filter((name) => named.test(name))
		.sort()
		.slice(0, -3)
		.filter(
			(name) => name.slice('otagaisama-'.length, 'otagaisama-'.length + oldest.length) < oldest,
		);
	for (const name of old) rmSync(join(folder, name));
	return old.length;
}

type About = {
	postgres: string;
	bytes: number;
	migrations: Manifest['migrations'];
	operatorIds: string[];
};

async function aboutDatabase(client: pg.Client): Promise<About> {
	const { rows } = await client.query<{ version: string; number: number; ours: boolean }>(
		`select current_setting('server_version') as version, current_setting('server_version_num')::int as number,
			to_regclass('public.operators') is not null and to_regclass('public.migrations') is not null as ours`,
	);
	const [server] = rows;
	if (!server?.ours) {
		throw new StartProblem(
			'このデータベースは、まだ「おたがいさま」のものではありません。先に npm start を実行してください。\nThis database is not filled yet: run "npm start" first.',
		);
	}
	if (server.number < oldestPostgres) {
		throw new StartProblem(
			`PostgreSQL ${server.version} は古すぎます（15 以上が必要です）。\nPostgreSQL ${server.version} is too old: 15 or newer is needed.`,
		);
	}
	const { rows: migrations } = await client.query<Manifest['migrations'][number]>(
		'select name, checksum from migrations order by name',
	);
	const { rows: operators } = await client.query<{ id: string }>(
		'select id from operators order by id',
	);
	const { rows: sizes } = await client.query<{ bytes: string }>(
		`select (coalesce(sum(pg_table_size(c.oid)), 0))::text as bytes from pg_class c
		join pg_namespace n on n.oid = c.relnamespace where c.relkind = 'r' and n.nspname in ('public', 'auth')`,
	);
	return {
		postgres: server.version,
		bytes: Number(sizes[0]?.bytes ?? 0),
		migrations,
		operatorIds: operators.map(({ id }) => id),
	};
}

/** Room for the database as it is and all papers: more than the backup will be. */
async function refuseFullDisk(folder: string, databaseBytes: number): Promise<void> {
	const { bavail, bsize } = await statfs(folder);
	const needed = databaseBytes + bytesBelow(join(dataFolderPath(), 'files')) + 16_000_000;
	if (bavail * bsize >= needed) return;
	throw new StartProblem(diskIsFull(folder, needed));
}

function bytesBelow(folder: string): number {
	if (!existsSync(folder)) return 0;
	return readdirSync(folder, { recursive: true, withFileTypes: true })
		.filter((entry) => entry.isFile())
		.reduce((sum, entry) => sum + statSync(join(entry.parentPath, entry.name)).size, 0);
}

function diskIsFull(folder: string, needed?: number): string {
	const [ja, en] = needed
		? [`（必要: 約 ${megabytes(needed)} MB）`, ` (about ${megabytes(needed)} MB are needed)`]
		: ['', ''];
	return `空き容量が足りません${ja}: ${folder}\nいらないファイルを片付けるか、別の場所を指定してください: npm run backup -- フォルダー\nThe disk is too full${en}. Free some space or name another folder.`;
}

export function megabytes(bytes: number): string {
	return (bytes / 1_000_000).toFixed(1);
}

function explainFullDisk(failure: unknown): unknown {
	const isFull = failure instanceof Error && 'code' in failure && failure.code === 'ENOSPC';
	return isFull ? new StartProblem(diskIsFull('')) : failure;
}

async function fill(
	archive: Archive,
	client: pg.Client,
	{ postgres, migrations, operatorIds }: About,
	at: Date,
): Promise<Manifest> {
	const dataFolder = dataFolderPath();
	const parts: Part[] = [await archive.add('README.txt', [Buffer.from(readme)])];
	const tables: Manifest['tables'] = [];
	const keys = keysOf(dataFolder);
	for (const table of await findTables(client)) {
		const part = `database/${table.schema}.${table.name}.copy.gz`;
		let rows = 0;
		const content = rowsOf(client, table, operatorIds, (count) => (rows = count));
		parts.push(await archive.add(part, content));
		tables.push({ schema: table.schema, name: table.name, columns: table.columns, rows, part });
	}
	const missingFiles: string[] = [];
	for (const { name, sha256 } of await listPapers(client, operatorIds)) {
		const path = join(dataFolder, name);
		if (!existsSync(path)) {
			missingFiles.push(name);
			continue;
		}
		const part = await archive.add(name, createReadStream(path));
		parts.push(part);
		if (part.sha256 !== sha256) missingFiles.push(name);
	}
	const manifest: Manifest = {
		format,
		madeAt: at.toISOString(),
		program: thisProgram(root),
		postgres,
		migrations,
		tables,
		missingFiles,
		chains: await chainEnds(client, operatorIds),
		keys,
		parts,
	};
	const text = `${JSON.stringify(manifest, null, '\t')}\n`;
	await archive.add('manifest.json', [Buffer.from(text)]);
	await archive.add('manifest.sha256', [Buffer.from(`${sha256Of(text)}  manifest.json\n`)]);
	return manifest;
}

/** The papers of this moment: one added later is not in the snapshot, and none is ever changed. */
async function listPapers(
	client: pg.Client,
	operatorIds: readonly string[],
): Promise<{ name: string; sha256: string }[]> {
	return eachOperator(client, operatorIds, async (id) => {
		const { rows } = await client.query<{ name: string; sha256: string }>(
			`select 'files/' || operator_id || '/' || id as name, sha256 from files where operator_id = $1 order by id`,
			[id],
		);
		return rows;
	});
}

async function chainEnds(
	client: pg.Client,
	operatorIds: readonly string[],
): Promise<Manifest['chains']> {
	return eachOperator(client, operatorIds, async (id) => {
		const { rows } = await client.query<Manifest['chains'][number]>(
			`select operator_id as "operatorId", sequence::int as rows, hash from audit_trail
			where operator_id = $1 order by sequence desc limit 1`,
			[id],
		);
		return rows;
	});
}

async function eachOperator<T>(
	client: pg.Client,
	operatorIds: readonly string[],
	query: (id: string) => Promise<T[]>,
): Promise<T[]> {
	const found: T[] = [];
	for (const id of operatorIds) {
		await client.query("select set_config('app.operator', $1, true)", [id]);
		found.push(...(await query(id)));
	}
	return found;
}

/** A rename is only safe from a power cut once its folder is on the disk. Windows does that by itself. */
async function syncFolder(folder: string): Promise<void> {
	if (process.platform === 'win32') return;
	const handle = await open(folder, 'r');
	await handle.sync();
	await handle.close();
}

/** For the page that shows the secretariat how old the newest backup is. */
async function remember(client: pg.Client, at: Date, bytes: number): Promise<void> {
	const { rows } = await client.query(`select to_regclass('public.care') is not null as there`);
	if (rows[0]?.there !== true) return;
	await client.query(
		`insert into care (name, at, detail) values ('backup', $1, $2)
		on conflict (name) do update set at = excluded.at, detail = excluded.detail`,
		[at, { bytes }],
	);
}

const readme = `これは「おたがいさま」のバックアップです。個人の情報が入っています。責任者だけが開ける場所に保管してください。

確かめる: npm run verify-backup -- このファイル
元に戻す: npm run restore -- このファイル（データフォルダーは空にしておきます）

鍵（secrets.json）は入っていません。別の場所に保管してください。

This is a backup of おたがいさま (otagaisama). It holds personal data: keep it where only the responsible persons reach it.

Check it: npm run verify-backup -- THIS-FILE
Restore it into an empty data folder: npm run restore -- THIS-FILE

The keys (secrets.json) are not inside. Keep them at another place.
`;
