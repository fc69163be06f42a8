/**
 * The database server of a test run. It is started when the first test asks for it, so that tests of
 * pure rules cost nothing, and ends with the run, also when the run is killed.
 */
import { randomBytes } from 'node:crypto';
import { chmodSync, mkdtempSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import pg from 'pg';
import { migrate } from '../../scripts/migrate.ts';
import { prepareQueues } from '../../src/lib/server/queue.ts';
import { startPostgres } from '../../src/lib/server/postgres.ts';

type TestServer = { urlOf: (database: string) => string; stop: () => Promise<void> };

export default async function setup() {
	const run = randomBytes(4).toString('hex');
	const template = `test_${run}_template`;
	const made = new Set<string>();
	let server: Promise<TestServer> | undefined;

	async function databaseFor(worker: string): Promise<string> {
		server ??= start(template);
		const { urlOf } = await server;
		const name = `test_${run}_${worker}`;
		made.add(name);
		await administer(urlOf('postgres'), [
			`drop database if exists ${name} with (force)`,
			`create database ${name} template ${template}`,
		]);
		return urlOf(name);
	}

	const door = createServer((request, response) => {
		const worker = (request.url ?? '').replace(/[^a-z0-9]/g, '');
		databaseFor(worker).then(
			(url) => response.end(url),
			(failure: unknown) => response.writeHead(500).end(String(failure)),
		);
	});
	await new Promise<void>((resolve) => door.listen(0, '127.0.0.1', resolve));
	const address = door.address();
	if (typeof address !== 'object' || !address) throw new Error('no address');
	process.env.TEST_DATABASE_DOOR = `http://127.0.0.1:${address.port}/`;

	return async () => {
		door.closeAllConnections();
		door.close();
		if (!server) return;
		const { urlOf, stop } = await server;
		if (process.env.TEST_DATABASE_URL) {
			const drops = [...made, template].map(
				(name) => `drop database if exists ${name} with (force)`,
			);
			await administer(urlOf('postgres'), drops);
		}
		await stop();
	};
}

/** An own server (TEST_DATABASE_URL) or an embedded one in a temporary folder, with a migrated template. */
async function start(template: string): Promise<TestServer> {
	const server = await reach();
	await administer(server.urlOf('postgres'), [`create database ${template}`]);
	await migrate(server.urlOf(template));
	await prepareQueues(server.urlOf(template));
	return server;
}

async function reach(): Promise<TestServer> {
	const own = process.env.TEST_DATABASE_URL;
	if (own) {
		const urlOf = (database: string) => {
			const url = new URL(own);
			url.pathname = database;
			return url.href;
		};
		return { urlOf, stop: async () => undefined };
	}
	return startPostgres({
		dataFolder: temporaryFolder(),
		password: randomBytes(16).toString('hex'),
		durable: false,
		temporary: true,
	});
}

function temporaryFolder(): string {
	const folder = mkdtempSync(join(tmpdir(), 'otagaisama-test-'));
	// started by root, the database runs as another user, who must be able to pass
	chmodSync(folder, 0o711);
	return folder;
}

async function administer(url: string, statements: string[]): Promise<void> {
	const client = new pg.Client({ connectionString: url });
	await client.connect();
	try {
		for (const statement of statements) await client.query(statement);
	} finally {
		await client.end();
	}
}
