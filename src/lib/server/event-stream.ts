/** A proxy closes what is silent for a minute; a browser that hears nothing for two beats asks by itself. */
const beatSeconds = 20;
/** Whoever is so far behind (a phone in a pocket) comes back later and asks from where it was. */
const mostBehind = 2_000_000;

const encoder = new TextEncoder();

/** The lines of one server-sent event, ready to be sent to many. */
export function eventLines({ event, id, data }: { event?: string; id?: number; data: string }) {
	const head = `${event === undefined ? '' : `event: ${event}\n`}${id === undefined ? '' : `id: ${id}\n`}`;
	return encoder.encode(`${head}data: ${data}\n\n`);
}

export type Sink = { send: (lines: Uint8Array) => void; end: () => void };

/**
 * Server-sent events. `follow` is given where to send and gives back how to leave; the event `beat` carries the server's
 * time in milliseconds. The stream ends when the reader goes, is sent away or falls too far behind.
 */
export function eventStream(
	follow: (sink: Sink) => Promise<() => void>,
): ReadableStream<Uint8Array> {
	let leave = () => {};
	return new ReadableStream<Uint8Array>(
		{
			async start(controller) {
				let isOver = false;
				const end = () => {
					if (isOver) return;
					isOver = true;
					leave();
					controller.close();
				};
				const send = (lines: Uint8Array) => {
					if (isOver) return;
					controller.enqueue(lines);
					if ((controller.desiredSize ?? 0) <= 0) end();
				};
				const beat = () => send(eventLines({ event: 'beat', data: `${Date.now()}` }));
				const beats = setInterval(beat, beatSeconds * 1_000);
				let unfollow = () => {};
				leave = () => {
					isOver = true;
					clearInterval(beats);
					unfollow();
				};
				// the browser asks again a second after a stream has ended
				send(encoder.encode('retry: 1000\n\n'));
				beat();
				unfollow = await follow({ send, end });
				if (isOver) unfollow();
			},
			cancel: () => leave(),
		},
		new ByteLengthQueuingStrategy({ highWaterMark: mostBehind }),
	);
}

export const streamHeaders = {
	'content-type': 'text/event-stream; charset=utf-8',
	'cache-control': 'no-store, no-transform',
	// proxies must pass every line on at once
	'x-accel-buffering': 'no',
};
