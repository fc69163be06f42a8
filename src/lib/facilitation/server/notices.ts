import { sql } from 'drizzle-orm';
import type { Tx } from '../../server/db.ts';

/** On which every process hears, at the commit, that a session went on. */
export const runsChannel = 'otagaisama_runs';

export type RunNotice = { operatorId: string; sessionId: string; version: number };

export async function announceRun(
	tx: Tx,
	{ operatorId, sessionId, version }: RunNotice,
): Promise<void> {
	const notice = [operatorId, sessionId, version].join(' ');
	await tx.execute(sql`select pg_notify(${runsChannel}, ${notice})`);
}

export function runNoticeFrom(message: string): RunNotice {
	const [operatorId = '', sessionId = '', version = ''] = message.split(' ');
	return { operatorId, sessionId, version: Number(version) };
}
