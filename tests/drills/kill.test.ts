/** Processes are killed while people write: nothing that was acknowledged may be missing afterwards. */
import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'drizzle-orm';
import pg from 'pg';
import * as v from 'valibot';
import { beforeAll, expect, test } from 'vitest';
import { newTestId, testTime } from '#test/database.ts';
import {
	aDataFolder,
	countServers,
	databaseUrlOf,
	freePort,
	startProgram,
	type Part,
} from '#test/program.ts';
import { ensureBuild } from '../../scripts/build.ts';
import type { Actor } from '../../src/lib/kernel/actor.ts';
import { verifyAudit } from '../../src/lib/server/audit.ts';
import { command } from '../../src/lib/server/command.ts';
import { openDatabase, type Database } from '../../src/lib/server/db.ts';
import { queueMail } from '../../src/lib/server/mail.ts';

beforeAll(() => ensureBuild(console.log), 300_000);

const operatorId = newTestId();
const actor: Actor = { kind: 'system', operatorId, task: 'drill' };

/** A change as the rooms make them: a row, work for the worker and a row of the audit trail. */
const writeLetter = command('drill.write', {
	input: v.object({ key: v.string() }),
	subject: async () => null,
	allow: () => true,
	run: async (work, { key }) => {
		const letter = { to: `${key}@example.test`, subject: key, body: 'drill' };
		const id = await queueMail(work, letter);
		return { result: id, audit: { subject: { kind: 'letter', id } } };
	},
});

/** People who press the button again until they are answered, as a browser that lost its connection. */
function writers(dataFolder: string, count: number) {
	const acknowledged = new Set<string>();
	let going = true;
	let open: { url: string; database: Database } | undefined;

	async function database(): Promise<Database | undefined> {
		const url = databaseUrlOf(dataFolder);
		if (url === undefined || url === open?.url) return open?.database;
		const before = open?.database;
		open = { url, database: openDatabase(url, { connections: count }) };
		void before?.close().catch(() => undefined);
		return open.database;
	}

	async function write(who: number): Promise<void> {
		for (let number = 1; going; number++) {
			const key = `writer-${who}-${number}`;
			while (going && !acknowledged.has(key)) {
				try {
					const now = await database();
					if (!now) throw new Error('no database yet');
					await writeLetter(
						{ database: now, actor, now: () => testTime, newId: newTestId, idempotencyKey: key },
						{ key },
					);
					acknowledged.add(key);
				} catch {
					await sleep(20);
				}
			}
		}
	}

	const writing = Promise.all(Array.from({ length: count }, (_, who) => write(who)));
	return {
		acknowledged,
		/** Waits until this many more were acknowledged. */
		more: async (number: number) => {
			const goal = acknowledged.size + number;
			await expect.poll(() => acknowledged.size, { timeout: 30_000 }).toBeGreaterThan(goal);
		},
		stop: async () => {
			going = false;
			await writing;
			await open?.database.close();
		},
	};
}

async function anOperatorIn(url: string): Promise<void> {
	const client = new pg.Client({ connectionString: url });
	await client.connect();
	await client.query(
		`insert into operators (id, slug, name, name_kana, short_name, legal_kind, municipality_code,
			telephone, created_at) values ($1, 'drill', '訓練', 'くんれん', '訓練', 'shakyo', '131075', '', now())`,
		[operatorId],
	);
	await client.end();
}

test('what was acknowledged survives the end of every process', { timeout: 180_000 }, async () => {
	const [dataFolder, port] = [aDataFolder(), await freePort()];
	let program = await startProgram(dataFolder, port);
	await anOperatorIn(databaseUrlOf(dataFolder) ?? '');
	const people = writers(dataFolder, 6);
	const survivors: Part[] = ['postgres', 'web', 'worker', 'postgres', 'postgres'];

	for (const part of survivors) {
		await people.more(100);
		program.kill(part);
	}
	await people.more(100);
	expect(program.exitCode(), program.output()).toBeNull();
	for (let time = 0; time < 3; time++) {
		await people.more(100);
		program.kill('supervisor');
		await program.ended;
		program = await startProgram(dataFolder, port);
		expect(program.exitCode(), program.output()).toBeNull();
		expect(countServers(dataFolder)).toBe(1);
	}
	await people.more(100);
	await people.stop();

	const database = openDatabase(databaseUrlOf(dataFolder) ?? '');
	const [stored, chain] = await database.as(actor, async (tx) => [
		(await tx.execute<{ subject: string }>(sql`select subject from mails`)).rows,
		await verifyAudit(tx, operatorId),
	]);
	await database.close();
	const keys = stored.map((row) => row.subject);
	const lost = [...people.acknowledged].filter((key) => !keys.includes(key));
	console.log(
		`acknowledged ${people.acknowledged.size}, stored ${keys.length}, lost ${lost.length}`,
	);
	expect(lost).toEqual([]);
	expect(new Set(keys).size).toBe(keys.length);
	expect(chain).toEqual({ whole: true, rows: keys.length });
	expect((await fetch(program.origin)).status).toBe(200);
});
