/**
 * `npm start`: everything from nothing. Builds the pages, starts the embedded database (or uses
 * DATABASE_URL), brings it up to date, fills it with the demo region the first time, then keeps a web
 * server and a worker running until it is told to stop. `npm start -- --empty` leaves the demo out.
 */
import { readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import process from 'node:process';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { StartProblem } from '../src/lib/server/postgres.ts';
import { ensureBuild } from './build.ts';
import { aboutSetup, failPlainly, layGround, takeDataFolder, type Address } from './groundwork.ts';
import { keepRunning, type Kept } from './keep-running.ts';

const startedAt = Date.now();
const say = (line: string) => console.log(`· ${line}`);

// before anything else: as the first process of a container nothing would stop us otherwise
const stopped = new AbortController();
const launcher = launcherNow();
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
	process.on(signal, () => stopped.abort());
const hasLostLauncher = () => launcher !== undefined && launcherNow() !== launcher;
// npm was killed and cannot pass on a signal any more
setInterval(() => hasLostLauncher() && stopped.abort(), 500).unref();

try {
	await main();
} catch (failure) {
	if (stopped.signal.aborted) process.exit(0);
	failPlainly(failure);
}

async function main(): Promise<void> {
	const { values } = parseArgs({ options: { empty: { type: 'boolean', default: false } } });
	const address = readAddress(process.env);
	const folder = await takeDataFolder(address, () => stopped.signal.aborted || hasLostLauncher());
	await portIsFree(address);
	await ensureBuild(say, stopped.signal);
	const ground = await layGround({ folder, address, seed: !values.empty, say });
	const kept: Kept[] = [];
	let problem: unknown;
	try {
		const giveUp = (name: string, explain: StartProblem | undefined) => () => {
			problem = explain ?? new Error(`${name} does not start; its messages are above`);
			stopped.abort();
		};
		const environment = { ...ground.environment, NODE_ENV: 'production' };
		const web = keepRunning({
			...{ name: '画面', script: './web.ts', environment, say },
			final: [98],
			onGivenUp: (code) => giveUp('./web.ts', code === 98 ? portTaken(address) : undefined)(),
		});
		const worker = keepRunning({
			...{ name: '作業係', script: './worker.ts', environment, say },
			onGivenUp: giveUp('./worker.ts', undefined),
		});
		kept.push(web, worker);
		await Promise.race([web.ready, aborted()]);
		if (!stopped.signal.aborted) welcome(address, ground.setupCode);
		await aborted();
		if (!problem) say('終了しています… / stopping');
	} catch (failure) {
		problem = failure;
	}
	await Promise.all(kept.map((one) => one.stop()));
	await ground.stop();
	if (problem) failPlainly(problem);
	say('終了しました。データは残っています / stopped, all data is kept');
	process.exit(0);
}

/** The process of npm, when npm started this: our parent, or above the shell in between. */
function launcherNow(): number | undefined {
	if (!process.env.npm_lifecycle_event) return undefined;
	try {
		const [, name, rest = ''] =
			/\((.*)\)(.*)/s.exec(readFileSync(`/proc/${process.ppid}/stat`, 'utf8')) ?? [];
		if (/^(ba|da|a)?sh$/.test(name ?? '')) return Number(rest.trim().split(' ')[1]);
	} catch {
		// not Linux: the shell of macOS steps aside, so that npm is the parent
	}
	return process.ppid;
}

function aborted(): Promise<void> {
	return new Promise((resolve) => {
		if (stopped.signal.aborted) resolve();
		else stopped.signal.addEventListener('abort', () => resolve(), { once: true });
	});
}

function readAddress(environment: NodeJS.ProcessEnv): Address {
	const host = environment.HOST || '127.0.0.1';
	const port = Number(environment.PORT || 3000);
	if (!Number.isInteger(port) || port < 1 || port > 65_535) {
		throw new StartProblem('PORT は 1〜65535 の数です。\nPORT must be a number from 1 to 65535.');
	}
	return {
		host,
		port,
		origin: (environment.PUBLIC_ORIGIN || `http://localhost:${port}`).replace(/\/+$/, ''),
	};
}

/** A web server whose parent was killed a moment ago still has to let go of the port. */
async function portIsFree(address: Address): Promise<void> {
	for (let attempt = 0; attempt < 20; attempt++) {
		if (await canListen(address)) return;
		await sleep(150);
	}
	throw portTaken(address);
}

function canListen({ host, port }: Address): Promise<boolean> {
	return new Promise((resolve) => {
		const probe = createServer();
		probe.once('error', () => resolve(false));
		probe.listen(port, host, () => probe.close(() => resolve(true)));
	});
}

function portTaken({ host, port }: Address): StartProblem {
	return new StartProblem(
		`${host} のポート ${port} は使えません（ほかのプログラムが使用中など）。別の番号で: PORT=${port + 1} npm start` +
			`\nPort ${port} on ${host} is taken. Choose another one: PORT=${port + 1} npm start`,
	);
}

function welcome(address: Address, setupCode: string | undefined): void {
	const seconds = ((Date.now() - startedAt) / 1_000).toFixed(1);
	console.log(`
おたがいさま を起動しました（${seconds} 秒）

    ${address.origin}

ブラウザーでこのアドレスを開いてください。止めるには Ctrl-C を押します。
Open this address in a browser. Ctrl-C stops the program; the data stays.
`);
	if (setupCode) console.log(`${aboutSetup(address, setupCode)}\n`);
}
