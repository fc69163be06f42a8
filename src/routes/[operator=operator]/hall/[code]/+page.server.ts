import { error } from '@sveltejs/kit';
import { giveSecret } from '#lib/boards/server/door.ts';
import { findBoard, joinBoard, newSecret } from '#lib/boards/server/commands.ts';
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

export const load: PageServerLoad = async (event) => {
	event.setHeaders({ 'x-robots-tag': 'noindex, nofollow' });
	const { joinCode } = await boardAt(event);
	return { joinCode, secret: newSecret() };
};

export const actions: Actions = {
	default: async (event) => {
		const { id, sessionId } = await boardAt(event);
		const run = await read(event, (tx, actor) => runOf(tx, actor, sessionId));
		return act(joinBoard, {
			then: ({ secret }) => {
				giveSecret(event, id, secret);
				return run ? `/boards/${id}/now` : `/boards/${id}`;
			},
			also: () => ({ id }),
		})(event);
	},
};
