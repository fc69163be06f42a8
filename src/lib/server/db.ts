import { drizzle, type NodePgDatabase } from 'drizzle-orm/node-postgres';
import pg from 'pg';
import { isId } from '../kernel/ids.ts';
import { personOf, type Actor } from '../kernel/actor.ts';

// Dates without a time stay the text that PostgreSQL prints ('2026-11-22'), never a Date in some time zone.
pg.types.setTypeParser(pg.types.builtins.DATE, (text) => text);
pg.types.setTypeParser(pg.types.builtins.INT8, Number);

/** A transaction that belongs to one actor: row-level security sees only rows of the actor's operator. */
export type Tx = NodePgDatabase;

export type Database = {
	/** Runs `work` in one transaction in which only the actor's operator exists. */
	as: <T>(actor: Actor, work: (tx: Tx) => Promise<T>) => Promise<T>;
	/** For tables that belong to the installation (operators, sign-in): no tenant row is visible. */
	outside: <T>(work: (tx: Tx) => Promise<T>) => Promise<T>;
	pool: pg.Pool;
	close: () => Promise<void>;
};

/** The role under which the program runs: owns nothing, is bound by row-level security. */
export const runtimeRole = 'otagaisama_app';

export type Watcher = (statement: string) => void;

/**
 * Opens the connections of the running program. `watch` hears every statement (tests count them).
 */
export function openDatabase(
	url: string,
	options: { connections?: number; watch?: Watcher } = {},
): Database {
	const pool = new pg.Pool({
		connectionString: url,
		max: options.connections ?? 10,
		options: `-c role=${runtimeRole} -c statement_timeout=30000 -c lock_timeout=5000 -c idle_in_transaction_session_timeout=30000`,
		// when all are busy, an honest "in a moment" is better than a wait
		connectionTimeoutMillis: 2_000,
		allowExitOnIdle: false,
	});
	// without a listener a restart of the database would end the whole process
	pool.on('error', () => undefined);

	async function transaction<T>(opening: string, work: (tx: Tx) => Promise<T>): Promise<T> {
		const client = await pool.connect();
		const ignore = () => undefined;
		client.on('error', ignore);
		let broken: Error | undefined;
		try {
			options.watch?.(opening);
			await client.query(opening);
			const tx = drizzle(client, {
				...(options.watch && {
					logger: { logQuery: (statement: string) => options.watch?.(statement) },
				}),
			});
			const result = await work(tx);
			await client.query('commit');
			return result;
		} catch (failure) {
			await client.query('rollback').catch((lost: Error) => (broken = lost));
			throw failure;
		} finally {
			client.off('error', ignore);
			client.release(broken);
		}
	}

	return {
		pool,
		as: (actor, work) => transaction(openingFor(actor), work),
		outside: (work) => transaction('begin', work),
		close: () => pool.end(),
	};
}

/** One round trip opens the transaction and names operator and person; both are checked ids, never text. */
function openingFor(actor: Actor): string {
	const person = personOf(actor) ?? '';
	if (!isId(actor.operatorId) || (person !== '' && !isId(person)))
		throw new Error('an actor without a proper id');
	return `begin; select set_config('app.operator', '${actor.operatorId}', true), set_config('app.person', '${person}', true)`;
}
