/** The data folder: who uses it now, and the secrets made on the first start. */
import { randomBytes } from 'node:crypto';
import {
	closeSync,
	existsSync,
	fsyncSync,
	mkdirSync,
	openSync,
	readFileSync,
	realpathSync,
	renameSync,
	writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import * as v from 'valibot';
import { StartProblem } from '../src/lib/server/postgres.ts';
import { tryLock, type Lock } from './lock.ts';

export type Secrets = { secret: string; databasePassword: string };

const secretsShape = v.object({ secret: v.string(), databasePassword: v.string() });

export function makeDataFolder(folder: string): string {
	// others may pass (the database can run as another user) but not look around
	mkdirSync(folder, { recursive: true, mode: 0o711 });
	return realpathSync(folder);
}

/** Reads the secrets; makes them on the first start. Without them the database cannot be opened again. */
export function secretsOf(folder: string): Secrets {
	const file = join(folder, 'secrets.json');
	if (existsSync(file)) return v.parse(secretsShape, JSON.parse(readFileSync(file, 'utf8')));
	const secrets = {
		secret: randomBytes(32).toString('base64url'),
		databasePassword: randomBytes(24).toString('base64url'),
	};
	const draft = `${file}.new`;
	const handle = openSync(draft, 'w', 0o600);
	writeSync(handle, `${JSON.stringify(secrets, null, '\t')}\n`);
	fsyncSync(handle);
	closeSync(handle);
	renameSync(draft, file);
	return secrets;
}

const holderShape = v.object({ pid: v.number(), address: v.string(), stopping: v.boolean() });

/** What a running program says about itself to a second start. */
type Holder = v.InferOutput<typeof holderShape>;

/** Only one program uses a data folder. One that is about to end is waited for. */
export async function lockDataFolder(
	folder: string,
	holder: Omit<Holder, 'stopping'>,
	isStopping: () => boolean,
): Promise<Lock> {
	const about = () => JSON.stringify({ ...holder, stopping: isStopping() });
	const deadline = Date.now() + 30_000;
	for (;;) {
		const taken = await tryLock(folder, '.running', about);
		if ('release' in taken) return taken;
		const said = v.safeParse(v.pipe(v.string(), v.parseJson(), holderShape), taken.answer);
		// it was ending just now, or is too busy to answer
		const mayBeOver = !said.success || said.output.stopping;
		if (!mayBeOver || Date.now() > deadline)
			throw inUse(folder, said.success ? said.output : undefined);
		await sleep(100);
	}
}

function inUse(folder: string, holder: Holder | undefined): StartProblem {
	const [pid, address] = [holder?.pid ?? '?', holder?.address ?? '?'];
	return new StartProblem(
		`このデータフォルダーは使用中です（プロセス ${pid}、${address}）: ${folder}` +
			`\nThis data folder is already in use (process ${pid}, ${address}).`,
	);
}
