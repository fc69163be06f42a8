/** A full hall: a hundred phones on one board, the server killed while they write, and a thousand that only listen. */
import { createHash } from 'node:crypto';
import { get, type IncomingMessage } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { beforeAll, expect, test } from 'vitest';
import { newTestId } from '#test/database.ts';
import { aDataFolder, databaseUrlOf, freePort, startProgram } from '#test/program.ts';
import { ensureBuild } from '../../scripts/build.ts';

beforeAll(() => ensureBuild(console.log), 300_000);

const ids = {
	operator: newTestId(),
	session: newTestId(),
	pillar: newTestId(),
	board: newTestId(),
	participant: newTestId(),
};
const secret = 'the-secret-of-the-hall';
const cookie = `hall-${ids.board}=${secret}`;

async function owner<Row extends pg.QueryResultRow>(
	dataFolder: string,
	text: string,
	values: readonly unknown[] = [],
): Promise<Row[]> {
	const client = new pg.Client({ connectionString: databaseUrlOf(dataFolder) ?? '' });
	await client.connect();
	try {
		return (await client.query<Row>(text, [...values])).rows;
	} finally {
		await client.end();
	}
}

async function aHall(dataFolder: string): Promise<void> {
	const { operator, session, pillar, board, participant } = ids;
	const run = (text: string, ...values: unknown[]) => owner(dataFolder, text, values);
	await run(
		`insert into operators (id, slug, name, name_kana, short_name, legal_kind, municipality_code, telephone, created_at)
		values ($1, 'drill', '訓練', 'くんれん', '訓練', 'shakyo', '131075', '', now())`,
		operator,
	);
	await run(
		`insert into sessions (operator_id, id, kind, title, held_when, when_sort, held_on, state, announced_at, search_text, made_at, changed_at)
		values ($1, $2, 'talk', '訓練', '{"kind":"day","date":"2026-11-22"}', '2026-11-22', '2026-11-22', 'open', now(), '', now(), now())`,
		...[operator, session],
	);
	await run(
		`insert into pillars (operator_id, id, session_id, position, question) values ($1, $2, $3, 1, 'なぜか')`,
		...[operator, pillar, session],
	);
	await run(
		`insert into boards (operator_id, id, session_id, join_code, opened_at) values ($1, $2, $3, 'abcdefgh', now())`,
		...[operator, board, session],
	);
	await run(
		`insert into board_participants (operator_id, id, board_id, called_name, secret_hash, joined_at) values ($1, $2, $3, '訓練', $4, now())`,
		...[operator, participant, board, createHash('sha256').update(secret).digest('hex')],
	);
}

