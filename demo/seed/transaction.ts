import { drizzle } from 'drizzle-orm/node-postgres';
import pg from 'pg';
import { isId } from '#lib/kernel/ids.ts';
import { personOf, type Actor } from '#lib/kernel/actor.ts';
import { runtimeRole, type Database, type Tx } from '#lib/server/db.ts';

/**
 * One transaction for the whole demo region: it is there completely or not at all, whatever happens to
 * the program meanwhile. Commands run inside it as they always do, under the runtime role and row-level
 * security; what each of them changes is kept when all of them are done.
 */
export async function inOneTransaction<T>(
	url: string,
	work: (database: Database) => Promise<T>,
): Promise<T> {
	const client = new pg.Client({ connectionString: url, options: `-c role=${runtimeRole}` });
	client.on('error', () => undefined);
	await client.connect();
	try {
		await client.query('begin');
		const result = await work(databaseOf(client));
		await client.query('commit');
		return result;
	} catch (failure) {
		await client.query('rollback').catch(() => undefined);
		throw failure;
	} finally {
		await client.end().catch(() => undefined);
	}
}

function databaseOf(client: pg.Client): Database {
	const tx: Tx = drizzle(client);
	const become = (operatorId: string, personId: string) =>
		client.query(
			`select set_config('app.operator', '${operatorId}', true), set_config('app.person', '${personId}', true)`,
		);
	return {
		async as(actor: Actor, work) {
			const personId = personOf(actor) ?? '';
			if (!isId(actor.operatorId) || (personId !== '' && !isId(personId))) {
				throw new Error('an actor without a proper id');
			}
			await become(actor.operatorId, personId);
			return work(tx);
		},
		async outside(work) {
			await become('', '');
			return work(tx);
		},
		clockIsBehind: () => 0,
		get pool(): pg.Pool {
			throw new Error('the demo region is made on one connection');
		},
		close: async () => undefined,
	};
}
