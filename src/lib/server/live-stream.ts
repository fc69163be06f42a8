import { eventLines, eventStream } from './event-stream.ts';
import type { LiveListener } from './live-hub.ts';

/** The same lines for everybody who follows are made once. */
const linesOf = new WeakMap<readonly { seq: number }[], Uint8Array>();

function linesFor(operations: readonly { seq: number }[]): Uint8Array {
	const known = linesOf.get(operations);
	if (known) return known;
	const last = operations.at(-1)?.seq ?? 0;
	const lines = eventLines({ id: last, data: JSON.stringify(operations) });
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
	/** Calls back when the reader may no longer be here; the answer stops the watch. */
	watch: (end: () => void) => () => void = () => () => undefined,
): ReadableStream<Uint8Array> {
	return eventStream(async ({ send, end }) => {
		const unwatch = watch(end);
		const unfollow = await follow({
			participantId: participantId ?? null,
			hear: (operations) => send(linesFor(operations)),
			end,
		});
		return () => {
			unwatch();
			unfollow();
		};
	});
}
