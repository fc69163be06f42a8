/**
 * `npm run bench`: how fast pages are, beside a bare server on the same database in the same run. Prints a table and
 * writes docs/benchmarks.md. `BENCH_DATABASE_URL=postgres://…` measures with an empty database of an own server instead, and writes
 * docs/benchmarks-own-database.md. Ratios say more than requests a second: the machine may be busy with other things.
 */
import { fork, spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir, totalmem } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { gzipSync } from 'node:zlib';
import autocannon from 'autocannon';
import pg from 'pg';
import { ensureBuild } from '../scripts/build.ts';
import { layGround, root, takeDataFolder } from '../scripts/groundwork.ts';
import { fill, large, small, type Filled } from './fill.ts';

const seconds = Number(process.env.BENCH_SECONDS ?? 5);
const rounds = Number(process.env.BENCH_ROUNDS ?? 3);
const port = Number(process.env.BENCH_PORT ?? 4390);
const requests = Number(process.env.BENCH_REQUESTS ?? 100_000);
const ownDatabase = process.env.BENCH_DATABASE_URL;

const say = (line: string) => console.log(`· ${line}`);

/** Requests a second, and milliseconds to the answer, of some rounds. */
type Measured = { perSecond: number[]; p50: number[]; p99: number[]; failures: number };

const nothing = (): Measured => ({ perSecond: [], p50: [], p99: [], failures: 0 });

/** `fresh`: every request names a page that was never asked for, so that each is made anew. */
async function load(url: string, into: Measured, fresh = false): Promise<void> {
	const { origin, pathname } = new URL(url);
	const result = await autocannon({
		...{ url: origin, connections: 10, duration: seconds },
		requests: [
			{
				setupRequest: (request) => ({
					...request,
					path: fresh ? `${pathname}?n=${++asked}` : pathname,
				}),
			},
		],
	});
	into.perSecond.push(result.requests.average);
	into.p50.push(result.latency.p50);
	into.p99.push(result.latency.p99);
	into.failures += result.non2xx + result.errors;
}

let asked = 0;

const middle = (numbers: readonly number[]) =>
	numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? 0;

function started(
	script: string,
	args: string[],
	environment: NodeJS.ProcessEnv,
): Promise<{ child: ChildProcess; port: number }> {
	const child = fork(join(root, script), args, {
		env: environment,
		stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
	});
	return new Promise((resolve, reject) => {
		child.once('exit', (code) => reject(new Error(`${script} ended with ${code}`)));
		child.on('message', (message) => {
			if (message === 'ready') resolve({ child, port });
			else if (message && typeof message === 'object' && 'port' in message)
				resolve({ child, port: Number(message.port) });
		});
	});
}

/** What a page weighs: its HTML, and the scripts that it loads. */
async function weigh(url: string) {
	const html = await (await fetch(url)).text();
	const scripts = [...html.matchAll(/<script[^>]+src="([^"]+)"/g)].map((match) => match[1] ?? '');
	const contents = await Promise.all(
		scripts.map(async (source) =>
			Buffer.from(await (await fetch(new URL(source, url))).arrayBuffer()),
		),
	);
	return {
		html: Buffer.byteLength(html),
		htmlGzip: gzipSync(html).byteLength,
		scriptGzip: contents.reduce((sum, content) => sum + gzipSync(content).byteLength, 0),
	};
}

