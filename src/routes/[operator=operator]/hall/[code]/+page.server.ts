import { error } from '@sveltejs/kit';
import { giveSecret, secretOf } from '#lib/boards/server/door.ts';
import { findBoard, joinBoard, newSecret } from '#lib/boards/server/commands.ts';
import { participantWith } from '#lib/boards/server/queries.ts';
import { runOf } from '#lib/facilitation/server/queries.ts';
import { Refusal } from '#lib/kernel/refusal.ts';
import { say } from '#lib/kernel/say.ts';
import { act, contextOf, read, statusOf } from '#lib/server/request.ts';
import type { RequestEvent } from '@sveltejs/kit';
import type { Actions, PageServerLoad } from './$types.ts';

async function boardAt(event: RequestEvent) {
	const { code } = event.params;
	try {
		return await findBoard(contextOf(event), { code }, event.getClientAddress());
	} catch (refusal) {
		if (!(refusal instanceof Refusal)) throw refusal;
		error(statusOf(refusal) === 409 ? 409 : 404, say(refusal.key));
	}
}

type Found = Awaited<ReturnType<typeof boardAt>>;

/** Where somebody in the hall goes first. */
async function wayIn(event: RequestEvent, { id, sessionId }: Found): Promise<string> {
	const run = await read(event, (tx, actor) => runOf(tx, actor, sessionId));
	return run ? `/boards/${id}/now` : `/boards/${id}`;
}

export const load: PageServerLoad = async (event) => {
	event.setHeaders({ 'x-robots-tag': 'noindex, nofollow' });
	const board = await boardAt(event);
	const known = secretOf(event, board.id);
	// the code is scanned again when the page was lost: nobody is there twice because of that
	const inside =
		known && (await read(event, (tx, actor) => participantWith(tx, actor, board.id, known)));
	return {
		...{ joinCode: board.joinCode, title: board.title, secret: newSecret() },
		inside: inside && { calledName: inside.calledName, path: await wayIn(event, board) },
	};
};

export const actions: Actions = {
	default: async (event) => {
		const board = await boardAt(event);
		const path = await wayIn(event, board);
		return act(joinBoard, {
			then: ({ secret }) => {
				giveSecret(event, board.id, secret);
				return path;
			},
			also: () => ({ id: board.id }),
		})(event);
	},
};
