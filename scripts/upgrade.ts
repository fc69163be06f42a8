/**
 * `npm run upgrade-check`: whether this program can take over the data, and what it would change; changes nothing.
 * `npm run upgrade`: checks, makes a backup, brings the database up to date and builds the pages. Run it with the
 * program stopped, after the new program's files are there.
 */
import { existsSync, readFileSync } from 'node:fs';
import { statfs } from 'node:fs/promises';
import { join } from 'node:path';
import process from 'node:process';
import { parseArgs } from 'node:util';
import * as v from 'valibot';
import { findPrograms, serverUser, StartProblem } from '../src/lib/server/postgres-files.ts';
import { prepareQueues } from '../src/lib/server/queue.ts';
import { ownMigrations } from './backups/check.ts';
import { makeBackup } from './backups/make.ts';
import { thisProgram } from './backups/manifest.ts';
import { connect } from './backups/tables.ts';
import { ensureBuild } from './build.ts';
import { dataFolderPath, failPlainly, hasDatabase, root, takeDataFolder } from './groundwork.ts';
import { migrate } from './migrate.ts';
import { withDatabase } from './with-database.ts';

/** One thing that was looked at. `stop`: the upgrade would not work. */
type Finding = { level: 'good' | 'note' | 'stop'; ja: string; en: string };

const marks = { good: '○', note: '△', stop: '×' } as const;
const day = 86_400_000;

async function main(): Promise<void> {
	const { values } = parseArgs({ options: { check: { type: 'boolean', default: false } } });
	const { version } = thisProgram(root);
	console.log(`おたがいさま ${version} への更新を確かめます / checking for version ${version}`);
	const before = [packagesFinding(), postgresFinding(), await diskFinding()];
	report(before);
	if (before.some(({ level }) => level === 'stop')) throw new StartProblem(notYet);
	if (!values.check) await refuseWhileRunning();
	await withDatabase(async (url) => {
		const findings = await databaseFindings(url);
		report(findings);
		if (findings.some(({ level }) => level === 'stop')) throw new StartProblem(notYet);
		if (values.check) return;
		const made = await makeBackup(url, join(dataFolderPath(), 'backups'), new Date());
		console.log(`バックアップを作りました / backup made: ${made.path}`);
		const applied = await migrate(url);
		await prepareQueues(url);
		console.log(`データベースを更新しました（${applied.length} 件）/ database brought up to date`);
	});
	if (values.check) {
		console.log(
			'更新できます。プログラムを止めてから npm run upgrade を実行してください。\nThe upgrade will work: stop the program, then run "npm run upgrade".',
		);
		return;
	}
	await ensureBuild((line) => console.log(`· ${line}`));
	console.log(
		`更新が終わりました。npm start で始め、/version が ${version} になったことを確かめてください。\nDone. Start it with "npm start"; /version then says ${version}.`,
	);
}

const notYet =
	'× の付いたところを直してから、もう一度実行してください。何も変えていません。\nPut right what is marked ×, then run it again. Nothing was changed.';

function report(findings: readonly Finding[]): void {
	for (const { level, ja, en } of findings) console.log(`${marks[level]} ${ja}\n  ${en}`);
}

async function refuseWhileRunning(): Promise<void> {
	const { lock } = await takeDataFolder({ origin: 'npm run upgrade' }, () => false);
	lock.release();
}

const dependenciesShape = v.object({ dependencies: v.record(v.string(), v.string()) });

function packagesFinding(): Finding {
	const { dependencies } = v.parse(
		dependenciesShape,
		JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')),
	);
	const wrong = Object.entries(dependencies).filter(([name, wanted]) => {
		const file = join(root, 'node_modules', name, 'package.json');
		if (!existsSync(file)) return true;
		const { version } = v.parse(
			v.object({ version: v.string() }),
			JSON.parse(readFileSync(file, 'utf8')),
		);
		return version !== wanted;
	});
	if (wrong.length === 0) {
		return {
			level: 'good',
			ja: `Node.js ${process.versions.node}、部品はそろっています`,
			en: `Node.js ${process.versions.node}, all packages are there`,
		};
	}
	const names = wrong.map(([name]) => name).join(', ');
	return {
		level: 'stop',
		ja: `部品が古いか足りません（${names}）。npm ci を実行してください`,
		en: `packages are old or missing (${names}): run "npm ci"`,
	};
}

