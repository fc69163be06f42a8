import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readFile } from 'node:fs/promises';
import type { Actor } from '#lib/kernel/actor.ts';
import { askFor, paperKinds } from '#lib/paper-kinds.ts';
import { makePaper } from '#lib/papers/server/make.ts';
import { paperFileOrRefuse } from '#lib/papers/server/queries.ts';
import type { Config } from '#lib/server/config.ts';
import { context, testDatabase, testTime } from './database.ts';

export const printingConfig: Config = {
	dataFolder: mkdtempSync(join(tmpdir(), 'otagaisama-papers-')),
	...{
		databaseUrl: '',
		secret: '',
		smtpUrl: undefined,
		mailFrom: '',
		backups: { folder: '', days: 0 },
	},
	origin: 'https://otagaisama.example.jp',
};

/** What the worker does when it takes up the paper. */
export async function makeNow(operatorId: string, paperId: string, now = testTime): Promise<void> {
	const worker = context({ kind: 'system', operatorId, task: 'paper.make' }, { now });
	await makePaper(worker, { operatorId, paperId }, { config: printingConfig, kinds: paperKinds });
}

export async function fileOf(actor: Actor, id: string, now = testTime): Promise<Buffer> {
	const database = await testDatabase();
	const file = await database.as(actor, (tx) =>
		paperFileOrRefuse(tx, actor, paperKinds, { id, now }),
	);
	return readFile(join(printingConfig.dataFolder, 'files', file.operatorId, file.id));
}

/** Asks for papers of a subject, makes them and gives the file. */
export async function printed(
	actor: Actor,
	wanted: Record<string, unknown> & { kind: string; subjectId: string; parts: readonly string[] },
): Promise<Buffer> {
	const { id } = await askFor(context(actor), wanted);
	await makeNow(actor.operatorId, id);
	return fileOf(actor, id);
}
