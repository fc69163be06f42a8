import { Refusal } from '../../kernel/refusal.ts';
import type { Database } from '../../server/db.ts';
import { makeLiveHub, type LiveHub } from '../../server/live-hub.ts';
import { apply, type Operation, type Wish } from '../sheet.ts';
import {
	appendAll,
	loadSheet,
	operationsAfter,
	type Hand,
	type Receipt,
	type Where,
} from './log.ts';

export type Hub = LiveHub<Where, Hand, Wish, Operation, Receipt>;

/** The live tables of one process. */
export function makeHub(database: Database, now: () => Date): Hub {
	return makeLiveHub(database, now, {
		...{ task: 'benefits', load: loadSheet, after: operationsAfter, append: appendAll },
		keyOf: ({ operatorId, tableId }: Where) => `${operatorId} ${tableId}`,
		apply: ({ sheet }, operation) => apply(sheet, operation),
		noticeFrom: (message) => ({ key: message, removed: '' }),
	});
}

/** For a form: the first wish that was refused is thrown. */
export function orRefuse(receipts: readonly Receipt[]): void {
	for (const receipt of receipts)
		if ('refused' in receipt) throw new Refusal('not-valid', receipt.refused);
}
