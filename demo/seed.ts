import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { sql } from 'drizzle-orm';
import pg from 'pg';
import { anyOperatorExists } from '#lib/operators/server/queries.ts';
import type { Database } from '#lib/server/db.ts';
import { tellRegion } from './seed/index.ts';
import { inOneTransaction } from './seed/transaction.ts';

export type SeedOptions = {
	databaseUrl: string;
	/** Scans are kept below it. */
	dataFolder: string;
	/** The moment after which nothing has happened yet. */
	end?: Date;
	/** A smaller region by the same stories. */
	isSmall?: boolean;
	say?: (line: string) => void;
};

/** Makes the demo region unless there is a council already. Answers whether it did. */
export async function seedDemo(options: SeedOptions): Promise<boolean> {
	const {
		databaseUrl,
		dataFolder,
		end = new Date(),
		isSmall = false,
		say = () => undefined,
	} = options;
	const startedAt = performance.now();
	const kept: string[] = [];
	try {
		const isMade = await inOneTransaction(databaseUrl, async (database) => {
			if (await isTaken(database)) return false;
			await tellRegion({
				...{ database, dataFolder, end, isSmall, say },
				founded: (ids) => kept.push(...ids),
			});
			return true;
		});
		if (!isMade) return false;
	} catch (failure) {
		// scans lie beside the database: nobody would look for them again
		for (const id of kept) rmSync(join(dataFolder, 'files', id), { recursive: true, force: true });
		throw failure;
	}
	await learnStatistics(databaseUrl);
	say(`デモ地域ができました（${((performance.now() - startedAt) / 1_000).toFixed(0)}秒）`);
	return true;
}

/** Two starts at once: the second waits here, then finds the first one's councils. */
async function isTaken(database: Database): Promise<boolean> {
	return database.outside(async (tx) => {
		await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended('otagaisama:setup', 0))`);
		return anyOperatorExists(tx);
	});
}

/** So many rows at once: without this the first pages would be planned for empty tables. */
async function learnStatistics(databaseUrl: string): Promise<void> {
	const client = new pg.Client({ connectionString: databaseUrl });
	client.on('error', () => undefined);
	await client.connect();
	try {
		await client.query('analyze');
	} finally {
		await client.end();
	}
}
