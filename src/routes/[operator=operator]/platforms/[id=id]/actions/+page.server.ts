import type { RequestEvent } from '@sveltejs/kit';
import { isSignedIn } from '#lib/kernel/actor.ts';
import { addAction, changeAction, moveAction } from '#lib/platforms/server/commands.ts';
import { listActions, memberPage } from '#lib/platforms/server/members-only.ts';
import { act, read, requireActor } from '#lib/server/request.ts';
import type { Actions, PageServerLoad } from './$types.ts';

export const load: PageServerLoad = (event) => {
	requireActor(event, isSignedIn);
	return read(event, async (tx, actor) => {
		const { id, name, purpose, successCondition, acts, members } = await memberPage(
			tx,
			actor,
			event.params.id,
		);
		return {
			platform: { id, name, purpose, successCondition, acts, members },
			actions: await listActions(tx, actor, id),
		};
	});
};

const options = {
	then: ({ id }: { id: string }) => `/platforms/${id}/actions`,
	done: 'done_saved' as const,
	also: ({ params }: RequestEvent) => ({ id: params.id }),
};

export const actions: Actions = {
	add: act(addAction, { ...options, done: 'done_platforms_action_added' }),
	change: act(changeAction, options),
	move: act(moveAction, options),
};
