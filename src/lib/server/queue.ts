/** Work for later, kept in the database: what a transaction asks for is done when it commits, else never. */
import { sql } from 'drizzle-orm';
import pg from 'pg';
import { PgBoss, type QueueOptions } from 'pg-boss';
import { runtimeRole, type Tx } from './db.ts';

export const queueSchema = 'pgboss';

/** A worker says so often that it is at work; when it was killed, another one takes the work up. Seconds. */
const heartbeatSeconds = 10;

/** How often a worker looks for work that nobody is at any more. Seconds. */
export const superviseIntervalSeconds = 10;

/** Every kind of work, with how stubbornly it is tried again. */
export const queues = {
	/** Tried again after fifteen seconds (a code to sign in with is waited for), thirty, … at most an hour, for about two days. */
	'mail.send': {
		heartbeatSeconds,
		retryLimit: 55,
		retryDelay: 15,
		retryBackoff: true,
		retryDelayMax: 3_600,
		expireInSeconds: 120,
		deleteAfterSeconds: 86_400,
	},
	/** Somebody waits for it in the hall. */
	'perception.draw': {
		heartbeatSeconds,
		retryLimit: 20,
		retryDelay: 2,
		retryBackoff: true,
		retryDelayMax: 600,
		expireInSeconds: 300,
		deleteAfterSeconds: 86_400,
	},
	/** Somebody waits for a paper; a fault in it is told on its page, so this tries again only when the database was away. */
	'paper.make': {
		heartbeatSeconds,
		retryLimit: 5,
		retryDelay: 5,
		retryBackoff: true,
		retryDelayMax: 300,
		expireInSeconds: 300,
		deleteAfterSeconds: 86_400,
	},
	/** Tried again after half an hour: the place for it may be away. */
	backup: {
		heartbeatSeconds,
		retryLimit: 3,
		retryDelay: 1_800,
		expireInSeconds: 6 * 3_600,
		deleteAfterSeconds: 86_400,
	},
	tidy: {
		heartbeatSeconds,
		retryLimit: 3,
		retryDelay: 300,
		expireInSeconds: 900,
		deleteAfterSeconds: 86_400,
	},
} satisfies Record<string, QueueOptions>;

export type JobName = keyof typeof queues;

export const jobNames = Object.keys(queues).filter(isJobName);

function isJobName(name: string): name is JobName {
	return Object.hasOwn(queues, name);
}

/** Ids only: what people wrote stays in its own table, behind row-level security. */
export type JobIds = { operatorId: string } & Record<string, string>;

/**
 * Asks for work inside the caller's transaction. This is pg-boss's documented way to add jobs by SQL
 * (its own `send` would need a connection that is not the transaction's).
 */
export async function enqueue(tx: Tx, name: JobName, ids: JobIds): Promise<void> {
	const added = await tx.execute(sql`
		insert into pgboss.job (name, data, retry_limit, retry_delay, retry_backoff, retry_delay_max,
			expire_seconds, heartbeat_seconds, deletion_seconds, policy)
		select name, ${JSON.stringify(ids)}::jsonb, retry_limit, retry_delay, retry_backoff,
			retry_delay_max, expire_seconds, heartbeat_seconds, deletion_seconds, policy
		from pgboss.queue where name = ${name}`);
	if (added.rowCount !== 1) throw new Error(`the queue ${name} was not made`);
}

/** Makes the tables and queues; run by every start with the owner's address, before anybody enqueues. */
export async function prepareQueues(ownerUrl: string): Promise<void> {
	const boss = new PgBoss({
		connectionString: ownerUrl,
		schema: queueSchema,
		supervise: false,
		schedule: false,
		max: 2,
	});
	boss.on('error', () => undefined);
	await boss.start();
	try {
		const known = new Set((await boss.getQueues()).map((queue) => queue.name));
		for (const [name, options] of Object.entries(queues)) {
			if (known.has(name)) await boss.updateQueue(name, options);
			else await boss.createQueue(name, options);
		}
		// at night, when nobody waits for an answer
		await boss.schedule('backup', '0 2 * * *', {}, { tz: 'Asia/Tokyo' });
		await boss.schedule('tidy', '0 3 * * *', {}, { tz: 'Asia/Tokyo' });
	} finally {
		await boss.stop({ graceful: false });
	}
	await letRuntimeRoleEnqueue(ownerUrl);
}

async function letRuntimeRoleEnqueue(ownerUrl: string): Promise<void> {
	const client = new pg.Client({ connectionString: ownerUrl });
	await client.connect();
	try {
		await client.query(
			`grant usage on schema ${queueSchema} to ${runtimeRole};
			grant select (name, retry_limit, retry_delay, retry_backoff, retry_delay_max, expire_seconds,
				heartbeat_seconds, deletion_seconds, policy) on ${queueSchema}.queue to ${runtimeRole};
			grant insert, select (name, state) on ${queueSchema}.job to ${runtimeRole}`,
		);
	} finally {
		await client.end();
	}
}
