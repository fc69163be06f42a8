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

/** A thing that is made of a log of operations, as the server of the room gives it (server/live-hub.ts). */
export type LiveThing<State, Wish> = {
	/** `/stream` and `/operations` lie below it. */
	address: string;
	/** Where the browser keeps what is not saved yet. */
	outbox: string;
	id: string;
	start: State;
	apply: (state: State, operation: Wish & { seq: number }) => void;
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
export function goLive<State extends { seq: number }, Wish extends { id: string }>({
	address,
	outbox: outboxName,
	id: thingId,
	start,
	apply,
	wishFrom,
	changed,
}: LiveThing<State, Wish>): Live<State, Wish> {
	const saved = structuredClone(start);
	let waiting: Wish[] = [];
	let returned: Returned<Wish>[] = [];
	let line: Line = 'connecting';
	let stream: EventSource | undefined;
	/** Saved, but not yet heard back: still shown. */
	let settled: Wish[] = [];
	const outbox = openOutbox(outboxName, thingId, wishFrom);
	let isSending = false;
	let isStopped = false;
	let lastSign = Date.now();

	function turn(next: Line): void {
		if (line === 'shownOut' || line === next) return;
		line = next;
		changed();
	}

	function hear(operations: readonly (Wish & { seq: number })[]): void {
		for (const operation of operations) {
			if (operation.seq <= saved.seq) continue;
			// a hole cannot be: whoever jumped over something asks again from where they are
			if (operation.seq > saved.seq + 1) return follow();
			apply(saved, operation);
			waiting = waiting.filter(({ id }) => id !== operation.id);
			settled = settled.filter(({ id }) => id !== operation.id);
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
			const answer = await post(batch);
			if (answer === 'shownOut') {
				showOut();
				break;
			}
			if (answer === 'away') {
				turn('away');
				await new Promise((resolve) => setTimeout(resolve, pause));
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
	async function settle(batch: readonly Wish[], refusals: ReadonlyMap<string, string>) {
		await (await outbox).remove(batch.map(({ id }) => id));
		for (const wish of batch) {
			const key = refusals.get(wish.id);
			if (key) returned = [...returned, { wish, key }];
			// else the stream was faster than the receipt
			else if (waiting.includes(wish)) settled = [...settled, wish];
		}
		waiting = waiting.filter((wish) => !batch.includes(wish));
		changed();
	}

	function shown(): State {
		const state = structuredClone(saved);
		for (const wish of [...settled, ...waiting]) apply(state, { ...wish, seq: state.seq + 1 });
		return state;
	}

	void outbox
		.then((opened) => opened.all())
		.then((kept) => {
			waiting = [...kept, ...waiting];
			changed();
			void flush();
		});
	follow();
	const watch = setInterval(() => {
		if (Date.now() - lastSign > silence) void ask();
	}, 5_000);
	const back = () => {
		void ask();
	};
	addEventListener('online', back);

	return {
		async send(wish) {
			await (await outbox).put(wish);
			waiting = [...waiting, wish];
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
