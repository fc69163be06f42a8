import { openOutbox } from './outbox.ts';

/** How the line to the server is. */
export type Line = 'connecting' | 'open' | 'away' | 'shownOut';

/** What was refused, with the words, so that nobody writes them again. */
export type Returned<Wish> = { wish: Wish; key: string };

export type Live<State, Wish> = {
	/** Keeps it on this device, shows it, and sends it as soon as there is a line. */
	send: (wish: Wish) => Promise<void>;
	/** The thing with everything that is not saved yet. */
	shown: () => State;
	waiting: () => number;
	line: () => Line;
	returned: () => readonly Returned<Wish>[];
	forgetReturned: () => void;
	stop: () => void;
};

/** What every wish has, whatever it is about. */
type Wished = { id: string; base: number; builtOn: string };

type Numbered<Wish> = Wish & { seq: number; builtOnSeq: number };

/** Not saved, or not heard back: it stands there under a number of this browser's own. */
type Pending<Wish> = { wish: Wish; guess: number };

/** From here on this browser counts what is not saved: no thing comes so far. */
const firstGuess = 2 ** 40;

/** A thing that is made of a log of operations, as the server of the room gives it (server/live-hub.ts). */
export type LiveThing<State, Wish> = {
	/** `/stream` and `/operations` lie below it. */
	address: string;
	/** Where the browser keeps what is not saved yet. */
	outbox: string;
	id: string;
	start: State;
	apply: (state: State, operation: Numbered<Wish>) => void;
	/** Reads a wish as it lay in the outbox; undefined when it is none. */
	wishFrom: (kept: Readonly<Record<string, unknown>>) => Wish | undefined;
	/** There is something new to show. */
	changed: () => void;
};

const mostAtOnce = 100;
const longestPause = 10_000;
/** Twice the server's beat, and a little. */
const silence = 45_000;

