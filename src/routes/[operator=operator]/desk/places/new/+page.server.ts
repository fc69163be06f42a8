import { listAreas } from '#lib/districts/server/queries.ts';
import { dateInTokyo } from '#lib/kernel/dates.ts';
import { organisationChoices } from '#lib/organisations/server/queries.ts';
import { mayRegisterPlace } from '#lib/places/rules.ts';
import { registerPlace } from '#lib/places/server/commands.ts';
import { now } from '#lib/server/application.ts';
import { act, read, requireActor } from '#lib/server/request.ts';
import type { Actions, PageServerLoad } from './$types.ts';

export const load: PageServerLoad = (event) => {
	requireActor(event, mayRegisterPlace);
	return read(event, async (tx, actor) => ({
		areas: await listAreas(tx, actor, dateInTokyo(now())),
		organisations: await organisationChoices(tx, actor),
	}));
};

export const actions: Actions = {
	default: act(registerPlace, {
		then: ({ id }) => `/places/${id}`,
		done: 'done_places_registered',
		many: ['functions'],
	}),
};
