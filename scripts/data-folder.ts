/** The data folder: who uses it now, and the secrets made on the first start. */
import { createHash, randomBytes } from 'node:crypto';
import {
	closeSync,
	existsSync,
	fsyncSync,
	mkdirSync,
	openSync,
	readFileSync,
	realpathSync,
	renameSync,
	rmSync,
	writeSync,
} from 'node:fs';
import { connect, createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { setTimeout as sleep } from 'node:timers/promises';
import * as v from 'valibot';
import { StartProblem } from '../src/lib/server/postgres.ts';

export type Secrets = { secret: string; databasePassword: string };

const secretsShape = v.object({ secret: v.string(), databasePassword: v.string() });

export function makeDataFolder(folder: string): string {
	// others may pass (the database can run as another user) but not look around
	mkdirSync(folder, { recursive: true, mode: 0o711 });
	return realpathSync(folder);
}

/** Reads the secrets; makes them on the first start. Without them the database cannot be opened again. */
export function secretsOf(folder: string): Secrets {
	const file = join(folder, 'secrets.json');
	if (existsSync(file)) return v.parse(secretsShape, JSON.parse(readFileSync(file, 'utf8')));
	const secrets = {
		secret: randomBytes(32).toString('base64url'),
		databasePassword: randomBytes(24).toString('base64url'),
	};
	const draft = `${file}.new`;
	const handle = openSync(draft, 'w', 0o600);
	writeSync(handle, `${JSON.stringify(secrets, null, '\t')}\n`);
	fsyncSync(handle);
	closeSync(handle);
	renameSync(draft, file);
	return secrets;
}

/** What a running program says about itself to a second start. */
type Holder = { pid: number; address: string; stopping: boolean };

export type Lock = { release: () => void };

/**
 * Only one program uses a data folder. The lock is a socket that the system closes with its process, so
 * that no kill can leave it behind; whoever asks gets to know who holds it.
 */
export async function lockDataFolder(
	folder: string,
	holder: Omit<Holder, 'stopping'>,
	isStopping: () => boolean,
): Promise<Lock> {
	const path = lockPath(folder);
	const deadline = Date.now() + 30_000;
	for (;;) {
		const server = await listen(path, () => JSON.stringify({ ...holder, stopping: isStopping() }));
		if (server) {
			return { release: () => server.close() };
		}
		const other = await ask(path);
		if (other && !(other.stopping && Date.now() < deadline)) {
			throw new StartProblem(
				`このデータフォルダーは使用中です（プロセス ${other.pid}、${other.address}）: ${folder}` +
					`\nThis data folder is already in use (process ${other.pid}, ${other.address}).`,
			);
		}
		// nobody answers: the file of a program that was killed
		if (!other && process.platform !== 'win32') rmSync(path, { force: true });
		else await sleep(100);
	}
}

function lockPath(folder: string): string {
	const name = createHash('sha256').update(folder).digest('hex').slice(0, 16);
	if (process.platform === 'win32') return `\\\\.\\pipe\\otagaisama-${name}`;
	const path = join(folder, '.running');
	// the system allows about a hundred bytes
	return Buffer.byteLength(path) <= 100 ? path : join(tmpdir(), `otagaisama-${name}.running`);
}

function listen(path: string, answer: () => string): Promise<Server | undefined> {
	return new Promise((resolve, reject) => {
		const server = createServer((socket) => {
			socket.on('error', () => undefined);
			socket.end(answer());
		});
		server.once('error', (failure: NodeJS.ErrnoException) => {
			if (failure.code === 'EADDRINUSE') resolve(undefined);
			else reject(failure);
		});
		server.listen(path, () => {
			server.unref();
			resolve(server);
		});
	});
}

const holderShape = v.object({ pid: v.number(), address: v.string(), stopping: v.boolean() });

function ask(path: string): Promise<Holder | undefined> {
	return new Promise((resolve) => {
		const socket = connect(path);
		let text = '';
		socket.setEncoding('utf8').setTimeout(5_000, () => socket.destroy());
		socket.on('data', (part: string) => (text += part));
		// it listens but could not answer: it is alive
		socket.on('close', () => {
			const said = v.safeParse(v.pipe(v.string(), v.parseJson(), holderShape), text);
			resolve(said.success ? said.output : connected ? unnamed : undefined);
		});
		let connected = false;
		socket.on('connect', () => (connected = true));
		socket.on('error', () => undefined);
	});
}

const unnamed: Holder = { pid: 0, address: '?', stopping: true };
