import { listAreas } from '#lib/districts/server/queries.ts';
import { dateInTokyo } from '#lib/kernel/dates.ts';
import { Refusal } from '#lib/kernel/refusal.ts';
import { mayEdit } from '#lib/organisations/rules.ts';
import { editOrganisation } from '#lib/organisations/server/commands.ts';
import { areasOfOrganisation, organisationOrRefuse } from '#lib/organisations/server/queries.ts';
import { now } from '#lib/server/application.ts';
import { act, read, requireActor } from '#lib/server/request.ts';
import type { Actions, PageServerLoad } from './$types.ts';

export const load: PageServerLoad = (event) => {
	requireActor(event, (actor) => mayEdit(actor, { id: event.params.id }));
	return read(event, async (tx, actor) => {
		const organisation = await organisationOrRefuse(tx, actor, event.params.id);
		if (!mayEdit(actor, organisation)) throw new Refusal('not-found', 'refusal_not_found');
		return {
			organisation,
			chosenAreas: (await areasOfOrganisation(tx, actor, organisation.id)).map((area) => area.id),
			areas: await listAreas(tx, actor, dateInTokyo(now())),
		};
	});
};

export const actions: Actions = {
	default: act(editOrganisation, {
		then: ({ id }) => `/organisations/${id}`,
		done: 'done_organisations_saved',
		many: ['areas'],
		also: ({ params }) => ({ id: params.id }),
	}),
};
