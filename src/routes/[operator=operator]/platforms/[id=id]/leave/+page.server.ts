import { isSignedIn } from '#lib/kernel/actor.ts';
import { leavePlatform } from '#lib/platforms/server/commands.ts';
import { listActions, memberPage } from '#lib/platforms/server/members-only.ts';
import { act, read, requireActor } from '#lib/server/request.ts';
import type { Actions, PageServerLoad } from './$types.ts';

export const load: PageServerLoad = (event) => {
	requireActor(event, isSignedIn);
	return read(event, async (tx, actor) => {
		const { id, name, acts, members } = await memberPage(tx, actor, event.params.id);
		const open = (await listActions(tx, actor, id)).filter(
			({ state }) => state === 'open' || state === 'doing',
		);
		return { platform: { id, name, acts, members }, open };
	});
};

export const actions: Actions = {
	default: act(leavePlatform, {
		then: ({ id }) => `/platforms/${id}`,
		done: 'done_platforms_left',
		also: ({ params }) => ({ id: params.id }),
	}),
};
