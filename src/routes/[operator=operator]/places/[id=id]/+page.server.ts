import { mayEditPlace } from '#lib/places/rules.ts';
import { closePlace } from '#lib/places/server/commands.ts';
import { placeOrRefuse, shownTo, surroundingsOf } from '#lib/places/server/queries.ts';
import { act, read } from '#lib/server/request.ts';
import type { Actions, PageServerLoad } from './$types.ts';

export const load: PageServerLoad = (event) =>
	read(event, async (tx, actor) => {
		const place = await placeOrRefuse(tx, actor, event.params.id);
		return {
			place: shownTo(actor, place),
			...(await surroundingsOf(tx, actor, place)),
			mayEdit: mayEditPlace(actor, place),
		};
	});

export const actions: Actions = {
	close: act(closePlace, {
		then: ({ id }) => `/places/${id}`,
		done: 'done_places_closed',
		also: ({ params }) => ({ id: params.id }),
	}),
};
