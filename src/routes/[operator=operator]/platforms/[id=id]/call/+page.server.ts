import type { RequestEvent } from '@sveltejs/kit';
import { isSignedIn } from '#lib/kernel/actor.ts';
import {
	activatePlatform,
	callOffPlatform,
	correctCall,
	openCall,
} from '#lib/platforms/server/commands.ts';
import { memberPage } from '#lib/platforms/server/members-only.ts';
import { act, read, requireActor } from '#lib/server/request.ts';
import type { Actions, PageServerLoad } from './$types.ts';

export const load: PageServerLoad = (event) => {
	requireActor(event, isSignedIn);
	return read(event, async (tx, actor) => ({
		platform: await memberPage(tx, actor, event.params.id),
	}));
};

const options = {
	then: ({ id }: { id: string }) => `/platforms/${id}`,
	also: ({ params }: RequestEvent) => ({ id: params.id }),
};

export const actions: Actions = {
	correct: act(correctCall, { ...options, done: 'done_saved' }),
	open: act(openCall, { ...options, done: 'done_platforms_opened' }),
	activate: act(activatePlatform, { ...options, done: 'done_platforms_activated' }),
	callOff: act(callOffPlatform, { ...options, done: 'done_platforms_called_off' }),
};