await ensureBuild(say);
process.env.OTAGAISAMA_DATA = mkdtempSync(join(tmpdir(), 'otagaisama-bench-'));
delete process.env.DATABASE_URL;
if (ownDatabase) process.env.DATABASE_URL = ownDatabase;
const address = { host: '127.0.0.1', port, origin: `http://127.0.0.1:${port}` };
const folder = await takeDataFolder(address, () => false);
const ground = await layGround({ folder, address, seed: false, say });
const children: ChildProcess[] = [];
try {
	const databaseUrl = ground.environment.DATABASE_URL ?? '';
	const server = await serverOf(databaseUrl);
	say('10,000 concerns, 2,000 issues, 500 organisations, 50 sessions …');
	const filled = await fill(databaseUrl, 'bench', large);
	const other = await fill(databaseUrl, 'bench-small', small);
	const web = await started('scripts/web.ts', [], {
		...ground.environment,
		NODE_ENV: 'production',
	});
	const bare = await started(
		'bench/bare.ts',
		[databaseUrl, filled.operatorId, filled.issueId],
		process.env,
	);
	children.push(web.child, bare.child);
	const floor = `http://127.0.0.1:${bare.port}`;
	const idle = memoryOf(web.child);
	const pages = await measurePages(`${address.origin}/${filled.slug}`, floor, filled);
	const growth = await hundredfold(address.origin, filled.slug, other.slug);
	const memory = await memoryUnderLoad(`${address.origin}/${filled.slug}/issues`, web.child);
	const begun = await secondStart();
	const text = report(server, pages, [
		`- List of issues freshly made, p50: ${growth.few} ms with ${small.issues} issues, ${growth.many} ms with ${large.issues} (ratio ${(growth.many / growth.few).toFixed(2)}, aim ≤ 1.5).`,
		`- Memory of the web process (RSS): ${idle} MB idle, ${memory.half} MB after ${(requests / 2).toLocaleString('en')} requests, ${memory.end} MB after ${requests.toLocaleString('en')} (growth in the second half ${((memory.end / memory.half - 1) * 100).toFixed(1)} %, aim ≤ 10 %).`,
		`- A second start on the demo region's data folder, from the command to ready: ${begun} ms (aim ≤ 5,000).`,
	]);
	console.log(`\n${text}`);
	const file = ownDatabase ? 'docs/benchmarks-own-database.md' : 'docs/benchmarks.md';
	writeFileSync(join(root, file), text);
} finally {
	for (const child of children) child.kill('SIGTERM');
	await ground.stop();
	rmSync(process.env.OTAGAISAMA_DATA, { recursive: true, force: true });
}

async function serverOf(databaseUrl: string): Promise<string> {
	const client = new pg.Client({ connectionString: databaseUrl });
	await client.connect();
	const { rows } = await client.query<{ version: string }>(
		`select split_part(current_setting('server_version'), ' ', 1) as version`,
	);
	await client.end();
	return `${ownDatabase ? 'an own' : 'embedded'} PostgreSQL ${rows[0]?.version ?? ''}`;
}

async function measurePages(ours: string, floor: string, filled: Filled): Promise<string[]> {
	const rows = [
		{ name: 'issues, list of 20', path: '/issues', floor: '/list', goal: 0.12 },
		{ name: 'issue', path: `/issues/${filled.issueId}`, floor: '/detail', goal: 0.15 },
		{ name: 'organisations, list of 20', path: '/organisations', floor: '/list', goal: 0.12 },
		{
			...{ name: 'organisation', path: `/organisations/${filled.organisationId}` },
			...{ floor: '/detail', goal: 0.15 },
		},
		{ name: 'sessions, list of 20', path: '/sessions', floor: '/list', goal: 0.12 },
	];
	const lines: string[] = [];
	for (const row of rows) {
		const url = ours + row.path;
		const { status } = await fetch(url);
		if (status !== 200) throw new Error(`${url} answers ${status}`);
		const [bare, kept, fresh] = [nothing(), nothing(), nothing()];
		await autocannon({ url, connections: 10, duration: 2 });
		for (let round = 0; round < rounds; round++) {
			await load(floor + row.floor, bare);
			await load(url, kept);
			await load(url, fresh, true);
		}
		const base = middle(bare.perSecond);
		const { html, htmlGzip, scriptGzip } = await weigh(url);
		const cells = [
			...[row.name, base.toFixed(0), middle(kept.perSecond).toFixed(0)],
			...[(middle(kept.perSecond) / base).toFixed(3), `≥ ${row.goal}`],
			...[`${middle(kept.p50)} / ${middle(kept.p99)}`, middle(fresh.perSecond).toFixed(0)],
			...[
				(middle(fresh.perSecond) / base).toFixed(3),
				`${middle(fresh.p50)} / ${middle(fresh.p99)}`,
			],
			...[kept.failures + fresh.failures, (html / 1000).toFixed(1)],
			...[(htmlGzip / 1000).toFixed(1), (scriptGzip / 1000).toFixed(1)],
		];
		lines.push(`| ${cells.join(' | ')} |`);
		say(lines.at(-1) ?? '');
	}
	return lines;
}

