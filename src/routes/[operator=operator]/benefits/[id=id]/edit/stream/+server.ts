import { atTableOf } from '#lib/benefits/server/door.ts';
import { liveTables } from '#lib/benefits/server/live.ts';
import { streamTo } from '#lib/server/live-stream.ts';
import type { RequestHandler } from './$types.ts';

const headers = {
	'content-type': 'text/event-stream; charset=utf-8',
	'cache-control': 'no-store, no-transform',
	// proxies must pass every line on at once
	'x-accel-buffering': 'no',
};

/** Whether there is a stream, without beginning one. */
export const HEAD: RequestHandler = async (event) => {
	await atTableOf(event, event.params.id);
	return new Response(null, { headers });
};

/** What happens on the table, as server-sent events; a browser that comes back says what it heard last. */
export const GET: RequestHandler = async (event) => {
	const { id: tableId } = event.params;
	const { table, hand } = await atTableOf(event, tableId);
	const last = event.request.headers.get('last-event-id') ?? event.url.searchParams.get('since');
	const since = Math.max(0, Math.trunc(Number(last)) || 0);
	const where = { operatorId: table.operatorId, tableId };
	const body = streamTo(
		(listener) => liveTables().follow(where, since, listener),
		hand.participantId ?? undefined,
	);
	return new Response(body, { headers });
};
