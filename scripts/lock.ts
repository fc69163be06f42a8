/**
 * A lock between processes that no kill can leave behind: a socket in the file system, which only answers
 * as long as the process that made it lives.
 */
import { createHash } from 'node:crypto';
import { rmSync } from 'node:fs';
import { connect, createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';

export type Lock = { release: () => void };

/** What its holder answers to whoever else wants the lock; `undefined` when it lives but said nothing. */
export type Held = { answer: string | undefined };

/** Takes the lock called `name` of a folder, or says who has it. `about` is asked whenever somebody looks. */
export async function tryLock(
	folder: string,
	name: string,
	about: () => string,
): Promise<Lock | Held> {
	const path = pathOf(folder, name);
	for (;;) {
		const server = await listen(path, about);
		if (server) return { release: () => server.close() };
		const held = await ask(path);
		if (held) return held;
		// nobody answers: the file of a process that was killed
		if (process.platform !== 'win32') rmSync(path, { force: true });
	}
}

function pathOf(folder: string, name: string): string {
	const hash = createHash('sha256').update(join(folder, name)).digest('hex').slice(0, 16);
	if (process.platform === 'win32') return `\\\\.\\pipe\\otagaisama-${hash}`;
	const path = join(folder, name);
	// the system allows about a hundred bytes
	return Buffer.byteLength(path) <= 100 ? path : join(tmpdir(), `otagaisama-${hash}${name}`);
}

function listen(path: string, about: () => string): Promise<Server | undefined> {
	return new Promise((resolve, reject) => {
		const server = createServer((socket) => {
			socket.on('error', () => undefined);
			socket.end(about());
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

function ask(path: string): Promise<Held | undefined> {
	return new Promise((resolve) => {
		let text = '';
		let connected = false;
		const socket = connect(path);
		socket.setEncoding('utf8').setTimeout(5_000, () => socket.destroy());
		socket.on('connect', () => (connected = true));
		socket.on('data', (part: string) => (text += part));
		socket.on('error', () => undefined);
		socket.on('close', () => resolve(connected ? { answer: text || undefined } : undefined));
	});
}