/** The live side of a thing in a browser: a stream down, an outbox up (docs/decisions: boards are a log of operations). */
export function goLive<State extends { seq: number }, Wish extends Wished>({
	address,
	outbox: outboxName,
	id: thingId,
	start,
	apply,
	wishFrom,
	changed,
}: LiveThing<State, Wish>): Live<State, Wish> {
	const saved = structuredClone(start);
	let waiting: Pending<Wish>[] = [];
	let returned: Returned<Wish>[] = [];
	let line: Line = 'connecting';
	let stream: EventSource | undefined;
	/** Saved, but not yet heard back: still shown. */
	let settled: Pending<Wish>[] = [];
	/** All that was written here since the page was opened, in the order of its own numbers, and the numbers it got. */
	const written: Wish[] = [];
	const seqs = new Map<string, number>();
	const outbox = openOutbox(outboxName, thingId, wishFrom);
	let isSending = false;
	/** Sends again at once, when it waits before the next try. */
	let tryNow = () => {};
	let isStopped = false;
	let lastSign = Date.now();

	function turn(next: Line): void {
		if (line === 'shownOut' || line === next) return;
		line = next;
		changed();
	}

	function pend(wish: Wish): Pending<Wish> {
		return { wish, guess: firstGuess + written.push(wish) - 1 };
	}

	function hear(operations: readonly Numbered<Wish>[]): void {
		for (const operation of operations) {
			if (operation.seq <= saved.seq) continue;
			// a hole cannot be: whoever jumped over something asks again from where they are
			if (operation.seq > saved.seq + 1) return follow();
			apply(saved, operation);
			if (written.some(({ id }) => id === operation.id)) seqs.set(operation.id, operation.seq);
			waiting = waiting.filter(({ wish }) => wish.id !== operation.id);
			settled = settled.filter(({ wish }) => wish.id !== operation.id);
		}
		changed();
	}

	function follow(): void {
		stream?.close();
		if (isStopped) return;
		stream = new EventSource(`${address}/stream?since=${saved.seq}`);
		stream.addEventListener('message', ({ data }) => {
			lastSign = Date.now();
			hear(JSON.parse(data));
		});
		stream.addEventListener('beat', () => {
			lastSign = Date.now();
			turn('open');
			tryNow();
			void flush();
		});
		stream.addEventListener('error', () => {
			turn('away');
			// the browser comes back by itself unless it was sent away
			if (stream?.readyState === EventSource.CLOSED) setTimeout(() => void ask(), 2_000);
		});
	}

	/** Where no stream comes through, or it ended for good: ask what is new, and find out whether we may. */
	async function ask(): Promise<void> {
		if (isStopped || line === 'shownOut') return;
		try {
			const answer = await fetch(`${address}/operations?since=${saved.seq}`);
			if (answer.status === 403 || answer.status === 404) return showOut();
			if (!answer.ok) return turn('away');
			lastSign = Date.now();
			turn('open');
			hear(await answer.json());
			if (stream?.readyState === EventSource.CLOSED) follow();
			void flush();
		} catch {
			turn('away');
			if (stream?.readyState === EventSource.CLOSED) setTimeout(() => void ask(), longestPause);
		}
	}

	function showOut(): void {
		turn('shownOut');
		stream?.close();
	}

	async function flush(): Promise<void> {
		if (isSending || isStopped || line === 'shownOut') return;
		isSending = true;
		let pause = 1_000;
		while (waiting.length > 0 && !isStopped) {
			const batch = waiting.slice(0, mostAtOnce);
			const answer = await post(batch.map(({ wish }) => wish));
			if (answer === 'shownOut') {
				showOut();
				break;
			}
			if (answer === 'away') {
				turn('away');
				await new Promise<void>((resolve) => {
					tryNow = resolve;
					setTimeout(resolve, pause);
				});
				pause = Math.min(pause * 2, longestPause);
				continue;
			}
			turn('open');
			pause = 1_000;
			await settle(batch, answer);
		}
		isSending = false;
	}

	async function post(batch: readonly Wish[]): Promise<Map<string, string> | 'away' | 'shownOut'> {
		try {
			const answer = await fetch(`${address}/operations`, {
				method: 'POST',
				headers: { 'content-type': 'application/json' },
				body: JSON.stringify(batch),
			});
			if (answer.status === 403 || answer.status === 404) return 'shownOut';
			if (!answer.ok) return 'away';
			const receipts: { id: string; refused?: string }[] = await answer.json();
			return new Map(receipts.map(({ id, refused }) => [id, refused ?? '']));
		} catch {
			return 'away';
		}
	}

	/** A receipt means that it is saved for good; what was refused goes back to its writer. */
	async function settle(batch: readonly Pending<Wish>[], refusals: ReadonlyMap<string, string>) {
		await (await outbox).remove(batch.map(({ wish }) => wish.id));
		for (const pending of batch) {
			const key = refusals.get(pending.wish.id);
			if (key) returned = [...returned, { wish: pending.wish, key }];
			// else the stream was faster than the receipt
			else if (waiting.includes(pending)) settled = [...settled, pending];
		}
		waiting = waiting.filter((pending) => !batch.includes(pending));
		changed();
	}

	function shown(): State {
		const state = structuredClone(saved);
		const pending = [...settled, ...waiting];
		const guesses = new Map(pending.map(({ wish, guess }) => [wish.id, guess]));
		for (const { wish, guess } of pending) {
			const builtOnSeq = guesses.get(wish.builtOn) ?? seqs.get(wish.builtOn) ?? 0;
			apply(state, { ...wish, builtOnSeq, seq: guess });
		}
		state.seq = saved.seq;
		return state;
	}

	/** A number of this browser's own means nothing to the server: what was changed is named, and what was seen before it. */
	function namingOwn(wish: Wish): Wish {
		const own = written[wish.base - firstGuess];
		return own ? { ...wish, base: own.base, builtOn: own.id } : wish;
	}

	void outbox
		.then((opened) => opened.all())
		.then((kept) => {
			waiting = [...kept.map(pend), ...waiting];
			changed();
			void flush();
		});
	follow();
	const watch = setInterval(() => {
		if (Date.now() - lastSign > silence) void ask();
	}, 5_000);
	const back = () => {
		tryNow();
		void ask();
	};
	addEventListener('online', back);

	return {
		async send(typed) {
			const wish = namingOwn(typed);
			await (await outbox).put(wish);
			waiting = [...waiting, pend(wish)];
			changed();
			void flush();
		},
		shown,
		waiting: () => waiting.length,
		line: () => line,
		returned: () => returned,
		forgetReturned() {
			returned = [];
			changed();
		},
		stop() {
			isStopped = true;
			clearInterval(watch);
			removeEventListener('online', back);
			stream?.close();
		},
	};
}
