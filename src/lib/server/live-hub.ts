/** Things that are made of a log of operations, written by many at once and followed live (docs/decisions). */
import type { Database, Tx } from './db.ts';

/** An operation has its number in the one order of its thing: 1, 2, 3 … without gaps. */
type Numbered = { seq: number };

/** Somebody who follows a thing. */
export type LiveListener<Operation> = {
	participantId: string | null;
	/** In the order of the thing, without gaps. */
	hear: (operations: readonly Operation[]) => void;
	/** Shown out, or the program stops. */
	end: () => void;
};

export type LiveHub<Where, Hand, Wish, Operation, Receipt> = {
	/** Saves what somebody did; a receipt is given after the commit, and only then do others see it. */
	append: (where: Where, hand: Hand, wishes: readonly Wish[]) => Promise<Receipt[]>;
	/** Tells the listener all after `since`, now and from now on. The answer ends it. */
	follow: (where: Where, since: number, listener: LiveListener<Operation>) => Promise<() => void>;
	/** What another process said on the channel of these things. */
	notice: (message: string) => void;
	/** Ends everything that this participant follows. */
	showOut: (participantId: string) => void;
	/** Notices may have been missed. */
	catchUpAll: () => void;
	/** How many follow, on all things of this process. */
	listeners: () => number;
};

/** How a room keeps its log. */
export type LiveLog<Where, Hand, Wish, Operation, Receipt, Loaded> = {
	/** In whose name it is read and written. */
	task: string;
	keyOf: (where: Where) => string;
	/** A thing in memory, with every operation that made it. */
	load: (tx: Tx, where: Where) => Promise<Loaded>;
	after: (tx: Tx, where: Where, seq: number) => Promise<Operation[]>;
	/** Admits wishes in their order, inside one transaction that holds the thing, and brings `loaded` up to date. */
	append: (
		tx: Tx,
		where: Where,
		loaded: Loaded,
		waiting: readonly { wish: Wish; hand: Hand }[],
		now: Date,
	) => Promise<{ receipts: Receipt[]; fresh: Operation[] }>;
	apply: (loaded: Loaded, operation: Operation) => void;
	/** The thing that a notice is about; `removed` whose stream ends now, '' when there is more to read. */
	noticeFrom: (message: string) => { key: string; removed: string };
};

type Live<Where, Hand, Wish, Operation, Receipt, Loaded> = {
	where: Where;
	loaded: Loaded | undefined;
	/** How many operations those who follow have heard. */
	told: number;
	listeners: Set<LiveListener<Operation>>;
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
/** What nobody follows is forgotten when so many others were opened after it. */
const mostIdle = 100;
/** So many are remembered who were shown out. */
const mostGone = 1_000;

/**
 * The live things of one process. All that happens to one goes through its one queue, so that whoever follows hears
 * operations in order; several that arrive together share one transaction.
 */
export function makeLiveHub<
	Where extends { operatorId: string },
	Hand,
	Wish,
	Operation extends Numbered,
	Receipt,
	Loaded extends { operations: Operation[] },
>(
	database: Database,
	now: () => Date,
	log: LiveLog<Where, Hand, Wish, Operation, Receipt, Loaded>,
): LiveHub<Where, Hand, Wish, Operation, Receipt> {
	type One = Live<Where, Hand, Wish, Operation, Receipt, Loaded>;
	const lives = new Map<string, One>();
	/** Who was shown out lately: a stream that was just being opened for one of them ends as well. */
	const gone = new Set<string>();

	function liveOf(where: Where): One {
		const key = log.keyOf(where);
		const known = lives.get(key);
		if (known) return known;
		const live: One = {
			...{ where, loaded: undefined, told: 0, listeners: new Set(), waiting: [] },
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
	function inTransaction<T>(live: One, work: Parameters<typeof database.as<T>>[1]): Promise<T> {
		const { operatorId } = live.where;
		return database.as({ kind: 'system', operatorId, task: log.task }, work);
	}

	async function loadedOf(live: One): Promise<Loaded> {
		live.loaded ??= await inTransaction(live, (tx) => log.load(tx, live.where));
		return live.loaded;
	}

	function inTurn<T>(live: One, work: () => Promise<T>): Promise<T> {
		const done = live.turn.then(work);
		live.turn = done.then(
			() => undefined,
			() => undefined,
		);
		return done;
	}

	/** Numbers have no gaps: operation n stands at n − 1. */
	function publish(live: One, { operations }: Loaded): void {
		const fresh = operations.slice(live.told);
		live.told = operations.length;
		if (fresh.length > 0) for (const listener of live.listeners) listener.hear(fresh);
	}

	async function saveWaiting(live: One): Promise<void> {
		const batch = live.waiting.splice(0, mostAtOnce);
		if (batch.length === 0) return;
		try {
			const loaded = await loadedOf(live);
			const { receipts, fresh } = await inTransaction(live, (tx) =>
				log.append(tx, live.where, loaded, batch, now()),
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

	async function catchUp(live: One): Promise<Loaded> {
		const loaded = await loadedOf(live);
		const fresh = await inTransaction(live, (tx) =>
			log.after(tx, live.where, loaded.operations.length),
		);
		for (const operation of fresh) log.apply(loaded, operation);
		loaded.operations.push(...fresh);
		publish(live, loaded);
		return loaded;
	}

	/** Where nobody follows, the next reader looks. When the database is away, whoever follows comes back and asks. */
	function catchUpInTurn(live: One): void {
		if (live.listeners.size === 0) return;
		inTurn(live, () => catchUp(live)).catch(() => {
			for (const listener of live.listeners) listener.end();
			live.listeners.clear();
		});
	}

	function remember(participantId: string): void {
		gone.add(participantId);
		if (gone.size > mostGone) for (const first of gone) return void gone.delete(first);
	}

	function showOutOf(live: One, participantId: string): void {
		for (const listener of live.listeners) {
			if (listener.participantId !== participantId) continue;
			live.listeners.delete(listener);
			listener.end();
		}
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
			if (listener.participantId !== null && gone.has(listener.participantId))
				showOutOf(live, listener.participantId);
			return () => live.listeners.delete(listener);
		},
		notice(message) {
			const { key, removed } = log.noticeFrom(message);
			if (removed !== '') remember(removed);
			const live = lives.get(key);
			if (!live) return;
			if (removed === '') return catchUpInTurn(live);
			showOutOf(live, removed);
		},
		showOut(participantId) {
			remember(participantId);
			for (const live of lives.values()) showOutOf(live, participantId);
		},
		catchUpAll() {
			for (const live of lives.values()) catchUpInTurn(live);
		},
		listeners: () => [...lives.values()].reduce((sum, live) => sum + live.listeners.size, 0),
	};
}
