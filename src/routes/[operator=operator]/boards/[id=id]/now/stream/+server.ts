import { atBoardOf } from '#lib/boards/server/door.ts';
import { runStream } from '#lib/facilitation/server/live.ts';
import { runOf } from '#lib/facilitation/server/queries.ts';
import { streamHeaders } from '#lib/server/event-stream.ts';
import { read } from '#lib/server/request.ts';
import type { RequestHandler } from './$types.ts';

/** Whether there is a stream, without beginning one. */
export const HEAD: RequestHandler = async (event) => {
	await atBoardOf(event, event.params.id);
	return new Response(null, { headers: streamHeaders });
};

/** That the session went on, for those in the hall; it ends when somebody is shown out. */
export const GET: RequestHandler = async (event) => {
	const { board, participant } = await atBoardOf(event, event.params.id);
	const { operatorId, sessionId, id: boardId } = board;
	const stored = await read(event, (tx, actor) => runOf(tx, actor, sessionId));
	return runStream({
		...{ operatorId, sessionId, boardId, version: stored?.version ?? 0 },
		...{ withNotes: false, participantId: participant?.id ?? null },
	});
};
