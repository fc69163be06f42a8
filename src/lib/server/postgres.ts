/**
 * The embedded PostgreSQL: started, watched over and stopped by the program that calls
 * {@link startPostgres}. It listens on 127.0.0.1 only (connection addresses for sockets differ between
 * systems) and asks for a password.
 *
 * Never two servers on one folder: PostgreSQL's own postmaster.pid decides, and it is only removed when
 * the process it names is provably another program. A server left over by a killed start is ended first.
 */
import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import {
	closeSync,
	existsSync,
	openSync,
	readFileSync,
	readlinkSync,
	realpathSync,
	rmSync,
	statSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import process from 'node:process';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import {
	clusterFolder,
	ensureCluster,
	findPrograms,
	ownCluster,
	ownerRole,
	serverEnvironment,
	serverUser,
	StartProblem,
	type Programs,
	type ServerUser,
} from './postgres-files.ts';

export type Postgres = {
	/** The owner's address of a database in this server. */
	urlOf: (database: string) => string;
	/** The process that runs now; another one after a crash. */
	pid: () => number | undefined;
	stop: () => Promise<void>;
};

export type PostgresOptions = {
	dataFolder: string;
	password: string;
	/** False only for tests: data may be lost when the machine loses power. */
	durable?: boolean;
	/** The data folder is removed once the server has ended, also when we are killed. */
	temporary?: boolean;
	log?: (line: string) => void;
};

type Running = { child: ChildProcess; exited: Promise<string> };

const patience = { leftOver: 60_000 };

function wrongPassword(dataFolder: string): string {
	return (
		`データベースのパスワードが合いません。${join(dataFolder, 'secrets.json')} をバックアップから戻してください。` +
		`\nThe database does not take its password: restore secrets.json from a backup.`
	);
}

export async function startPostgres(options: PostgresOptions): Promise<Postgres> {
	const {
		dataFolder,
		password,
		durable = true,
		temporary = false,
		log = () => undefined,
	} = options;
	const user = serverUser();
	const programs = findPrograms(user);
	const cluster = clusterFolder(dataFolder, user);
	ensureCluster({ dataFolder, cluster, programs, user, password, durable });
	ownCluster(cluster, user);
	if (!cluster.startsWith(realpathSync(dataFolder))) {
		log(`データベースの保存先は ${cluster} です / the database lies in ${cluster}`);
	}
	endLeftOver(cluster, programs, user, log);

	let port = 0;
	let stopping = false;
	let running: Running | undefined;
	const urlOf = (database: string) => addressOf(password, port, database);

	async function startOnce(): Promise<Running> {
		const deadline = Date.now() + patience.leftOver;
		for (let attempt = 1; ; attempt++) {
			// the first port that works is kept: running programs know the address
			port ||= await freePort();
			const started = run({ cluster, programs, user, port, durable });
			watchOver(started, temporary ? [dataFolder, cluster] : []);
			const failure = await Promise.race([
				started.exited,
				answers(urlOf('postgres'), started.child),
			]);
			if (failure === 'yes') return started;
			if (failure === 'wrong password') {
				end(started.child, cluster, programs, user);
				await started.exited;
				throw new StartProblem(wrongPassword(dataFolder));
			}
			const waitForOthers = /lock file|pre-existing shared memory/.test(failure);
			if (/could not (bind|create any TCP)/.test(failure) && !running) port = 0;
			else if (waitForOthers) forgetForeignPid(cluster, log);
			if (attempt >= 5 && !(waitForOthers && Date.now() < deadline)) {
				throw new Error(`PostgreSQL does not start:\n${failure}`);
			}
			await sleep(200);
		}
	}

	async function supervise(): Promise<void> {
		for (;;) {
			const startedAt = Date.now();
			await running?.exited;
			if (stopping) return;
			log('データベースが止まりました。起動しなおします / the database ended, starting it again');
			if (Date.now() - startedAt < 5_000) await sleep(300);
			while (!stopping) {
				try {
					running = await startOnce();
					log('データベースが戻りました / the database is back');
					break;
				} catch (failure) {
					log(`データベースを起動できません / the database does not start: ${String(failure)}`);
					await sleep(5_000);
				}
			}
		}
	}

	running = await startOnce();
	const supervision = supervise();

	return {
		urlOf,
		pid: () => running?.child.pid,
		stop: async () => {
			stopping = true;
			if (running) end(running.child, cluster, programs, user);
			await running?.exited;
			await supervision;
			if (!temporary) return;
			for (const folder of [cluster, dataFolder]) rmSync(folder, { recursive: true, force: true });
		},
	};
}

/** Where the server of a data folder listens, when one is running: for commands beside the program. */
export function runningPostgres(
	dataFolder: string,
	password: string,
): Pick<Postgres, 'urlOf'> | undefined {
	const cluster = join(dataFolder, 'postgres');
	if (!existsSync(join(cluster, 'postmaster.pid'))) return undefined;
	const [pid, , , port] = readFileSync(join(cluster, 'postmaster.pid'), 'utf8').split('\n');
	if (!port || whatRuns(Number(pid), realpathSync(cluster)) === 'another program') return undefined;
	return { urlOf: (database) => addressOf(password, Number(port), database) };
}

function addressOf(password: string, port: number, database: string): string {
	return `postgres://${ownerRole}:${encodeURIComponent(password)}@127.0.0.1:${port}/${database}`;
}

type Start = {
	cluster: string;
	programs: Programs;
	user: ServerUser;
	port: number;
	durable: boolean;
};

function run({ cluster, programs, user, port, durable }: Start): Running {
	const settings = {
		listen_addresses: '127.0.0.1',
		port: String(port),
		unix_socket_directories: '',
		max_connections: '100',
		shared_buffers: durable ? '128MB' : '64MB',
		timezone: 'UTC',
		log_timezone: 'UTC',
		jit: 'off',
		// a failed statement must not bring what somebody wrote into the server's log
		log_error_verbosity: 'terse',
		log_min_error_statement: 'panic',
		// said out loud, although they are PostgreSQL's own: what was acknowledged is on the disk
		fsync: durable ? 'on' : 'off',
		synchronous_commit: durable ? 'on' : 'off',
		full_page_writes: durable ? 'on' : 'off',
	};
	const logFile = join(cluster, 'server.log');
	const large = (statSync(logFile, { throwIfNoEntry: false })?.size ?? 0) > 10_000_000;
	const log = openSync(logFile, large ? 'w' : 'a', 0o600);
	const begin = statSync(logFile).size;
	const child = spawn(
		programs.postgres,
		[
			'-D',
			cluster,
			...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]),
		],
		// a process group of its own: Ctrl-C in the terminal must reach the web server first
		{ ...user, detached: true, stdio: ['ignore', log, log], env: serverEnvironment() },
	);
	closeSync(log);
	const exited = new Promise<string>((resolve) => {
		child.once('error', (failure) => resolve(String(failure)));
		child.once('exit', () => resolve(readFileSync(logFile, 'utf8').slice(begin).trim() || 'ended'));
	});
	return { child, exited };
}

