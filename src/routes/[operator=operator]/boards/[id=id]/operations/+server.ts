import { error, json } from '@sveltejs/kit';
import { atBoardOf } from '#lib/boards/server/door.ts';
import { liveBoards } from '#lib/boards/server/live.ts';
import { operationsAfter } from '#lib/boards/server/log.ts';
import { numberFrom, wishFrom, type Wish } from '#lib/boards/rules.ts';
import { m } from '#lib/paraglide/messages.js';
import { read } from '#lib/server/request.ts';
import type { RequestHandler } from './$types.ts';

const mostAtOnce = 200;

/** Wishes from the outbox of a browser; a receipt for each, in their order, once they are saved. */
export const POST: RequestHandler = async (event) => {
	const { id: boardId } = event.params;
	const { board, hand } = await atBoardOf(event, boardId);
	const sent: unknown = await event.request.json().catch(() => undefined);
	if (!Array.isArray(sent) || sent.length > mostAtOnce) error(422, m.refusal_not_valid());
	const wishes: Wish[] = [];
	for (const fields of sent) {
		const wish = typeof fields === 'object' && fields !== null ? wishFrom(fields) : undefined;
		if (!wish) error(422, m.refusal_not_valid());
		wishes.push(wish);
	}
	return json(await liveBoards().append({ operatorId: board.operatorId, boardId }, hand, wishes));
};

/** For networks that let no stream through: what is new since a number. */
export const GET: RequestHandler = async (event) => {
	const { id: boardId } = event.params;
	const { board } = await atBoardOf(event, boardId);
	const since = numberFrom(event.url.searchParams.get('since'));
	const where = { operatorId: board.operatorId, boardId };
	return json(await read(event, (tx) => operationsAfter(tx, where, since)));
};