function postgresFinding(): Finding {
	if (process.env.DATABASE_URL) {
		return { level: 'good', ja: 'データベースは DATABASE_URL のものです', en: 'own database' };
	}
	const { version } = findPrograms(serverUser());
	const ours = version.split('.')[0] ?? '';
	const file = join(dataFolderPath(), 'postgres', 'PG_VERSION');
	const made = existsSync(file) ? readFileSync(file, 'utf8').trim() : ours;
	if (made === ours) {
		return {
			level: 'good',
			ja: `データベースの種類は同じです（PostgreSQL ${ours}）`,
			en: `same PostgreSQL (${ours})`,
		};
	}
	return {
		level: 'stop',
		ja: `データは PostgreSQL ${made}、新しいプログラムは ${ours} です。今までのプログラムで npm run backup、新しいプログラムで空のフォルダーへ npm run restore をしてください`,
		en: `the data is of PostgreSQL ${made}, the program brings ${ours}: back up with the old program, restore with the new one`,
	};
}

async function diskFinding(): Promise<Finding> {
	const folder = existsSync(dataFolderPath()) ? dataFolderPath() : root;
	const { bavail, bsize } = await statfs(folder);
	const gigabytes = Math.floor((bavail * bsize) / 100_000_000) / 10;
	const [ja, en] = [`空き容量は ${gigabytes} GB です`, `${gigabytes} GB of disk space are free`];
	return { level: gigabytes < 1 ? 'stop' : 'good', ja, en };
}

type Known = { migrations: ReadonlyMap<string, string>; backupAt: Date | undefined };

async function databaseFindings(url: string): Promise<Finding[]> {
	const { migrations, backupAt } = await readDatabase(url);
	const own = ownMigrations();
	const unknown = [...migrations.keys()].filter((name) => !own.has(name));
	const changed = [...migrations].filter(
		([name, checksum]) => own.has(name) && own.get(name) !== checksum,
	);
	const pending = [...own.keys()].filter((name) => !migrations.has(name));
	const findings: Finding[] = [];
	if (unknown.length > 0) {
		findings.push({
			level: 'stop',
			ja: `データは、もっと新しいプログラムで使われています（${unknown.length} 件）。新しいほうを使ってください`,
			en: `the data was used by a newer program (${unknown.join(', ')}): use that one`,
		});
	}
	if (changed.length > 0) {
		const names = changed.map(([name]) => name).join(', ');
		findings.push({
			level: 'stop',
			ja: `プログラムの一部が書き換えられています（${names}）。入れなおしてください`,
			en: `parts of the program were altered (${names}): install it again`,
		});
	}
	findings.push(
		pending.length === 0
			? { level: 'good', ja: 'データベースはもう新しい形です', en: 'the database is up to date' }
			: {
					level: 'good',
					ja: `データベースの更新が ${pending.length} 件あります（始めるときに自動で行います）`,
					en: `${pending.length} changes of the database wait: ${pending.join(', ')}`,
				},
	);
	const isFresh = backupAt !== undefined && Date.now() - backupAt.getTime() < day;
	findings.push(
		isFresh
			? {
					level: 'good',
					ja: '24時間以内のバックアップがあります',
					en: 'a backup of today is there',
				}
			: {
					level: 'note',
					ja: '24時間以内のバックアップがありません（npm run upgrade が最初に作ります）',
					en: 'no backup of today (npm run upgrade makes one first)',
				},
	);
	return findings;
}

async function readDatabase(url: string): Promise<Known> {
	const client = await connect(url);
	try {
		const { rows } = await client.query<{ known: boolean; care: boolean }>(
			`select to_regclass('public.migrations') is not null as known, to_regclass('public.care') is not null as care`,
		);
		const migrations = rows[0]?.known
			? await client.query<{ name: string; checksum: string }>('select * from migrations')
			: { rows: [] };
		const backup = rows[0]?.care
			? await client.query<{ at: Date }>(`select at from care where name = 'backup'`)
			: { rows: [] };
		return {
			migrations: new Map(migrations.rows.map(({ name, checksum }) => [name, checksum])),
			backupAt: backup.rows[0]?.at,
		};
	} finally {
		await client.end();
	}
}

if (!process.env.DATABASE_URL && !hasDatabase()) {
	failPlainly(
		new StartProblem(
			'データベースはまだありません。更新するものはないので、npm start で始められます。\nThere is no database yet, so nothing to upgrade: run "npm start".',
		),
	);
}
await main().catch(failPlainly);
