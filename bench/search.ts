/**
 * `node bench/search.ts [--documents 1000000] [--rounds 200]`: how long a search takes as a visitor and as the staff ask it
 * (the page's own function, six statements at most), in a database of its own that is removed afterwards. Prints a table.
 */
import { chmodSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import pg from 'pg';
import { migrate } from '../scripts/migrate.ts';
import type { Actor } from '../src/lib/kernel/actor.ts';
import { listRequest } from '../src/lib/kernel/listing.ts';
import { searchListing } from '../src/lib/search/rules.ts';
import { openDatabase, type Database } from '../src/lib/server/db.ts';
import { startPostgres } from '../src/lib/server/postgres.ts';
import { searchPage } from '../src/routes/[operator=operator]/search/search.server.ts';

const { values } = parseArgs({
	options: {
		documents: { type: 'string', default: '1000000' },
		rounds: { type: 'string', default: '200' },
	},
});
const documents = Number(values.documents);
const rounds = Number(values.rounds);
const operatorId = '019a0000-0000-7000-8000-000000000000';

/** What is asked, and how often it stands in the documents. */
const questions = [
	{ q: '見守り', how: '10 %, in the title of 2.5 %' },
	{ q: '孤独', how: '2 %' },
	{ q: '蛍狩', how: '0.5 %' },
	{ q: '朝霧', how: '0.1 %' },
	{ q: '蜃気楼', how: 'one in 50,000' },
	{ q: '曼珠沙華', how: 'nowhere' },
	{ q: '人', how: 'one letter, 2 %' },
	{ q: '孤独 見守り', how: 'two words, 0.2 % together' },
	{ q: 'こども食堂', how: 'in six spellings, nowhere' },
];

/** 60 letters or so each; words by Zipf, and the asked ones as often as said. A tenth of the outcomes are drafts. */
const made = `
	with vocabulary as materialized (
		select array_agg(chr(19968 + (n * 7919) % 2000) || chr(19968 + (n * 104729) % 2000) order by n) as words
		from generate_series(0, 2999) n
	), written as (
		select n, words[1 + floor(3000 * power(random(), 3))::int] || 'の' || words[1 + floor(3000 * power(random(), 3))::int]
				|| case when n % 40 = 0 then '見守り' else '' end as title,
			(select string_agg(words[1 + floor(3000 * power(random(), 3) + 0 * (k + n))::int]
				|| (array['が','を','に','で','は','から','も'])[1 + floor(random() * 7)::int], '') from generate_series(1, 12) k)
				|| case when n % 10 = 0 then '見守りの会' else '' end || case when n % 500 in (0, 13, 63, 113, 163, 213, 263, 313, 363, 413) then '孤独な人' else '' end
				|| case when n % 200 = 77 then '蛍狩' else '' end || case when n % 1000 = 501 then '朝霧' else '' end
				|| case when n % 50000 = 7 then '蜃気楼' else '' end || 'があります。' as body
		from generate_series($1::int, $2::int) n, vocabulary
	)`;
const kinds = [
	`insert into places (operator_id, id, name, name_kana, sort_key, kind, audience, search_text, created_at, changed_at)
	select $3, gen_random_uuid(), title, '', '', 'ibasho', body, title || e'\\n' || body, now(), now() - n * interval '7 minutes' from written`,
	`insert into organisations (operator_id, id, name, name_kana, sort_key, kind, actor_group, activity, search_text, created_at, changed_at)
	select $3, gen_random_uuid(), title, '', '', 'voluntary', 'civicGroup', body, title || e'\\n' || body, now(), now() - n * interval '7 minutes' from written`,
	`insert into outcomes (operator_id, id, title, kind, changed, happened, happened_sort, state, published_at, search_text, written_at, changed_at)
	select $3, gen_random_uuid(), title, 'life', body, '{}', '', case when n % 10 = 9 then 'draft' else 'published' end, now(),
		title || e'\\n' || body, now(), now() - n * interval '7 minutes' from written`,
];

async function fill(url: string): Promise<void> {
	const client = new pg.Client({ connectionString: url });
	await client.connect();
	try {
		await client.query(
			`insert into operators (id, slug, name, name_kana, short_name, legal_kind, municipality_code, telephone, created_at)
			values ($1, 'bench', '計測区社協', 'ケイソク', '計測', 'shakyo', '991015', '03-0000-0000', now())`,
			[operatorId],
		);
		// the same index, built at once instead of entry by entry
		const {
			rows: [index],
		} = await client.query<{ definition: string }>(
			`select pg_get_indexdef('search_entries_grams'::regclass) as definition`,
		);
		await client.query('drop index search_entries_grams; drop index outcomes_search');
		await client.query('select setseed(0.5)');
		const step = 20_000;
		for (let from = 0, turn = 0; from < documents; from += step, turn += 1) {
			const to = Math.min(from + step, documents) - 1;
			await client.query(`${made} ${kinds[turn % kinds.length]}`, [from, to, operatorId]);
		}
		await client.query(`set maintenance_work_mem = '512MB'`);
		await client.query(index?.definition ?? '');
		await client.query('vacuum analyze');
	} finally {
		await client.end();
	}
}

async function measure(database: Database, actor: Actor, q: string) {
	const request = listRequest(new URLSearchParams({ q }), searchListing);
	const ask = () => database.as(actor, (tx) => searchPage(tx, actor, request, new Date()));
	const { total, isCut } = await ask();
	const times: number[] = [];
	for (let round = 0; round < rounds; round += 1) {
		const start = performance.now();
		await ask();
		times.push(performance.now() - start);
	}
	times.sort((a, b) => a - b);
	const at = (share: number) => (times[Math.floor(share * (rounds - 1))] ?? 0).toFixed(1);
	return { found: `${total}${isCut ? '+' : ''}`, p50: at(0.5), p95: at(0.95), p99: at(0.99) };
}

const folder = mkdtempSync(join(tmpdir(), 'otagaisama-search-'));
// started by root, the database runs as another user, who must be able to pass
chmodSync(folder, 0o711);
const server = await startPostgres({
	dataFolder: folder,
	password: 'bench',
	durable: false,
	temporary: true,
});
try {
	const admin = new pg.Client({ connectionString: server.urlOf('postgres') });
	await admin.connect();
	await admin.query('create database bench');
	await admin.end();
	const url = server.urlOf('bench');
	await migrate(url);
	const start = performance.now();
	await fill(url);
	console.error(`${documents} documents in ${Math.round((performance.now() - start) / 1000)} s`);
	const database = openDatabase(url, { connections: 2 });
	const actors: [string, Actor][] = [
		['visitor', { kind: 'anyone', operatorId }],
		['staff', { kind: 'system', operatorId, task: 'bench' }],
	];
	console.log('| who | asked | stands in | found | p50 ms | p95 ms | p99 ms |');
	console.log('|---|---|---|---|---|---|---|');
	for (const [who, actor] of actors) {
		for (const { q, how } of questions) {
			const { found, p50, p95, p99 } = await measure(database, actor, q);
			console.log(`| ${who} | ${q} | ${how} | ${found} | ${p50} | ${p95} | ${p99} |`);
		}
	}
	await database.close();
} finally {
	await server.stop();
}
