import type { LiveListener } from './live-hub.ts';

/** A proxy closes what is silent for a minute; a browser that hears nothing for two beats asks by itself. */
const beatSeconds = 20;
/** Whoever is so far behind (a phone in a pocket) comes back later and asks from where it was. */
const mostBehind = 2_000_000;

const encoder = new TextEncoder();

/** The same lines for everybody who follows are made once. */
const linesOf = new WeakMap<readonly { seq: number }[], Uint8Array>();

function linesFor(operations: readonly { seq: number }[]): Uint8Array {
	const known = linesOf.get(operations);
	if (known) return known;
	const last = operations.at(-1)?.seq ?? 0;
	const lines = encoder.encode(`id: ${last}\ndata: ${JSON.stringify(operations)}\n\n`);
	linesOf.set(operations, lines);
	return lines;
}

/**
 * Server-sent events of a live thing: `data` is a list of operations, `id` the number of the last one; the event `beat`
 * carries the server's time in milliseconds. Ends when the reader goes, is shown out or falls too far behind.
 */
export function streamTo<Operation extends { seq: number }>(
	follow: (listener: LiveListener<Operation>) => Promise<() => void>,
	participantId: string | undefined,
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
				const beat = () => send(encoder.encode(`event: beat\ndata: ${Date.now()}\n\n`));
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
				unfollow = await follow({
					participantId: participantId ?? null,
					hear: (operations) => send(linesFor(operations)),
					end,
				});
				if (isOver) unfollow();
			},
			cancel: () => leave(),
		},
		new ByteLengthQueuingStrategy({ highWaterMark: mostBehind }),
	);
}