/** Follows the board as a browser does: comes back when it is cut off, and asks from where it was. */
function follower(address: string, hear: (id: string, seq: number) => void) {
	let last = 0;
	let going = true;
	let stream: IncomingMessage | undefined;
	function connect(): void {
		if (!going) return;
		const again = () => setTimeout(connect, 100);
		const request = get(`${address}/stream?since=${last}`, { headers: { cookie }, agent: false });
		request.on('error', again);
		request.on('response', (response) => {
			stream = response;
			let rest = '';
			response.setEncoding('utf8');
			response.on('error', () => undefined);
			response.on('close', again);
			response.on('data', (piece: string) => {
				rest += piece;
				const events = rest.split('\n\n');
				rest = events.pop() ?? '';
				for (const event of events) {
					const [, data] = /^data: (\[.*)$/m.exec(event) ?? [];
					if (!data) continue;
					const operations: { id: string; seq: number }[] = JSON.parse(data);
					for (const { id, seq } of operations) {
						if (seq !== last + 1) throw new Error(`heard ${seq} after ${last}`);
						last = seq;
						hear(id, seq);
					}
				}
			});
		});
	}
	connect();
	return {
		last: () => last,
		stop: () => {
			going = false;
			stream?.destroy();
		},
	};
}

async function post(address: string, id: string): Promise<boolean> {
	const wish = { id, kind: 'note.add', text: `付箋 ${id}`, pillarId: ids.pillar, table: 3 };
	const answer = await fetch(`${address}/operations`, {
		method: 'POST',
		headers: { cookie, 'content-type': 'application/json', origin: new URL(address).origin },
		body: JSON.stringify([wish]),
	}).catch(() => undefined);
	if (!answer?.ok) return false;
	const receipts: { seq?: number }[] = await answer.json().catch(() => []);
	return receipts[0]?.seq !== undefined;
}

const quantile = (values: number[], part: number) =>
	values.toSorted((a, b) => a - b)[Math.floor(values.length * part)] ?? 0;

test(
	'a hundred phones hear every note; what was acknowledged survives kill -9',
	{
		timeout: 180_000,
	},
	async () => {
		const [dataFolder, port] = [aDataFolder(), await freePort()];
		const program = await startProgram(dataFolder, port);
		await aHall(dataFolder);
		const address = `${program.origin}/drill/boards/${ids.board}`;

		const sent = new Map<string, number>();
		const delays: number[] = [];
		const followers = Array.from({ length: 100 }, () =>
			follower(address, (id) => {
				const at = sent.get(id);
				if (at !== undefined) delays.push(performance.now() - at);
			}),
		);
		expect(await post(address, newTestId())).toBe(true);
		await expect
			.poll(() => followers.every(({ last }) => last() === 1), { timeout: 20_000 })
			.toBe(true);

		// twenty notes a second
		for (let note = 0; note < 100; note++) {
			const id = newTestId();
			sent.set(id, performance.now());
			void post(address, id);
			await sleep(50);
		}
		await expect
			.poll(() => followers.every(({ last }) => last() === 101), { timeout: 20_000 })
			.toBe(true);
		console.log(
			`fan-out to 100 at 20 notes/s: p50 ${quantile(delays, 0.5).toFixed(1)} ms, p95 ${quantile(delays, 0.95).toFixed(1)} ms`,
		);

		// everybody writes, and sends again what was not acknowledged; the server is killed twice meanwhile
		const acknowledged = new Set<string>();
		let going = true;
		const writing = Promise.all(
			followers.map(async () => {
				while (going) {
					const id = newTestId();
					while (going && !(await post(address, id))) await sleep(50);
					if (going) acknowledged.add(id);
					await sleep(200);
				}
			}),
		);
		for (let time = 0; time < 2; time++) {
			await sleep(1_500);
			program.kill('web');
		}
		await sleep(3_000);
		going = false;
		await writing;
		const rows = await owner<{ operation_id: string; seq: string }>(
			dataFolder,
			'select operation_id, seq from board_operations order by seq',
		);
		const stored = new Set(rows.map(({ operation_id }) => operation_id));
		const lost = [...acknowledged].filter((id) => !stored.has(id));
		console.log(`acknowledged ${acknowledged.size}, stored ${stored.size}, lost ${lost.length}`);
		expect(acknowledged.size).toBeGreaterThan(200);
		expect(lost).toEqual([]);
		expect(rows.map(({ seq }) => Number(seq))).toEqual(rows.map((_, index) => index + 1));
		await expect
			.poll(() => followers.every(({ last }) => last() === rows.length), { timeout: 20_000 })
			.toBe(true);
		for (const { stop } of followers) stop();

		// a thousand listeners do not break it
		const crowd = Array.from({ length: 1_000 }, () => follower(address, () => undefined));
		await expect
			.poll(() => crowd.every(({ last }) => last() === rows.length), { timeout: 60_000 })
			.toBe(true);
		const begin = performance.now();
		expect(await post(address, newTestId())).toBe(true);
		await expect
			.poll(() => crowd.every(({ last }) => last() === rows.length + 1), {
				...{ timeout: 20_000, interval: 10 },
			})
			.toBe(true);
		console.log(`a note to 1,000 listeners: ${Math.round(performance.now() - begin)} ms`);
		for (const { stop } of crowd) stop();
	},
);
