/** The process that does the work the others asked for: mail, tidying. Any number of them may run. */
import process from 'node:process';
import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'drizzle-orm';
import { PgBoss, type Job, type JobResult } from 'pg-boss';
import { tidyImports } from '../src/lib/imports/server/tidy.ts';
import { paperKinds } from '../src/lib/paper-kinds.ts';
import { makePaper, tidyPapers } from '../src/lib/papers/server/make.ts';
import { drawPerception } from '../src/lib/perceptions/server/draw.ts';
import { application, newId, now } from '../src/lib/server/application.ts';
import { heartbeat, sayAlive } from '../src/lib/server/care.ts';
import type { Context } from '../src/lib/server/command.ts';
import { jobs as ownJobs, resumeMails, type Job as Work } from '../src/lib/server/jobs.ts';
import { sweepFiles } from '../src/lib/server/files.ts';
import { log } from '../src/lib/server/log.ts';
import {
	jobNames,
	queueSchema,
	superviseIntervalSeconds,
	type JobIds,
	type JobName,
} from '../src/lib/server/queue.ts';
import { missedNight, nightlyBackup } from './backups/nightly.ts';
import { whenToldToStop } from './told-to-stop.ts';

const { config, database } = application();

/** Done once for the whole installation; everything else for one operator after the other. */
const backup = () => nightlyBackup(config, now());

const jobs: Record<Exclude<JobName, 'backup'>, Work> = {
	...ownJobs,
	'perception.draw': drawPerception,
	'paper.make': (context, ids, settings) =>
		makePaper(context, ids, { config: settings, kinds: paperKinds }),
	tidy: async (context, ids, settings) => {
		await ownJobs.tidy(context, ids, settings);
		await tidyImports(context);
		await tidyPapers(context, settings);
		await sweepFiles(context, settings.dataFolder);
	},
};

const boss = new PgBoss({
	connectionString: config.databaseUrl,
	schema: queueSchema,
	migrate: false,
	max: 4,
	superviseIntervalSeconds,
	monitorIntervalSeconds: superviseIntervalSeconds,
	application_name: 'otagaisama-worker',
});
// the database may be away for seconds: pg-boss asks again by itself
boss.on('error', (failure: Error) =>
	log.warn({ failure: failure.name }, 'the queue is out of reach'),
);

function contextOf(operatorId: string, task: string): Context {
	return { database, actor: { kind: 'system', operatorId, task }, now, newId };
}

async function operatorIds(): Promise<string[]> {
	const { rows } = await database.outside((tx) =>
		tx.execute<{ id: string }>(sql`select id from operators order by id`),
	);
	return rows.map((row) => row.id);
}

/** Work that names no operator is done for each of them. */
async function run(name: JobName, ids: Partial<JobIds>): Promise<void> {
	if (name === 'backup') return backup();
	for (const operatorId of ids.operatorId ? [ids.operatorId] : await operatorIds()) {
		await jobs[name](contextOf(operatorId, name), { ...withoutGaps(ids), operatorId }, config);
	}
}

function withoutGaps(ids: Partial<JobIds>): Record<string, string> {
	return Object.fromEntries(Object.entries(ids).flatMap(([key, id]) => (id ? [[key, id]] : [])));
}

/** A handful at a time, each judged by itself; the next ones as soon as these are done. */
async function register(name: JobName): Promise<void> {
	const pace = { batchSize: 5, burstWhenBatchFull: true, pollingIntervalSeconds: 1 };
	await boss.work<Partial<JobIds>>(name, { ...pace, perJobResults: true }, (batch) =>
		Promise.all(batch.map((job) => outcome(name, job))),
	);
}

async function outcome(name: JobName, { id, data }: Job<Partial<JobIds>>): Promise<JobResult> {
	try {
		await run(name, data);
		return { id, status: 'completed' };
	} catch (failure) {
		const said = describe(failure);
		log.error({ job: name, id, failure: said }, 'work failed, it is tried again');
		return { id, status: 'failed', output: { failure: said } };
	}
}

/** A database's message may quote what somebody wrote; its code may be logged. */
function describe(failure: unknown): string {
	if (!(failure instanceof Error)) return typeof failure;
	const { cause = failure } = failure;
	const code = cause instanceof Error && 'code' in cause ? String(cause.code) : '';
	return code ? `${failure.name} ${code}` : failure.message;
}

async function mailsInWork(): Promise<Set<string>> {
	const { rows } = await boss.getDb().executeSql(
		`select data ->> 'mailId' as id from ${queueSchema}.job
		where name = 'mail.send' and state in ('created', 'retry', 'active')`,
	);
	return new Set(rows.map((row: { id: string }) => row.id));
}

async function start(): Promise<void> {
	await boss.start();
	if (config.smtpUrl) {
		const inWork = await mailsInWork();
		for (const operatorId of await operatorIds()) {
			await resumeMails(contextOf(operatorId, 'mail.resume'), inWork);
		}
	}
	await Promise.all(jobNames.map(register));
	// an office's machine is often off at three in the morning
	await boss.send('tidy', {}, { singletonKey: 'start', singletonSeconds: 20 * 3_600 });
	if (await missedNight(config, now())) {
		await boss.send('backup', {}, { singletonKey: 'start', singletonSeconds: 3_600 });
	}
	await beat();
	process.send?.('ready');
}

/** For the page that shows whether all is well. The database may be away: then it shows that. */
async function beat(): Promise<void> {
	await database.outside((tx) => sayAlive(tx, now())).catch(() => undefined);
}

setInterval(beat, heartbeat.every).unref();

whenToldToStop(async () => {
	await boss.stop({ timeout: 5_000 });
	await database.close();
});

for (;;) {
	try {
		await start();
		break;
	} catch (failure) {
		log.warn({ failure: String(failure) }, 'the worker waits for the database');
		await boss.stop({ graceful: false }).catch(() => undefined);
		await sleep(1_000);
	}
}
