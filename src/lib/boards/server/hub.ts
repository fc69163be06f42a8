import { Refusal } from '../../kernel/refusal.ts';
import type { Database } from '../../server/db.ts';
import { makeLiveHub, type LiveHub, type LiveListener } from '../../server/live-hub.ts';
import { apply, type Operation, type Wish } from '../rules.ts';
import {
	appendAll,
	loadBoard,
	noticeFrom,
	operationsAfter,
	type Hand,
	type Receipt,
	type Where,
} from './log.ts';

/** Somebody who follows a board. */
export type Listener = LiveListener<Operation>;

export type Hub = LiveHub<Where, Hand, Wish, Operation, Receipt>;

const keyOf = ({ operatorId, boardId }: Where) => `${operatorId} ${boardId}`;

/** The live boards of one process. */
export function makeHub(database: Database, now: () => Date): Hub {
	return makeLiveHub(database, now, {
		...{ task: 'boards', keyOf, load: loadBoard, after: operationsAfter, append: appendAll },
		apply: ({ board }, operation) => apply(board, operation),
		noticeFrom(message) {
			const notice = noticeFrom(message);
			return { key: keyOf(notice), removed: notice.removed };
		},
	});
}

/** The receipt of a single wish, for a form: what was refused is thrown. */
export function orRefuse(receipt: Receipt | undefined): number {
	if (!receipt) throw new Error('a receipt for every wish');
	if ('seq' in receipt) return receipt.seq;
	throw new Refusal('not-valid', receipt.refused);
}
