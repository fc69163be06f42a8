/**
 * What has to stand before pages can be served: the data folder, the secrets, the database with its
 * newest schema, and on the first start the demo region. Shared by `npm start` and `npm run dev`.
 */
import { spawn } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { prepareQueues } from '../src/lib/server/queue.ts';
import {
	runningPostgres,
	startPostgres,
	StartProblem,
	type Postgres,
} from '../src/lib/server/postgres.ts';
import { lockDataFolder, makeDataFolder, secretsOf } from './data-folder.ts';
import type { Lock } from './lock.ts';
import { migrate } from './migrate.ts';

export const root = fileURLToPath(new URL('..', import.meta.url));

export type Address = { host: string; port: number; origin: string };

export type TakenFolder = { path: string; lock: Lock };

export type Ground = {
	/** The environment of the web server, the worker and every script. */
	environment: NodeJS.ProcessEnv;
	/** While there is no 運営主体: what proves on the page /setup that this is who started the program. */
	setupCode: string | undefined;
	stop: () => Promise<void>;
};

type Wanted = {
	folder: TakenFolder;
	address: Address;
	seed: boolean;
	say: Say;
};

type Say = (line: string) => void;

type Filled = 'filled' | 'half' | 'as it was';

export const databaseName = 'otagaisama';
/** The folder in which a restore works until it is complete (scripts/backups/put-back.ts). */
export const unfinishedName = '.restoring';
/** Until the demo region is complete, so that a start killed half-way leaves nothing half-made. */
const draftName = `${databaseName}_new`;

/** Claims OTAGAISAMA_DATA for this program. `isStopping` lets the next start wait for this one's end. */
export async function takeDataFolder(
	{ origin }: Pick<Address, 'origin'>,
	isStopping: () => boolean,
): Promise<TakenFolder> {
	const path = makeDataFolder(dataFolderPath());
	const lock = await lockDataFolder(path, { pid: process.pid, address: origin }, isStopping);
	return { path, lock };
}

/** The database of the embedded server, when the program is running: for commands beside it. */
export function runningDatabase(): string | undefined {
	if (!hasDatabase()) return undefined;
	const folder = dataFolderPath();
	return runningPostgres(folder, secretsOf(folder).databasePassword)?.urlOf(databaseName);
}

export function hasDatabase(): boolean {
	return existsSync(join(dataFolderPath(), 'postgres'));
}

export function dataFolderPath(): string {
	return resolve(process.env.OTAGAISAMA_DATA || join(root, 'data'));
}

export async function layGround({ folder, address, seed, say }: Wanted): Promise<Ground> {
	if (existsSync(join(folder.path, unfinishedName))) throw new StartProblem(restoreFirst);
	const secrets = secretsOf(folder.path);
	const common = commonEnvironment(folder.path, address, secrets.secret);
	const fill = async (databaseUrl: string): Promise<Filled> => {
		await bringUpToDate(databaseUrl, say);
		if (!seed || (await hasOperator(databaseUrl))) return 'as it was';
		return seedDemo({ ...common, DATABASE_URL: databaseUrl }, say);
	};
	const own = process.env.DATABASE_URL;
	const postgres = own
		? undefined
		: await startPostgres({
				dataFolder: folder.path,
				password: secrets.databasePassword,
				log: say,
			});
	const stop = async () => {
		await postgres?.stop();
		folder.lock.release();
	};
	try {
		if (postgres) await makeDatabase(postgres, fill);
		else if (own) await fill(own).catch(explainUnreachable);
		const databaseUrl = own || (postgres?.urlOf(databaseName) ?? '');
		const setupCode = (await hasOperator(databaseUrl)) ? undefined : newSetupCode();
		return {
			environment: {
				...common,
				DATABASE_URL: databaseUrl,
				OTAGAISAMA_SETUP_CODE: setupCode && plain(setupCode),
			},
			setupCode,
			stop,
		};
	} catch (failure) {
		await stop();
		throw failure;
	}
}

const restoreFirst =
	'データを戻す作業が途中で止まっています。もう一度 npm run restore -- ファイル を実行してください。' +
	'\nA restore was interrupted: run "npm run restore -- FILE" again.';

