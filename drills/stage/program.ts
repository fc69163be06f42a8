/** The whole program as somebody starts it, for drills that end its processes. */
import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { randomInt } from 'node:crypto';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { runningPostgres } from '../../src/lib/server/postgres.ts';
import { secretsOf } from '../../scripts/data-folder.ts';
import type { Stage } from './stage.ts';

const launcher = fileURLToPath(new URL('../../scripts/run.js', import.meta.url));

/** A data folder that is removed at the end. */
export function aDataFolder(stage: Stage): string {
	const folder = mkdtempSync(join(tmpdir(), 'otagaisama-drill-'));
	// started by root, the database runs as another user, who must be able to pass
	chmodSync(folder, 0o711);
	stage.atEnd(() => rmSync(folder, { recursive: true, force: true }));
	return folder;
}

/**
 * A port that nobody listens on, below those that systems give to outgoing connections (from 32,768): among these another
 * drill's browser could take it in the seconds until the program listens.
 */
export async function freePort(): Promise<number> {
	for (;;) {
		const port = randomInt(20_000, 32_000);
		const probe = createServer().listen(port, '127.0.0.1');
		const isFree = await once(probe, 'listening').then(
			() => true,
			() => false,
		);
		if (!isFree) continue;
		probe.close();
		await once(probe, 'close');
		return port;
	}
}

const started = new Set<ChildProcess>();
// a drill that is broken off leaves nothing running: without its supervisor all of a program ends
process.once('exit', () => started.forEach((child) => child.kill('SIGKILL')));

export type Part = 'supervisor' | 'web' | 'worker' | 'postgres';

export type Program = Awaited<ReturnType<typeof startProgram>>;

/** Starts it without the demo region and waits until it says its address, or ends. */
export async function startProgram(
	stage: Stage,
	dataFolder: string,
	port: number,
	environment: NodeJS.ProcessEnv = {},
) {
	const startedAt = performance.now();
	const child = spawn(process.execPath, [launcher, 'start', '--empty'], {
		env: {
			...process.env,
			OTAGAISAMA_DATA: dataFolder,
			PORT: String(port),
			DATABASE_URL: '',
			PUBLIC_ORIGIN: '',
			LOG_LEVEL: 'silent',
			...environment,
		},
		stdio: ['ignore', 'pipe', 'pipe'],
	});
	let output = '';
	const told = Promise.withResolvers<undefined>();
	for (const stream of [child.stdout, child.stderr]) {
		stream.setEncoding('utf8').on('data', (part: string) => {
			output += part;
			if (output.includes('Open this address')) told.resolve(undefined);
		});
	}
	const ended = once(child, 'close');
	const end = async () => {
		child.kill('SIGTERM');
		await ended;
	};
	stage.atEnd(end);
	started.add(child);
	child.once('exit', () => started.delete(child));
	await Promise.race([told.promise, ended]);
	return {
		origin: `http://127.0.0.1:${port}`,
		millisecondsToReady: performance.now() - startedAt,
		output: () => output,
		/** Undefined while it runs. */
		exitCode: () => child.exitCode,
		end,
		ended,
		/** Ends all of its own processes at once. */
		killAll: () => {
			const parts: Part[] = ['supervisor', 'web', 'worker'];
			const pids = parts.map((part) => pidOf(part, child.pid ?? 0, dataFolder));
			for (const pid of pids) process.kill(pid, 'SIGKILL');
		},
		/** Ends one of its processes as the kernel would, without a word. */
		kill: (part: Part) => process.kill(pidOf(part, child.pid ?? 0, dataFolder), 'SIGKILL'),
	};
}

function pidOf(part: Part, supervisor: number, dataFolder: string): number {
	if (part === 'supervisor') return supervisor;
	if (part === 'postgres') {
		const file = join(dataFolder, 'postgres', 'postmaster.pid');
		return Number(readFileSync(file, 'utf8').split('\n')[0]);
	}
	const found = processes().find(
		({ parent, command }) => parent === supervisor && command.includes(`scripts/${part}.ts`),
	);
	if (!found) throw new Error(`${part} does not run`);
	return found.pid;
}

function processes(): { pid: number; parent: number; command: string }[] {
	if (!existsSync('/proc/self/stat')) {
		const { stdout } = spawnSync('ps', ['-axo', 'pid=,ppid=,args='], { encoding: 'utf8' });
		return stdout.split('\n').flatMap((line) => {
			const [, pid, parent, command = ''] = /^\s*(\d+)\s+(\d+)\s+(.*)$/.exec(line) ?? [];
			return pid ? [{ pid: Number(pid), parent: Number(parent), command }] : [];
		});
	}
	return readdirSync('/proc')
		.filter((name) => /^\d+$/.test(name))
		.flatMap((pid) => {
			try {
				const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
				const parent = Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]);
				const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
				return [{ pid: Number(pid), parent, command }];
			} catch {
				// it ended while we looked
				return [];
			}
		});
}

/** How many database servers run on this data folder; never two. */
export function countServers(dataFolder: string): number {
	const command = `postgres -D ${join(dataFolder, 'postgres')}`;
	const found = processes().filter((one) => one.command.includes(command));
	// a connection's process carries the name of its server until it gets its own
	return found.filter(({ parent }) => !found.some(({ pid }) => pid === parent)).length;
}

/** The owner's address of the program's database; another one after each start. */
export function databaseUrlOf(dataFolder: string): string | undefined {
	if (!existsSync(dirname(dataFolder))) return undefined;
	const { databasePassword } = secretsOf(dataFolder);
	return runningPostgres(dataFolder, databasePassword)?.urlOf('otagaisama');
}
