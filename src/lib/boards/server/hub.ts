import { Refusal } from '../../kernel/refusal.ts';
import type { Database } from '../../server/db.ts';
import { apply, type Operation, type Wish } from '../rules.ts';
import {
	appendAll,
	loadBoard,
	noticeFrom,
	operationsAfter,
	type Hand,
	type Loaded,
	type Receipt,
	type Where,
} from './log.ts';

/** Somebody who follows a board. */
export type Listener = {
	participantId: string | null;
	/** In the order of the board, without gaps. */
	hear: (operations: readonly Operation[]) => void;
	/** Shown out, or the program stops. */
	end: () => void;
};

export type Hub = {
	/** Saves what somebody did; a receipt is given after the commit, and only then do others see it. */
	append: (where: Where, hand: Hand, wishes: readonly Wish[]) => Promise<Receipt[]>;
	/** Tells the listener all after `since`, now and from now on. The answer ends it. */
	follow: (where: Where, since: number, listener: Listener) => Promise<() => void>;
	/** What another process said on {@link boardsChannel}. */
	notice: (message: string) => void;
	/** Notices may have been missed. */
	catchUpAll: () => void;
	/** How many follow, on all boards of this process. */
	listeners: () => number;
};

type Live = {
	where: Where;
	loaded: Loaded | undefined;
	/** How many operations those who follow have heard. */
	told: number;
	listeners: Set<Listener>;
	waiting: {
		wish: Wish;
		hand: Hand;
		settle: (receipt: Receipt) => void;
		fail: (why: unknown) => void;
	}[];
	/** One thing after another: the end of the last one. */
	turn: Promise<void>;
};

/** What one transaction takes in; the others wait for the next one. */
const mostAtOnce = 200;
/** A board that nobody follows is forgotten when so many others were opened after it. */
const mostIdle = 100;

/**
 * The live boards of one process. All that happens on a board goes through its one queue, so that whoever follows hears
 * operations in order; several that arrive together share one transaction.
 */
export function makeHub(database: Database, now: () => Date): Hub {
	const lives = new Map<string, Live>();

	function liveOf(where: Where): Live {
		const key = `${where.operatorId} ${where.boardId}`;
		const known = lives.get(key);
		if (known) return known;
		const live: Live = {
			...{ where, loaded: undefined, told: 0, listeners: new Set<Listener>(), waiting: [] },
			turn: Promise.resolve(),
		};
		lives.set(key, live);
		forgetIdle();
		return live;
	}

	function forgetIdle(): void {
		for (const [key, { listeners, waiting }] of lives) {
			if (lives.size <= mostIdle) return;
			if (listeners.size === 0 && waiting.length === 0) lives.delete(key);
		}
	}

	/** The installation reads and writes; who may was asked before. */
	function inTransaction<T>(live: Live, work: Parameters<typeof database.as<T>>[1]): Promise<T> {
		const { operatorId } = live.where;
		return database.as({ kind: 'system', operatorId, task: 'boards' }, work);
	}

	async function loadedOf(live: Live): Promise<Loaded> {
		live.loaded ??= await inTransaction(live, (tx) => loadBoard(tx, live.where));
		return live.loaded;
	}

	function inTurn<T>(live: Live, work: () => Promise<T>): Promise<T> {
		const done = live.turn.then(work);
		live.turn = done.then(
			() => undefined,
			() => undefined,
		);
		return done;
	}

	/** Numbers have no gaps: operation n stands at n − 1. */
	function publish(live: Live, { operations }: Loaded): void {
		const fresh = operations.slice(live.told);
		live.told = operations.length;
		if (fresh.length > 0) for (const listener of live.listeners) listener.hear(fresh);
	}

	async function saveWaiting(live: Live): Promise<void> {
		const batch = live.waiting.splice(0, mostAtOnce);
		if (batch.length === 0) return;
		try {
			const loaded = await loadedOf(live);
			const { receipts, fresh } = await inTransaction(live, (tx) =>
				appendAll(tx, live.where, loaded, batch, now()),
			);
			loaded.operations.push(...fresh);
			publish(live, loaded);
			for (const [index, { settle }] of batch.entries()) {
				const receipt = receipts[index];
				if (receipt) settle(receipt);
			}
		} catch (failure) {
			// what is in memory may be ahead of the table
			live.loaded = undefined;
			for (const { fail } of batch) fail(failure);
		}
		if (live.waiting.length > 0) void inTurn(live, () => saveWaiting(live));
	}

	async function catchUp(live: Live): Promise<Loaded> {
		const loaded = await loadedOf(live);
		const fresh = await inTransaction(live, (tx) =>
			operationsAfter(tx, live.where, loaded.board.seq),
		);
		for (const operation of fresh) apply(loaded.board, operation);
		loaded.operations.push(...fresh);
		publish(live, loaded);
		return loaded;
	}

	/** Where nobody follows, the next reader looks. When the database is away, whoever follows comes back and asks. */
	function catchUpInTurn(live: Live): void {
		if (live.listeners.size === 0) return;
		inTurn(live, () => catchUp(live)).catch(() => {
			for (const listener of live.listeners) listener.end();
			live.listeners.clear();
		});
	}

	return {
		append(where, hand, wishes) {
			const live = liveOf(where);
			const receipts = wishes.map(
				(wish) =>
					new Promise<Receipt>((settle, fail) => {
						live.waiting.push({ wish, hand, settle, fail });
					}),
			);
			void inTurn(live, () => saveWaiting(live));
			return Promise.all(receipts);
		},
		async follow(where, since, listener) {
			const live = liveOf(where);
			await inTurn(live, async () => {
				const { operations } = await catchUp(live);
				live.listeners.add(listener);
				const missed = operations.slice(since);
				if (missed.length > 0) listener.hear(missed);
			});
			return () => live.listeners.delete(listener);
		},
		notice(message) {
			const { operatorId, boardId, removed } = noticeFrom(message);
			const live = lives.get(`${operatorId} ${boardId}`);
			if (!live) return;
			if (removed === '') return catchUpInTurn(live);
			for (const listener of live.listeners) {
				if (listener.participantId !== removed) continue;
				live.listeners.delete(listener);
				listener.end();
			}
		},
		catchUpAll() {
			for (const live of lives.values()) catchUpInTurn(live);
		},
		listeners: () => [...lives.values()].reduce((sum, live) => sum + live.listeners.size, 0),
	};
}

/** The receipt of a single wish, for a form: what was refused is thrown. */
export function orRefuse(receipt: Receipt | undefined): number {
	if (!receipt) throw new Error('a receipt for every wish');
	if ('seq' in receipt) return receipt.seq;
	throw new Refusal('not-valid', receipt.refused);
}
