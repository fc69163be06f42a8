import { listAreas } from '#lib/districts/server/queries.ts';
import { isSignedIn } from '#lib/kernel/actor.ts';
import { dateInTokyo } from '#lib/kernel/dates.ts';
import { Refusal } from '#lib/kernel/refusal.ts';
import { organisationChoices } from '#lib/organisations/server/queries.ts';
import { mayEditPlace } from '#lib/places/rules.ts';
import { editPlace } from '#lib/places/server/commands.ts';
import { placeOrRefuse } from '#lib/places/server/queries.ts';
import { now } from '#lib/server/application.ts';
import { act, read, requireActor } from '#lib/server/request.ts';
import type { Actions, PageServerLoad } from './$types.ts';

export const load: PageServerLoad = (event) => {
	requireActor(event, isSignedIn);
	return read(event, async (tx, actor) => {
		const place = await placeOrRefuse(tx, actor, event.params.id);
		if (!mayEditPlace(actor, place)) throw new Refusal('not-found', 'refusal_not_found');
		return {
			place,
			areas: await listAreas(tx, actor, dateInTokyo(now())),
			organisations: await organisationChoices(tx, actor),
		};
	});
};

export const actions: Actions = {
	default: act(editPlace, {
		then: ({ id }) => `/places/${id}`,
		done: 'done_places_saved',
		many: ['functions'],
		also: ({ params }) => ({ id: params.id }),
	}),
};