function commonEnvironment(
	dataFolder: string,
	address: Address,
	secret: string,
): NodeJS.ProcessEnv {
	return {
		...process.env,
		OTAGAISAMA_DATA: dataFolder,
		OTAGAISAMA_SECRET: process.env.OTAGAISAMA_SECRET ?? secret,
		HOST: address.host,
		PORT: String(address.port),
		PUBLIC_ORIGIN: address.origin,
		PUBLIC_ORIGIN_IS_DEFAULT: process.env.PUBLIC_ORIGIN ? '' : '1',
	};
}

/** As the form of /setup hands it on, however it was typed. */
function plain(setupCode: string): string {
	return setupCode.replace('-', '').toLowerCase();
}

/** The database inside the embedded server: made under another name and renamed when it is complete. */
async function makeDatabase(
	postgres: Postgres,
	fill: (url: string) => Promise<Filled>,
): Promise<void> {
	const client = new pg.Client({ connectionString: postgres.urlOf('postgres') });
	client.on('error', () => undefined);
	await client.connect();
	try {
		const known = await client.query('select 1 from pg_database where datname = $1', [
			databaseName,
		]);
		if (known.rowCount === 1) {
			await fill(postgres.urlOf(databaseName));
			return;
		}
		await client.query(`drop database if exists ${draftName} with (force)`);
		await client.query(`create database ${draftName}`);
		if ((await fill(postgres.urlOf(draftName))) === 'half') {
			await client.query(`drop database ${draftName} with (force)`);
			await client.query(`create database ${draftName}`);
			await bringUpToDate(postgres.urlOf(draftName), () => undefined);
		}
		await client.query(`alter database ${draftName} rename to ${databaseName}`);
	} finally {
		await client.end();
	}
}

async function bringUpToDate(databaseUrl: string, say: Say): Promise<void> {
	const applied = await migrate(databaseUrl);
	if (applied.length) {
		say(`データベースを更新しました（${applied.length} 件）/ database brought up to date`);
	}
	await prepareQueues(databaseUrl);
}

function explainUnreachable(failure: unknown): never {
	const code = failure instanceof Error && 'code' in failure ? String(failure.code) : '';
	// nobody listens, unknown name, wrong password, no such database
	if (!/^(ECONN|ENOTFOUND|EAI_AGAIN|ETIMEDOUT|28|3D000)/.test(code)) throw failure;
	throw new StartProblem(
		`DATABASE_URL のデータベースに接続できません（${code}）。\nThe database of DATABASE_URL does not answer (${code}).`,
	);
}

/** Eight signs that cannot be taken for each other; known only to this run. */
function newSetupCode(): string {
	const signs = 'ABCDEFGHJKMNPQRSTUVWXYZ23456789';
	const four = () => Array.from({ length: 4 }, () => signs[randomInt(signs.length)]).join('');
	return `${four()}-${four()}`;
}

async function hasOperator(databaseUrl: string): Promise<boolean> {
	const client = new pg.Client({ connectionString: databaseUrl });
	await client.connect();
	try {
		return (await client.query('select 1 from operators limit 1')).rowCount === 1;
	} finally {
		await client.end();
	}
}

/** The demo region. The program is of use without it: a failure is said, and the start goes on. */
async function seedDemo(environment: NodeJS.ProcessEnv, say: Say): Promise<Filled> {
	const script = join(root, 'scripts', 'seed-demo.ts');
	if (!existsSync(script)) return 'as it was';
	say('デモ地域を用意しています… / making the demo region');
	const child = spawn(process.execPath, [script], {
		cwd: root,
		env: environment,
		stdio: 'inherit',
	});
	const code = await new Promise<number | null>((resolve) => child.once('exit', resolve));
	if (code === 0) return 'filled';
	say('デモ地域を用意できませんでした / the demo region could not be made, its messages are above');
	return 'half';
}

/** What whoever starts an empty installation has to know. */
export function aboutSetup(address: Address, setupCode: string): string {
	return `はじめての設定: ${address.origin}/setup を開き、この番号を入れてください → ${setupCode}
First run: open ${address.origin}/setup and enter this code.`;
}

/** Ends the program with a plain sentence where one is known, else with everything there is to know. */
export function failPlainly(failure: unknown): never {
	if (failure instanceof StartProblem) console.error(failure.message);
	else console.error(failure);
	process.exit(1);
}