/** The same list, freshly made, in a council with a hundred times the rows: alternating, one connection. */
async function hundredfold(origin: string, many: string, few: string) {
	const times = { many: [] as number[], few: [] as number[] };
	for (let round = 0; round < 150; round++) {
		for (const [key, slug] of [
			['many', many],
			['few', few],
		] as const) {
			const begin = performance.now();
			await (await fetch(`${origin}/${slug}/issues?n=${++asked}`)).text();
			times[key].push(performance.now() - begin);
		}
	}
	const p50 = (list: number[]) => Math.round(middle(list) * 10) / 10;
	return { many: p50(times.many), few: p50(times.few) };
}

/** Resident memory in MB, as the system counts it (Linux). */
function memoryOf({ pid }: ChildProcess): number {
	const status = readFileSync(`/proc/${pid}/status`, 'utf8');
	const [, kilobytes = '0'] = /^VmRSS:\s+(\d+)/m.exec(status) ?? [];
	return Math.round(Number(kilobytes) / 1000);
}

async function memoryUnderLoad(url: string, child: ChildProcess) {
	say(`${requests.toLocaleString('en')} requests …`);
	const half = async () => {
		await autocannon({ url, connections: 10, amount: Math.round(requests / 2) });
		return memoryOf(child);
	};
	return { half: await half(), end: await half() };
}

/** Milliseconds from the command to the first page, with everything built and the demo region there. */
async function secondStart(): Promise<number> {
	say('starting …');
	const folder = mkdtempSync(join(tmpdir(), 'otagaisama-bench-start-'));
	const environment = {
		...process.env,
		...{ OTAGAISAMA_DATA: folder, PORT: String(port + 1), LOG_LEVEL: 'warn' },
		PUBLIC_ORIGIN: `http://127.0.0.1:${port + 1}`,
	};
	const once = async () => {
		const begin = performance.now();
		const child = spawn(process.execPath, [join(root, 'scripts/start.ts')], {
			...{ env: environment, stdio: 'ignore' },
		});
		const isReady = () =>
			fetch(`${environment.PUBLIC_ORIGIN}/readyz`).then(
				({ ok }) => ok,
				() => false,
			);
		while (!(await isReady())) await new Promise((resolve) => setTimeout(resolve, 20));
		const ready = Math.round(performance.now() - begin);
		child.kill('SIGTERM');
		await new Promise((resolve) => child.once('exit', resolve));
		return ready;
	};
	try {
		await once();
		return await once();
	} finally {
		rmSync(folder, { recursive: true, force: true });
	}
}

function report(server: string, pages: readonly string[], lines: readonly string[]): string {
	const model = cpus()[0]?.model.trim() ?? 'unknown';
	const version: unknown = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
	const name =
		version && typeof version === 'object' && 'version' in version ? String(version.version) : '';
	return `# Benchmarks

Written by \`npm run bench\` (version ${name}, ${new Date().toISOString().slice(0, 10)}): ${cpus().length} cores (${model}),
${Math.round(totalmem() / 1e9)} GB, Node ${process.version}, ${server}; 10,000 concerns, 2,000 issues, 500 organisations, 50 sessions, 10,000
links; 10 connections, ${rounds} alternating rounds of ${seconds} s, medians. "Bare" is \`bench/bare.ts\`: node:http, one prepared query, plain HTML, on the
same database in the same run, with the load generator on the same machine.

Public pages are kept until something of the council changes (docs/ARCHITECTURE.md). "Kept" asks for the same page again; "made"
asks for a page that nobody asked for before, so that every request runs its queries and its components.

| page | bare req/s | kept req/s | ratio | aim | p50 / p99 ms | made req/s | ratio | p50 / p99 ms | failures | HTML kB | HTML gzip kB | scripts gzip kB |
|---|---|---|---|---|---|---|---|---|---|---|---|---|
${pages.join('\n')}

${lines.join('\n')}

The number of SQL statements of each page is counted by tests (\`countStatements\`), the same for few and many rows, at most 6 on a public page.
Searching a million documents: \`node bench/search.ts\` (about ten minutes to fill). The algorithms: [benchmarks-algorithms.md](benchmarks-algorithms.md).
`;
}
