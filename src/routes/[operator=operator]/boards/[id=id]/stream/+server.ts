import { atBoardOf, stillAtBoard } from '#lib/boards/server/door.ts';
import { liveBoards } from '#lib/boards/server/live.ts';
import { numberFrom } from '#lib/boards/rules.ts';
import { streamTo } from '#lib/server/live-stream.ts';
import { actorOf } from '#lib/server/request.ts';
import { whileAllowed } from '#lib/server/stay.ts';
import type { RequestHandler } from './$types.ts';

/** Whether there is a stream, without beginning one. */
export const HEAD: RequestHandler = async (event) => {
	await atBoardOf(event, event.params.id);
	return new Response(null, { headers: { 'content-type': 'text/event-stream; charset=utf-8' } });
};

/** What happens on the board, as server-sent events; a browser that comes back says what it heard last. */
export const GET: RequestHandler = async (event) => {
	const { id: boardId } = event.params;
	const { board, participant } = await atBoardOf(event, boardId);
	const last = event.request.headers.get('last-event-id') ?? event.url.searchParams.get('since');
	const since = numberFrom(last);
	const where = { operatorId: board.operatorId, boardId };
	const body = streamTo(
		(listener) => liveBoards().follow(where, since, listener),
		participant?.id,
		whileAllowed(actorOf(event), () => stillAtBoard(event, boardId)),
	);
	return new Response(body, {
		headers: {
			'content-type': 'text/event-stream; charset=utf-8',
			'cache-control': 'no-store, no-transform',
			// proxies must pass every line on at once
			'x-accel-buffering': 'no',
		},
	});
};
