/**
 * `npm run bench`: how fast pages are, beside a bare server on the same database in the same run. Prints a table and
 * writes docs/benchmarks.md. Ratios say more than requests a second: the machine may be busy with other things.
 */
import { fork, type ChildProcess } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir, totalmem } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { gzipSync } from 'node:zlib';
import autocannon from 'autocannon';
import { ensureBuild } from '../scripts/build.ts';
import { layGround, root, takeDataFolder } from '../scripts/groundwork.ts';
import { fill } from './fill.ts';

const seconds = Number(process.env.BENCH_SECONDS ?? 5);
const rounds = Number(process.env.BENCH_ROUNDS ?? 3);
const port = Number(process.env.BENCH_PORT ?? 4390);

const say = (line: string) => console.log(`· ${line}`);

type Measured = {
	name: string;
	perSecond: number[];
	p50: number[];
	p99: number[];
	failures: number;
};

async function load(url: string, into: Measured): Promise<void> {
	const result = await autocannon({ url, connections: 10, duration: seconds });
	into.perSecond.push(result.requests.average);
	into.p50.push(result.latency.p50);
	into.p99.push(result.latency.p99);
	into.failures += result.non2xx + result.errors;
}

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
const address = { host: '127.0.0.1', port, origin: `http://127.0.0.1:${port}` };
const folder = await takeDataFolder(address, () => false);
const ground = await layGround({ folder, address, seed: false, say });
const children: ChildProcess[] = [];
try {
	const databaseUrl = ground.environment.DATABASE_URL ?? '';
	say('2,000 issues, 500 organisations …');
	const filled = await fill(databaseUrl);
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
	const ours = `${address.origin}/${filled.slug}`;
	const floor = `http://127.0.0.1:${bare.port}`;
	const pages = [
		{ name: 'issues, list of 20', url: `${ours}/issues`, floor: `${floor}/list`, goal: 0.12 },
		{
			name: 'issue, detail',
			url: `${ours}/issues/${filled.issueId}`,
			floor: `${floor}/detail`,
			goal: 0.15,
		},
		{
			name: 'organisations, list of 20',
			url: `${ours}/organisations`,
			floor: `${floor}/list`,
			goal: 0.12,
		},
		{
			name: 'organisation, detail',
			url: `${ours}/organisations/${filled.organisationId}`,
			floor: `${floor}/detail`,
			goal: 0.15,
		},
	];
	const lines: string[] = [];
	for (const page of pages) {
		const status = (await fetch(page.url)).status;
		if (status !== 200) throw new Error(`${page.url} answers ${status}`);
		const mine: Measured = { name: page.name, perSecond: [], p50: [], p99: [], failures: 0 };
		const bareRun: Measured = { name: 'bare', perSecond: [], p50: [], p99: [], failures: 0 };
		await autocannon({ url: page.url, connections: 10, duration: 2 });
		for (let round = 0; round < rounds; round++) {
			await load(page.floor, bareRun);
			await load(page.url, mine);
		}
		const ratio = middle(mine.perSecond) / middle(bareRun.perSecond);
		const weight = await weigh(page.url);
		lines.push(
			`| ${page.name} | ${middle(bareRun.perSecond).toFixed(0)} | ${middle(mine.perSecond).toFixed(0)} | ${ratio.toFixed(3)} | ≥ ${page.goal} | ${middle(mine.p50)} / ${middle(mine.p99)} | ${mine.failures} | ${(weight.html / 1000).toFixed(1)} | ${(weight.htmlGzip / 1000).toFixed(1)} | ${(weight.scriptGzip / 1000).toFixed(1)} |`,
		);
		say(`${page.name}: ${ratio.toFixed(3)}`);
	}
	const table = [
		'| page | bare req/s | ours req/s | ratio | aim | p50 / p99 ms | failures | HTML kB | HTML gzip kB | scripts gzip kB |',
		'|---|---|---|---|---|---|---|---|---|---|',
		...lines,
	].join('\n');
	console.log(`\n${table}`);
	writeFileSync(join(root, 'docs/benchmarks.md'), report(table));
} finally {
	for (const child of children) child.kill('SIGTERM');
	await ground.stop();
	rmSync(process.env.OTAGAISAMA_DATA, { recursive: true, force: true });
}

function report(table: string): string {
	const model = cpus()[0]?.model.trim() ?? 'unknown';
	const version: unknown = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
	const name =
		version && typeof version === 'object' && 'version' in version ? String(version.version) : '';
	return `# Benchmarks

Written by \`npm run bench\` (version ${name}, ${new Date().toISOString().slice(0, 10)}): ${cpus().length} cores (${model}),
${Math.round(totalmem() / 1e9)} GB, Node ${process.version}, embedded PostgreSQL; 2,000 issues, 500 organisations, 10,000 links; 10 connections,
${rounds} alternating rounds of ${seconds} s, medians. "Bare" is \`bench/bare.ts\`: node:http, one prepared query, plain HTML, on the same database in the
same run, with the load generator on the same machine.

${table}
`;
}
