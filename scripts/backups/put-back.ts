/** Puts a checked backup into an empty installation. */
import { randomBytes } from 'node:crypto';
import {
	createWriteStream,
	existsSync,
	mkdirSync,
	readdirSync,
	realpathSync,
	renameSync,
	rmSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import process from 'node:process';
import { pipeline } from 'node:stream/promises';
import { statfs } from 'node:fs/promises';
import { sql } from 'drizzle-orm';
import { verifyAudit } from '../../src/lib/server/audit.ts';
import { openDatabase } from '../../src/lib/server/db.ts';
import { startPostgres, StartProblem } from '../../src/lib/server/postgres.ts';
import { prepareQueues } from '../../src/lib/server/queue.ts';
import { secretsOf } from '../data-folder.ts';
import { databaseName, unfinishedName } from '../groundwork.ts';
import { migrate } from '../migrate.ts';
import { contentAt, type Place } from './archive.ts';
import type { Checked } from './check.ts';
import { fingerprintOf, type Manifest } from './manifest.ts';
import { signInKey } from './keys.ts';
import { connect, fillTables } from './tables.ts';

type Say = (line: string) => void;

export type Keys = 'same' | 'other' | 'none';

/** Whether the key that was put into the data folder is the one of the backup. */
export function compareKeys(dataFolder: string, { keys }: Manifest): Keys {
	const wanted = keys.find(({ name }) => name === signInKey);
	const given = process.env.OTAGAISAMA_SECRET;
	if (!given && !existsSync(join(dataFolder, 'secrets.json'))) return 'none';
	const key = given ?? secretsOf(dataFolder).secret;
	return fingerprintOf(signInKey, key) === wanted?.fingerprint ? 'same' : 'other';
}

/** What a restore may find in a data folder: keys that were put there first, and the rest of a restore that was killed. */
export function refuseFilledFolder(dataFolder: string): void {
	const unfinished = existsSync(join(dataFolder, unfinishedName));
	const allowed = new Set(['secrets.json', '.running', 'backups', 'lost+found', unfinishedName]);
	// papers come before the database: without one they are of the restore that was killed
	if (unfinished) allowed.add('files');
	const found = readdirSync(dataFolder).filter((name) => !allowed.has(name));
	if (found.length === 0) return;
	throw new StartProblem(
		`データフォルダーは空ではありません: ${dataFolder}\n上書きはしません。今のフォルダーの名前を変えて残し、空のフォルダーに戻してください。\nThe data folder is not empty; nothing is overwritten. Rename it and restore into an empty one.`,
	);
}

export async function refuseFullDisk(dataFolder: string, { parts }: Manifest): Promise<void> {
	const { bavail, bsize } = await statfs(dataFolder);
	const bytes = (prefix: string) =>
		parts.filter(({ name }) => name.startsWith(prefix)).reduce((sum, part) => sum + part.bytes, 0);
	// tables are compressed about eightfold, and get their indexes again; a new cluster has 80 MB
	const needed = bytes('files/') + bytes('database/') * 16 + 200_000_000;
	if (bavail * bsize >= needed) return;
	const amount = Math.ceil(needed / 1_000_000);
	throw new StartProblem(
		`空き容量が足りません（必要: 約 ${amount} MB）: ${dataFolder}\nThe disk is too full: about ${amount} MB are needed.`,
	);
}

/** An audit chain that was altered before the backup was made: everything in the backup is as it was then. */
export type BrokenChain = { operatorId: string; at: number };

type Wanted = { path: string; checked: Checked; dataFolder: string; newKeys: boolean; say: Say };

/**
 * Everything is made beside its place and moved there at the end; killed half-way, it begins again.
 * Answers the operators whose audit chain is not whole, with the row.
 */
export async function putBack(wanted: Wanted): Promise<BrokenChain[]> {
	const { path, checked, dataFolder, say } = wanted;
	const workshop = join(dataFolder, unfinishedName);
	sweep(workshop);
	// never the same name twice: the cluster may lie elsewhere, in a folder named after this one
	const draft = join(workshop, randomBytes(4).toString('hex'));
	mkdirSync(draft, { recursive: true, mode: 0o711 });
	let brokenChains: BrokenChain[];
	const own = process.env.DATABASE_URL;
	if (own) {
		await refuseFilledDatabase(own);
		await restoreFiles(path, checked, draft);
		brokenChains = await restoreDatabase(own, wanted);
	} else {
		const server = await startPostgres({
			dataFolder: draft,
			password: secretsOf(dataFolder).databasePassword,
			log: say,
		});
		try {
			const client = await connect(server.urlOf('postgres'));
			await client.query(`create database ${databaseName}`);
			await client.end();
			await restoreFiles(path, checked, draft);
			brokenChains = await restoreDatabase(server.urlOf(databaseName), wanted);
		} finally {
			await server.stop();
		}
	}
	rmSync(join(dataFolder, 'files'), { recursive: true, force: true });
	// the database comes last: with it the restore is complete
	for (const name of ['files', 'postgres']) {
		if (existsSync(join(draft, name))) renameSync(join(draft, name), join(dataFolder, name));
	}
	rmSync(workshop, { recursive: true, force: true });
	return brokenChains;
}

/** What a killed restore left, also where a link leads to. */
function sweep(workshop: string): void {
	if (!existsSync(workshop)) return;
	for (const name of readdirSync(workshop)) {
		const cluster = join(workshop, name, 'postgres');
		if (existsSync(cluster)) rmSync(realpathSync(cluster), { recursive: true, force: true });
	}
	rmSync(workshop, { recursive: true });
}

async function refuseFilledDatabase(url: string): Promise<void> {
	const client = await connect(url);
	try {
		const { rows } = await client.query(`select to_regclass('public.operators') as operators`);
		if (rows[0]?.operators === null) return;
		const { rowCount } = await client.query('select from operators limit 1');
		if (rowCount === 0) return;
	} finally {
		await client.end();
	}
	throw new StartProblem(
		'DATABASE_URL のデータベースは空ではありません。上書きはしません。空のデータベースを指定してください。\nThe database of DATABASE_URL is not empty; nothing is overwritten. Name an empty one.',
	);
}

async function restoreFiles(path: string, { places }: Checked, draft: string): Promise<void> {
	for (const [name, place] of places) {
		if (!/^files\/[0-9a-f-]{36}\/[0-9a-f-]{36}$/.test(name)) continue;
		mkdirSync(dirname(join(draft, name)), { recursive: true, mode: 0o700 });
		const target = createWriteStream(join(draft, name), { mode: 0o600, flush: true });
		await pipeline(contentAt(path, place), target);
	}
}

async function restoreDatabase(
	url: string,
	{ path, checked: { manifest, places }, newKeys }: Wanted,
): Promise<BrokenChain[]> {
	await migrate(url, new Set(manifest.migrations.map(({ name }) => name)));
	const client = await connect(url);
	try {
		await fillTables(client, manifest.tables, ({ schema, name }) =>
			contentAt(path, placeOf(places, `database/${schema}.${name}.copy.gz`)),
		);
		if (newKeys) {
			// they were encrypted with the key that is lost; whoever needs one sets it up again
			await client.query('delete from auth.second_factors');
			await client.query('update auth.logins set two_factor_enabled = false');
			await client.query('delete from auth.sign_ins');
		}
	} finally {
		await client.end();
	}
	await migrate(url);
	await prepareQueues(url);
	return compareChains(url, manifest);
}

function placeOf(places: ReadonlyMap<string, Place>, name: string): Place {
	const place = places.get(name);
	if (!place) throw new Error(`${name} is not in the backup`);
	return place;
}

/** Whether the audit chains are whole, and end where they ended when the backup was made. */
async function compareChains(url: string, { chains }: Manifest): Promise<BrokenChain[]> {
	const broken: BrokenChain[] = [];
	const database = openDatabase(url, { connections: 1 });
	try {
		for (const { operatorId, rows, hash } of chains) {
			const actor = { kind: 'system', operatorId, task: 'restore' } as const;
			const [found, last] = await database.as(actor, async (tx) => [
				await verifyAudit(tx, operatorId),
				await tx.execute<{ hash: string }>(
					sql`select hash from audit_trail where operator_id = ${operatorId} order by sequence desc limit 1`,
				),
			]);
			if (!found.whole) broken.push({ operatorId, at: found.brokenAt });
			else if (found.rows !== rows || last.rows[0]?.hash !== hash) {
				broken.push({ operatorId, at: rows });
			}
		}
		return broken;
	} finally {
		await database.close();
	}
}
