import { levelOf, mayEdit, mayRegister } from '#lib/organisations/rules.ts';
import { closeOrganisation } from '#lib/organisations/server/commands.ts';
import {
	areasOfOrganisation,
	organisationOrRefuse,
	shownTo,
} from '#lib/organisations/server/queries.ts';
import { act, read } from '#lib/server/request.ts';
import type { Actions, PageServerLoad } from './$types.ts';

export const load: PageServerLoad = (event) =>
	read(event, async (tx, actor) => {
		const organisation = await organisationOrRefuse(tx, actor, event.params.id);
		return {
			organisation: shownTo(actor, organisation),
			areas: await areasOfOrganisation(tx, actor, organisation.id),
			seesAll: levelOf(actor, organisation.id) === 'office',
			mayEdit: mayEdit(actor, organisation),
			mayClose: mayRegister(actor) && organisation.closedAt === null,
		};
	});

export const actions: Actions = {
	close: act(closeOrganisation, {
		then: ({ id }) => `/organisations/${id}`,
		done: 'done_organisations_closed',
		also: ({ params }) => ({ id: params.id }),
	}),
};
