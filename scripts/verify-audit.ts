/** `npm run audit:verify`: walks the audit trail of every 運営主体 and says whether it is whole. */
import process from 'node:process';
import { sql } from 'drizzle-orm';
import { verifyAudit } from '../src/lib/server/audit.ts';
import { openDatabase } from '../src/lib/server/db.ts';
import { failPlainly } from './groundwork.ts';
import { withDatabase } from './with-database.ts';

async function verifyAll(ownerUrl: string): Promise<boolean> {
	const database = openDatabase(ownerUrl, { connections: 1 });
	try {
		const { rows } = await database.outside((tx) =>
			tx.execute<{ id: string; name: string }>(sql`select id, name from operators order by slug`),
		);
		let whole = true;
		for (const { id, name } of rows) {
			const actor = { kind: 'system', operatorId: id, task: 'audit.verify' } as const;
			const found = await database.as(actor, (tx) => verifyAudit(tx, id));
			whole &&= found.whole;
			console.log(
				found.whole
					? `${name}: ${found.rows} 件、すべて正しくつながっています / whole`
					: `${name}: ${found.brokenAt} 件目で途切れています / broken at ${found.brokenAt}`,
			);
		}
		if (rows.length === 0) console.log('運営主体はまだありません / no operator yet');
		return whole;
	} finally {
		await database.close();
	}
}

process.exitCode = (await withDatabase(verifyAll).catch(failPlainly)) ? 0 : 1;
