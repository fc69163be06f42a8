import { isSignedIn, personOf } from '#lib/kernel/actor.ts';
import { leavePerson } from '#lib/people/server/commands.ts';
import { act, actorOf, requireActor } from '#lib/server/request.ts';
import type { Actions, PageServerLoad } from './$types.ts';

export const load: PageServerLoad = (event) => {
	requireActor(event, isSignedIn);
};

export const actions: Actions = {
	default: act(leavePerson, {
		then: () => '',
		done: 'done_people_left',
		also: (event) => ({ id: personOf(actorOf(event)) ?? '' }),
	}),
};
