/**
 * What has to stand before pages can be served: the data folder, the secrets, the database with its
 * newest schema, and on the first start the demo region. Shared by `npm start` and `npm run dev`.
 */
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { startPostgres, StartProblem, type Postgres } from '../src/lib/server/postgres.ts';
import { lockDataFolder, makeDataFolder, secretsOf, type Lock } from './data-folder.ts';
import { migrate } from './migrate.ts';

export const root = fileURLToPath(new URL('..', import.meta.url));

export type Address = { host: string; port: number; origin: string };

export type Ground = {
	/** The environment of the web server, the worker and every script. */
	environment: NodeJS.ProcessEnv;
	lock: Lock;
	/** Undefined with an own server (DATABASE_URL). */
	postgres: Postgres | undefined;
	stop: () => Promise<void>;
};

type Wanted = {
	address: Address;
	seed: boolean;
	say: (line: string) => void;
	/** Tells a second start that this one is about to end. */
	isStopping: () => boolean;
};

const databaseName = 'otagaisama';

export async function layGround({ address, seed, say, isStopping }: Wanted): Promise<Ground> {
	const dataFolder = makeDataFolder(process.env.OTAGAISAMA_DATA ?? join(root, 'data'));
	const lock = await lockDataFolder(
		dataFolder,
		{ pid: process.pid, address: address.origin, stopping: false },
		isStopping,
	);
	const secrets = secretsOf(dataFolder);
	const own = process.env.DATABASE_URL;
	const postgres = own
		? undefined
		: await startPostgres({ dataFolder, password: secrets.databasePassword, log: say });
	try {
		const databaseUrl = own ?? (await database(postgres, say));
		const environment = {
			...process.env,
			OTAGAISAMA_DATA: dataFolder,
			OTAGAISAMA_SECRET: process.env.OTAGAISAMA_SECRET ?? secrets.secret,
			DATABASE_URL: databaseUrl,
			HOST: address.host,
			PORT: String(address.port),
			PUBLIC_ORIGIN: address.origin,
			ORIGIN_IS_FIXED: process.env.PUBLIC_ORIGIN ? '1' : '',
		};
		await prepare(databaseUrl, say);
		if (seed) await seedDemo(environment, say);
		return {
			environment,
			lock,
			postgres,
			stop: async () => {
				await postgres?.stop();
				lock.release();
			},
		};
	} catch (failure) {
		await postgres?.stop();
		throw failure;
	}
}

/** The database inside the embedded server; made on the first start. */
async function database(postgres: Postgres | undefined, say: (line: string) => void): Promise<string> {
	if (!postgres) throw new Error('no server');
	const client = new pg.Client({ connectionString: postgres.urlOf('postgres') });
	await client.connect();
	try {
		const known = await client.query('select 1 from pg_database where datname = $1', [databaseName]);
		if (known.rowCount === 0) {
			say('データベースを作っています… / making the database');
			await client.query(`create database ${databaseName}`);
		}
	} finally {
		await client.end();
	}
	return postgres.urlOf(databaseName);
}

async function prepare(databaseUrl: string, say: (line: string) => void): Promise<void> {
	try {
		const applied = await migrate(databaseUrl);
		if (applied.length) say(`データベースの更新: ${applied.length} 件 / migrations applied: ${applied.length}`);
	} catch (failure) {
		const unreachable =
			failure instanceof Error && 'code' in failure && /^(ECONN|ENOTFOUND|ETIMEDOUT|28P01|3D000)/.test(String(failure.code));
		if (!unreachable) throw failure;
		throw new StartProblem(
			`DATABASE_URL のデータベースに接続できません: ${failure.message}\nThe database of DATABASE_URL does not answer.`,
		);
	}
}

/** The demo region; the script itself sees to it that it happens once. */
async function seedDemo(environment: NodeJS.ProcessEnv, say: (line: string) => void): Promise<void> {
	const script = join(root, 'scripts', 'seed-demo.ts');
	if (!existsSync(script)) return;
	const child = spawn(process.execPath, [script], { cwd: root, env: environment, stdio: 'inherit' });
	const code = await new Promise<number | null>((resolve) => child.once('exit', resolve));
	if (code !== 0) say('デモ地域を用意できませんでした / the demo region could not be made');
}

/** Ends the program with a plain sentence where one is known, else with everything there is to know. */
export function failPlainly(failure: unknown): never {
	if (failure instanceof StartProblem) console.error(failure.message);
	else console.error(failure);
	process.exit(1);
}
