import { createHash, randomBytes } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { dateInTokyo, fiscalYearOf } from '../../kernel/dates.ts';
import type { Work } from '../../server/command.ts';
import { receiptNumber } from '../rules.ts';
import { concernNumbers } from './tables.ts';

/**
 * The next 受付番号 of the fiscal year in which it was received. Counting up and reading is one
 * statement, so two reports at the same moment get two numbers; a report that fails leaves no gap.
 */
export async function nextReceiptNumber(work: Work, receivedAt: Date): Promise<string> {
	const { operatorId } = work.actor;
	const fiscalYear = fiscalYearOf(dateInTokyo(receivedAt));
	const [row] = await work.tx
		.insert(concernNumbers)
		.values({ operatorId, fiscalYear, lastNumber: 1 })
		.onConflictDoUpdate({
			target: [concernNumbers.operatorId, concernNumbers.fiscalYear],
			set: { lastNumber: sql`${concernNumbers.lastNumber} + 1` },
		})
		.returning({ running: concernNumbers.lastNumber });
	if (!row) throw new Error('no receipt number came back');
	return receiptNumber(fiscalYear, row.running);
}

/**
 * The secret of a reporter's link: 256 random bits. It is made for the page with the form and comes
 * back with it, so that the program stores its hash and nothing else, not even beside the once-token.
 */
export function newSecret(): string {
	return randomBytes(32).toString('base64url');
}

export function hashOfSecret(secret: string): string {
	return createHash('sha256').update(secret).digest('hex');
}
