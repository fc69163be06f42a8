import { isSignedIn } from '#lib/kernel/actor.ts';
import { addProgress } from '#lib/platforms/server/commands.ts';
import { memberPage } from '#lib/platforms/server/members-only.ts';
import { act, read, requireActor } from '#lib/server/request.ts';
import type { Actions, PageServerLoad } from './$types.ts';

export const load: PageServerLoad = (event) => {
	requireActor(event, isSignedIn);
	return read(event, async (tx, actor) => {
		const platform = await memberPage(tx, actor, event.params.id);
		const { id, name, purpose, successCondition, stage, acts, members, entries } = platform;
		return { platform: { id, name, purpose, successCondition, stage, acts, members, entries } };
	});
};

export const actions: Actions = {
	default: act(addProgress, {
		then: ({ id }) => `/platforms/${id}#progress`,
		done: 'done_platforms_progress',
		also: ({ params }) => ({ id: params.id }),
	}),
};
