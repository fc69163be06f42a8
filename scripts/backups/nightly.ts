/** The backup that the worker makes by itself, every night. */
import pg from 'pg';
import type { Config } from '../../src/lib/server/config.ts';
import { keepDays, makeBackup } from './make.ts';

/** A machine that was off at night makes it when it is on again: after so long without one. */
const missedAfter = 26 * 3_600_000;

type Wanted = Pick<Config, 'databaseUrl' | 'backups'>;

export async function nightlyBackup({ databaseUrl, backups }: Wanted, at: Date): Promise<void> {
	if (backups.days === 0) return;
	await makeBackup(databaseUrl, backups.folder, at);
	// only once the new one is there
	keepDays(backups.folder, backups.days, at);
}

/** Whether the last night was missed; an installation of today has nothing to miss yet. */
export async function missedNight({ databaseUrl, backups }: Wanted, at: Date): Promise<boolean> {
	if (backups.days === 0) return false;
	const client = new pg.Client({ connectionString: databaseUrl });
	await client.connect();
	try {
		const { rows } = await client.query<{ since: Date | null }>(
			`select coalesce((select at from care where name = 'backup'), (select min(created_at) from operators)) as since`,
		);
		const since = rows[0]?.since;
		return Boolean(since) && at.getTime() - (since?.getTime() ?? 0) > missedAfter;
	} finally {
		await client.end();
	}
}