/** Resolves as soon as the server answers; a long recovery is waited for. Never, when it ends before. */
async function answers(url: string, child: ChildProcess): Promise<'yes' | 'wrong password'> {
	while (child.exitCode === null && child.signalCode === null) {
		const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 2_000 });
		client.on('error', () => undefined);
		try {
			await client.connect();
			return 'yes';
		} catch (failure) {
			const refused = failure instanceof Error && 'code' in failure && failure.code === '28P01';
			if (refused) return 'wrong password';
			await sleep(15);
		} finally {
			await client.end().catch(() => undefined);
		}
	}
	return new Promise(() => undefined);
}

function freePort(): Promise<number> {
	return new Promise((resolve, reject) => {
		const probe = createServer();
		probe.once('error', reject);
		probe.listen(0, '127.0.0.1', () => {
			const address = probe.address();
			probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
		});
	});
}

/**
 * A shell that does nothing but wait for us to end, however we end: then its input closes and it asks
 * PostgreSQL to stop. Windows has none; there the next start ends what was left over.
 */
function watchOver({ child, exited }: Running, remove: string[]): void {
	if (process.platform === 'win32' || child.pid === undefined) return;
	const script = `cat >/dev/null
		kill -INT "$1"
		[ $# -gt 1 ] || exit 0
		while kill -0 "$1" 2>/dev/null; do sleep 0.1; done
		shift
		rm -rf "$@"`;
	const watch = spawn('/bin/sh', ['-c', script, 'sh', String(child.pid), ...remove], {
		detached: true,
		cwd: '/',
		stdio: ['pipe', 'ignore', 'ignore'],
	});
	watch.on('error', () => undefined);
	watch.stdin.on('error', () => undefined);
	watch.once('exit', () => {
		if (child.exitCode === null && child.signalCode === null) watchOver({ child, exited }, remove);
	});
	void exited.then(() => watch.kill('SIGKILL'));
	watch.unref();
}

