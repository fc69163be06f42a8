import { runStream } from '#lib/facilitation/server/live.ts';
import { runFor } from '#lib/facilitation/server/queries.ts';
import { streamHeaders } from '#lib/server/event-stream.ts';
import { read } from '#lib/server/request.ts';
import type { RequestHandler } from './$types.ts';

/** Whether there is a stream, without beginning one. */
export const HEAD: RequestHandler = async (event) => {
	await read(event, (tx, actor) => runFor(tx, actor, event.params.id));
	return new Response(null, { headers: streamHeaders });
};

/** That the session went on, for the console and the wall. */
export const GET: RequestHandler = async (event) => {
	const found = await read(event, (tx, actor) => runFor(tx, actor, event.params.id));
	const withNotes = event.url.searchParams.has('notes');
	return runStream({ ...found, withNotes, participantId: null });
};
