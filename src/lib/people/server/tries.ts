import { createHash } from 'node:crypto';
import { lt, sql } from 'drizzle-orm';
import { Refusal } from '../../kernel/refusal.ts';
import type { Database } from '../../server/db.ts';
import { tries } from './auth-tables.ts';

const minutes = 15;

/** Enough for a person who mistypes, and for an office behind one address; far too few for guessing. */
const most = {
	'password:account': 10,
	'password:network': 100,
	'code:address': 5,
	'code:network': 40,
	'typing:address': 10,
	'second:login': 10,
	// a code of an authenticator app, which would count for a minute, opens one session
	'second:code': 1,
	'setup:network': 10,
} as const;
export type Tried = keyof typeof most;

/**
 * Counts a try and refuses when there were too many within a quarter of an hour. One statement, so that
 * tries at the same moment are all counted; a transaction of its own, so that a refusal is not taken back.
 */
export async function countTry(
	database: Database,
	what: Tried,
	who: string,
	at: Date,
): Promise<void> {
	const until = new Date(at.getTime() + minutes * 60_000);
	const [row] = await database.outside((tx) =>
		tx
			.insert(tries)
			.values({ key: keyOf(what, who), count: 1, until })
			.onConflictDoUpdate({
				target: tries.key,
				set: {
					count: sql`case when ${tries.until} <= ${at.toISOString()} then 1 else ${tries.count} + 1 end`,
					until: sql`case when ${tries.until} <= ${at.toISOString()} then excluded.until else ${tries.until} end`,
				},
			})
			.returning({ count: tries.count }),
	);
	if ((row?.count ?? 0) > most[what]) throw new Refusal('not-now', 'refusal_too_often');
}

/** After a success the earlier slips of the same account are forgotten. */
export async function forgetTries(
	database: Database,
	what: Tried,
	who: string,
	at: Date,
): Promise<void> {
	await database.outside(async (tx) => {
		await tx.delete(tries).where(sql`${tries.key} = ${keyOf(what, who)}`);
		await tx.delete(tries).where(lt(tries.until, at));
	});
}

function keyOf(what: Tried, who: string): string {
	return `${what}:${createHash('sha256').update(who).digest('hex').slice(0, 32)}`;
}