/** "Fast" shutdown: open transactions are rolled back, everything committed is written. */
function end(child: ChildProcess, cluster: string, programs: Programs, user: ServerUser): void {
	if (process.platform === 'win32') pgCtlStop(cluster, programs, user);
	else child.kill('SIGINT');
}

function pgCtlStop(cluster: string, programs: Programs, user: ServerUser): boolean {
	const stopped = spawnSync(
		programs.pgCtl,
		['stop', '-D', cluster, '-m', 'fast', '-w', '-t', String(patience.leftOver / 1_000)],
		{ ...user, cwd: cluster, env: serverEnvironment(), stdio: 'ignore' },
	);
	return stopped.status === 0;
}

/** A start that was killed may leave its server running; it is ended so that there is one to watch over. */
function endLeftOver(
	cluster: string,
	programs: Programs,
	user: ServerUser,
	log: (line: string) => void,
): void {
	const pid = pidInFile(cluster);
	if (pid === undefined || whatRuns(pid, cluster) !== 'our server') return;
	log('前回のデータベースを終了しています / ending the database of the last run');
	pgCtlStop(cluster, programs, user);
}

/** After a restart of the machine the number in the file may belong to any program. */
function forgetForeignPid(cluster: string, log: (line: string) => void): void {
	const pid = pidInFile(cluster);
	if (pid === undefined || whatRuns(pid, cluster) !== 'another program') return;
	log('古い postmaster.pid を片付けました / removed a stale postmaster.pid');
	rmSync(join(cluster, 'postmaster.pid'), { force: true });
}

function pidInFile(cluster: string): number | undefined {
	const file = join(cluster, 'postmaster.pid');
	if (!existsSync(file)) return undefined;
	const pid = Number(readFileSync(file, 'utf8').split('\n')[0]);
	return Number.isInteger(pid) && pid > 0 ? pid : undefined;
}

type Found = 'our server' | 'another program' | 'unknown';

/** Who carries this process number now. In doubt nothing is ended and nothing removed. */
function whatRuns(pid: number, cluster: string): Found {
	if (process.platform === 'win32') return 'unknown';
	if (process.platform === 'linux' && existsSync('/proc/self/cmdline')) {
		try {
			// a process that has ended but was not collected has no command line
			if (!/postgres/.test(readFileSync(`/proc/${pid}/cmdline`, 'utf8'))) return 'another program';
			return readlinkSync(`/proc/${pid}/cwd`) === cluster ? 'our server' : 'another program';
		} catch (failure) {
			const gone = failure instanceof Error && 'code' in failure && failure.code === 'ENOENT';
			return gone ? 'another program' : 'unknown';
		}
	}
	const seen = spawnSync('ps', ['-p', String(pid), '-o', 'command='], { encoding: 'utf8' });
	if (seen.error) return 'unknown';
	if (seen.stdout.includes(cluster)) return 'our server';
	return /postgres/.test(seen.stdout) ? 'unknown' : 'another program';
}

export { StartProblem };
