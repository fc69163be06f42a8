/** What shows whether the installation is well looked after: backup, letters, disk, audit chain, worker, schema. */
import { statfs } from 'node:fs/promises';
import { and, count, eq, isNotNull, isNull, lt, sql } from 'drizzle-orm';
import { bigint, jsonb, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import type { Actor } from '../kernel/actor.ts';
import { verifyAudit } from './audit.ts';
import { instant, operatorId } from './columns.ts';
import type { Context } from './command.ts';
import type { Tx } from './db.ts';
import { mails } from './mail.ts';
import { schemaIsComplete } from './schema-state.ts';

export const care = pgTable('care', {
	name: text('name').$type<'backup' | 'worker'>().primaryKey(),
	at: instant('at').notNull(),
	detail: jsonb('detail').$type<{ bytes?: number }>().notNull(),
});

export const chainChecks = pgTable(
	'chain_checks',
	{
		operatorId: operatorId(),
		at: instant('at').notNull(),
		rows: bigint('rows', { mode: 'number' }).notNull(),
		brokenAt: bigint('broken_at', { mode: 'number' }),
	},
	(table) => [primaryKey({ columns: [table.operatorId] })],
);

/** How often the worker says that it is alive, and when its silence is worth a look. */
export const heartbeat = { every: 60_000, missedAfter: 300_000 };
/** A week, and a day for the holiday on which nobody could make one. */
const backupIsOldAfter = 8 * 86_400_000;
const nightlyIsOldAfter = 2.5 * 86_400_000;
const chainIsUncheckedAfter = 3 * 86_400_000;
const lettersWaitAfter = 3_600_000;

export type Health = 'well' | 'look' | 'act';

export type CareState = {
	/** `days`: for how long the nightly ones are kept; 0 when none is made by itself. */
	backup: { health: Health; at: Date | null; bytes: number | null; days: number };
	letters: { health: Health; waiting: number; failed: number; hasServer: boolean };
	disk: { health: Health; freeGigabytes: number; freePercent: number };
	chain: { health: Health; at: Date | null; rows: number; brokenAt: number | null };
	worker: { health: Health; at: Date | null };
	database: { health: Health; postgres: string; isComplete: boolean };
};

export async function sayAlive(tx: Tx, at: Date): Promise<void> {
	await tx
		.insert(care)
		.values({ name: 'worker', at, detail: {} })
		.onConflictDoUpdate({ target: care.name, set: { at } });
}

/** Walks an operator's audit chain and notes what was found. */
export async function checkChain({ database, actor, now }: Context): Promise<void> {
	const { operatorId } = actor;
	const found = await database.as(actor, (tx) => verifyAudit(tx, operatorId));
	const noted = found.whole
		? { at: now(), rows: found.rows, brokenAt: null }
		: { at: now(), rows: found.brokenAt - 1, brokenAt: found.brokenAt };
	await database.as(actor, (tx) =>
		tx
			.insert(chainChecks)
			.values({ operatorId, ...noted })
			.onConflictDoUpdate({ target: chainChecks.operatorId, set: noted }),
	);
}

type About = { dataFolder: string; hasServer: boolean; backupDays: number; now: Date };

/** Everything the page of the secretariat shows, for one operator and the installation it lives in. */
export async function careState(
	tx: Tx,
	actor: Actor,
	{ dataFolder, hasServer, backupDays, now }: About,
): Promise<CareState> {
	const marks = new Map((await tx.select().from(care)).map((mark) => [mark.name, mark]));
	const [backup, worker] = [marks.get('backup'), marks.get('worker')];
	const since = (at: Date | undefined) => (at ? now.getTime() - at.getTime() : Infinity);
	const { rows } = await tx.execute<{ version: string }>(
		sql`select current_setting('server_version') as version`,
	);
	const isComplete = await schemaIsComplete(tx);
	return {
		backup: {
			health: healthOf(since(backup?.at), backupDays > 0),
			days: backupDays,
			at: backup?.at ?? null,
			bytes: backup?.detail.bytes ?? null,
		},
		letters: await lettersOf(tx, actor, hasServer, new Date(now.getTime() - lettersWaitAfter)),
		disk: await diskOf(dataFolder),
		chain: await chainOf(tx, actor, since),
		worker: {
			health: since(worker?.at) > heartbeat.missedAfter ? 'act' : 'well',
			at: worker?.at ?? null,
		},
		database: {
			health: isComplete ? 'well' : 'act',
			postgres: rows[0]?.version.split(' ')[0] ?? '',
			isComplete,
		},
	};
}

/** One made at night that did not come twice is worth a look. */
function healthOf(age: number, isNightly: boolean): Health {
	if (age > backupIsOldAfter) return 'act';
	return isNightly && age > nightlyIsOldAfter ? 'look' : 'well';
}

async function lettersOf(
	tx: Tx,
	{ operatorId }: Actor,
	hasServer: boolean,
	before: Date,
): Promise<CareState['letters']> {
	const [found] = await tx
		.select({
			waiting: count(),
			old: count(sql`case when ${lt(mails.queuedAt, before)} then 1 end`),
			failed: count(sql`case when ${isNotNull(mails.lastFailure)} then 1 end`),
		})
		.from(mails)
		.where(and(eq(mails.operatorId, operatorId), isNull(mails.sentAt), isNotNull(mails.body)));
	const { waiting = 0, old = 0, failed = 0 } = found ?? {};
	return { health: failed > 0 || old > 0 ? 'look' : 'well', waiting, failed, hasServer };
}

async function diskOf(folder: string): Promise<CareState['disk']> {
	const { bavail, blocks, bsize } = await statfs(folder);
	const freeGigabytes = (bavail * bsize) / 1_000_000_000;
	const freePercent = Math.floor((100 * bavail) / Math.max(blocks, 1));
	const health = freeGigabytes < 1 ? 'act' : freeGigabytes < 5 || freePercent < 5 ? 'look' : 'well';
	return { health, freeGigabytes: Math.floor(freeGigabytes * 10) / 10, freePercent };
}

async function chainOf(
	tx: Tx,
	{ operatorId }: Actor,
	since: (at: Date | undefined) => number,
): Promise<CareState['chain']> {
	const [check] = await tx.select().from(chainChecks).where(eq(chainChecks.operatorId, operatorId));
	const { at = null, rows = 0, brokenAt = null } = check ?? {};
	const isOld = since(check?.at) > chainIsUncheckedAfter;
	return { health: brokenAt !== null ? 'act' : isOld ? 'look' : 'well', at, rows, brokenAt };
}
