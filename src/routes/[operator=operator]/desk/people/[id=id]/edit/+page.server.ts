import { mayKeepPeople } from '#lib/people/rules.ts';
import { editPerson } from '#lib/people/server/commands.ts';
import { personOrRefuse } from '#lib/people/server/queries.ts';
import { act, read, requireActor } from '#lib/server/request.ts';
import type { Actions, PageServerLoad } from './$types.ts';

export const load: PageServerLoad = async (event) => {
	const actor = requireActor(event, mayKeepPeople);
	return { person: await read(event, (tx) => personOrRefuse(tx, actor, event.params.id)) };
};

export const actions: Actions = {
	default: act(editPerson, {
		then: ({ id }) => `/desk/people/${id}`,
		done: 'done_people_saved',
		also: ({ params }) => ({ id: params.id }),
	}),
};
