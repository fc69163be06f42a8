import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { expect, onTestFinished, test } from 'vitest';
import { runningPostgres, startPostgres } from './postgres.ts';

const password = 'only for this test';

function aFolder(): string {
	const folder = mkdtempSync(join(tmpdir(), 'otagaisama-server-'));
	// started by root, the database runs as another user, who must be able to pass
	chmodSync(folder, 0o711);
	onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
	return folder;
}

async function ask(url: string, question: string): Promise<unknown> {
	const client = new pg.Client({ connectionString: url });
	await client.connect();
	try {
		return Object.values((await client.query(question)).rows[0] ?? {})[0];
	} finally {
		await client.end();
	}
}

test('what is acknowledged is on the disk, in Japanese order, behind a password', async () => {
	const server = await startPostgres({ dataFolder: aFolder(), password });
	onTestFinished(() => server.stop());
	const url = server.urlOf('postgres');

	expect(await ask(url, 'show fsync')).toBe('on');
	expect(await ask(url, 'show synchronous_commit')).toBe('on');
	expect(await ask(url, 'show listen_addresses')).toBe('127.0.0.1');
	expect(await ask(url, 'show server_encoding')).toBe('UTF8');
	const locale = 'select datlocale from pg_database where datname = current_database()';
	expect(await ask(url, locale)).toBe('ja-JP');
	const stranger = new URL(url);
	stranger.password = 'guessed';
	await expect(ask(stranger.href, 'select 1')).rejects.toThrow('password authentication failed');
});

test('a file that names a process of somebody else does not stop the start', async () => {
	const dataFolder = aFolder();
	const first = await startPostgres({ dataFolder, password });
	const file = join(dataFolder, 'postgres', 'postmaster.pid');
	const written = readFileSync(file, 'utf8');
	await first.stop();
	// as after a restart of the machine: the number belongs to another program now, here to this test
	writeFileSync(file, written.replace(/^\d+/, String(process.pid)), { mode: 0o666 });
	chmodSync(file, 0o666);

	const second = await startPostgres({ dataFolder, password });
	onTestFinished(() => second.stop());

	expect(await ask(second.urlOf('postgres'), 'select 1')).toBe(1);
	expect(process.kill(process.pid, 0)).toBe(true);
});

test('a password that was lost is a plain sentence, not a wait without end', async () => {
	const dataFolder = aFolder();
	const server = await startPostgres({ dataFolder, password });
	await server.stop();

	const again = startPostgres({ dataFolder, password: 'another one' });

	await expect(again).rejects.toThrow('secrets.json');
	expect(runningPostgres(dataFolder, password)).toBeUndefined();
});

test('a server ends with the program that started it, however that was ended', async () => {
	const dataFolder = aFolder();
	const source = `
		const { startPostgres } = await import(${JSON.stringify(import.meta.resolve('./postgres.ts'))});
		await startPostgres({ dataFolder: process.argv[1], password: ${JSON.stringify(password)}, temporary: true });
		console.log('ready');`;
	const program = spawn(process.execPath, ['--input-type=module', '-e', source, dataFolder]);
	await once(program.stdout, 'data');
	const server = runningPostgres(dataFolder, password);
	expect(await ask(server?.urlOf('postgres') ?? '', 'select 1')).toBe(1);

	program.kill('SIGKILL');

	// the folder is removed after the server has ended
	await expect.poll(() => existsSync(dataFolder), { timeout: 15_000 }).toBe(false);
	await expect(ask(server?.urlOf('postgres') ?? '', 'select 1')).rejects.toThrow('ECONNREFUSED');
});
