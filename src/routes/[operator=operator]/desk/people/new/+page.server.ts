import { mayKeepPeople } from '#lib/people/rules.ts';
import { registerPerson } from '#lib/people/server/commands.ts';
import { act, requireActor } from '#lib/server/request.ts';
import type { Actions, PageServerLoad } from './$types.ts';

export const load: PageServerLoad = (event) => {
	requireActor(event, mayKeepPeople);
};

export const actions: Actions = {
	default: act(registerPerson, {
		then: ({ id }) => `/desk/people/${id}`,
		done: 'done_people_registered',
	}),
};
