import { drizzle, type NodePgDatabase } from 'drizzle-orm/node-postgres';
import pg from 'pg';
import { isId } from '../kernel/ids.ts';
import { personOf, type Actor } from '../kernel/actor.ts';
import { statementNames } from './statement-names.ts';

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
	/** By how many milliseconds this machine's clock is behind the database's, as the last transaction found; 0 within a second. */
	clockIsBehind: () => number;
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

	const nameOf = statementNames();
	let behind = 0;

	/** Every opening brings the time along: deadlines are the same for all programs on one database. */
	function compareClocks(opened: unknown): void {
		const time = timeIn(opened);
		if (time === undefined) return;
		const difference = time - Date.now();
		behind = Math.abs(difference) < 1_000 ? 0 : Math.round(difference);
	}

	async function transaction<T>(opening: string, work: (tx: Tx) => Promise<T>): Promise<T> {
		const client = await pool.connect();
		const ignore = () => undefined;
		client.on('error', ignore);
		let broken: Error | undefined;
		try {
			options.watch?.(opening);
			compareClocks(await client.query(opening));
			const tx = drizzle(naming(client, nameOf), {
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
		outside: (work) => transaction(openingForAll, work),
		clockIsBehind: () => behind,
		close: () => pool.end(),
	};
}

/** The same connection, but a statement that is asked often goes by its name. */
function naming(
	client: pg.PoolClient,
	nameOf: (text: string) => string | undefined,
): pg.PoolClient {
	const query = (statement: pg.QueryConfig, values: unknown[]) => {
		const name = nameOf(statement.text);
		return client.query(name === undefined ? statement : { ...statement, name }, values);
	};
	// of the many ways in which `query` may be called, drizzle uses this one only
	return Object.create(client, { query: { value: query } }) as pg.PoolClient;
}

const time = `extract(epoch from clock_timestamp()) * 1000 as time`;
const openingForAll = `begin; select ${time}`;

/** The time in the answer to an opening: the second of its two statements. */
function timeIn(opened: unknown): number | undefined {
	const answers: unknown[] = Array.isArray(opened) ? opened : [];
	const last = answers.at(-1);
	if (typeof last !== 'object' || last === null || !('rows' in last)) return undefined;
	const [row] = Array.isArray(last.rows) ? last.rows : [];
	const found = Number(row?.time);
	return Number.isFinite(found) ? found : undefined;
}

/** One round trip opens the transaction and names operator and person; both are checked ids, never text. */
function openingFor(actor: Actor): string {
	const person = personOf(actor) ?? '';
	if (!isId(actor.operatorId) || (person !== '' && !isId(person)))
		throw new Error('an actor without a proper id');
	return `begin; select set_config('app.operator', '${actor.operatorId}', true), set_config('app.person', '${person}', true), ${time}`;
}
