import { listAreas } from '#lib/districts/server/queries.ts';
import { dateInTokyo } from '#lib/kernel/dates.ts';
import { mayRegister } from '#lib/organisations/rules.ts';
import { registerOrganisation } from '#lib/organisations/server/commands.ts';
import { now } from '#lib/server/application.ts';
import { act, read, requireActor } from '#lib/server/request.ts';
import type { Actions, PageServerLoad } from './$types.ts';

export const load: PageServerLoad = (event) => {
	requireActor(event, mayRegister);
	return read(event, async (tx, actor) => ({
		areas: await listAreas(tx, actor, dateInTokyo(now())),
	}));
};

export const actions: Actions = {
	default: act(registerOrganisation, {
		then: ({ id }) => `/organisations/${id}`,
		done: 'done_organisations_registered',
		many: ['areas'],
	}),
};
