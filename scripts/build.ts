/** The built pages in build/, made again when what they are made of has changed. */
import { fork, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { StartProblem } from '../src/lib/server/postgres.ts';
import { tryLock, type Lock } from './lock.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const stampFile = join(root, 'build', '.stamp');
const vite = join(root, 'node_modules', 'vite', 'bin', 'vite.js');

const sources = [
	...['src', 'messages', 'static', 'project.inlang/settings.json'],
	...['vite.config.ts', 'package.json', 'package-lock.json'],
];
/** Made from the sources, or not part of the pages. */
const ignored = /^src\/lib\/paraglide\/|\.test\.ts$|\.md$/;

/** A fingerprint of everything the pages are made of. */
function stamp(): string {
	const hash = createHash('sha256').update(process.version);
	for (const file of sources.flatMap(filesBelow)) {
		hash
			.update(`${file}\0`)
			.update(readFileSync(join(root, file)))
			.update('\0');
	}
	return hash.digest('hex');
}

function filesBelow(path: string): string[] {
	const found = statSync(join(root, path), { throwIfNoEntry: false });
	if (!found) return [];
	if (!found.isDirectory()) return ignored.test(path) ? [] : [path];
	return readdirSync(join(root, path))
		.sort()
		.flatMap((name) => (ignored.test(`${path}/${name}/`) ? [] : filesBelow(`${path}/${name}`)));
}

/** Builds when needed. `signal` ends a build that nobody waits for any more. */
export async function ensureBuild(
	say: (line: string) => void,
	signal?: AbortSignal,
): Promise<void> {
	if (isFresh(stamp())) return;
	if (!existsSync(vite)) {
		// an installation without the tools for building brings its pages along
		if (existsSync(join(root, 'build', 'handler.js'))) return;
		throw new StartProblem('先に npm ci を実行してください。\nPlease run "npm ci" first.');
	}
	const lock = await waitForLock(signal);
	try {
		const wanted = stamp();
		if (isFresh(wanted)) return;
		say(
			'画面を組み立てています。初回と更新後だけ、1 分ほどかかります… / building the pages, about a minute',
		);
		rmSync(stampFile, { force: true });
		await build(signal);
		restoreMessages();
		writeFileSync(stampFile, wanted);
	} finally {
		lock.release();
	}
}

function isFresh(wanted: string): boolean {
	return existsSync(stampFile) && readFileSync(stampFile, 'utf8') === wanted;
}

/** Two builds at once would write into each other's folder. */
async function waitForLock(signal: AbortSignal | undefined): Promise<Lock> {
	for (;;) {
		const taken = await tryLock(join(root, 'node_modules'), '.building', () => 'building');
		if ('release' in taken) return taken;
		await sleep(200, undefined, { ...(signal && { signal }) });
	}
}

/** The pages have their texts one by one; the programs beside them load one file a language. */
function restoreMessages(): void {
	const { status } = spawnSync('npm', ['run', '--silent', 'messages'], {
		...{ cwd: root, stdio: 'inherit', shell: process.platform === 'win32' },
	});
	if (status !== 0) throw new Error('npm run messages failed');
}

/** A build whose start was killed must not go on writing beside the next one. */
const endWithParent = "process.on('disconnect', () => process.exit(1)); process.channel?.unref();";

function build(signal: AbortSignal | undefined): Promise<void> {
	return new Promise((resolve, reject) => {
		const child = fork(vite, ['build', '--logLevel', 'warn'], {
			cwd: root,
			execArgv: ['--import', `data:text/javascript,${encodeURIComponent(endWithParent)}`],
			env: { ...process.env, NODE_ENV: 'production' },
			stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
			...(signal && { signal }),
		});
		let output = '';
		for (const stream of [child.stdout, child.stderr]) {
			stream?.setEncoding('utf8').on('data', (part: string) => (output += part));
		}
		child.once('error', reject);
		child.once('exit', (code) => {
			if (code === 0) resolve();
			else reject(new Error(`vite build failed:\n${output}`));
		});
	});
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await ensureBuild(console.log);
