import { listAskedAreas } from '#lib/districts/server/queries.ts';
import { proposeTalk } from '#lib/gatherings/server/commands.ts';
import { isSignedIn } from '#lib/kernel/actor.ts';
import { dateInTokyo } from '#lib/kernel/dates.ts';
import { now } from '#lib/server/application.ts';
import { act, read, requireActor } from '#lib/server/request.ts';
import type { Actions, PageServerLoad } from './$types.ts';

export const load: PageServerLoad = (event) => {
	const actor = requireActor(event, isSignedIn);
	return read(event, async (tx) => ({
		areas: await listAskedAreas(tx, actor, dateInTokyo(now())),
	}));
};

export const actions: Actions = {
	default: act(proposeTalk, {
		then: ({ id }) => `/sessions/${id}`,
		done: 'done_gatherings_proposed',
	}),
};
