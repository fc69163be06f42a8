import type { RequestEvent } from '@sveltejs/kit';
import { listAreas } from '#lib/districts/server/queries.ts';
import { mayKeep } from '#lib/functions/rules.ts';
import * as functions from '#lib/functions/server/commands.ts';
import { suggestedBodies } from '#lib/functions/server/existing.ts';
import { functionPage } from '#lib/functions/server/queries.ts';
import { listIssueChoices } from '#lib/issues/server/queries.ts';
import { isStaff } from '#lib/kernel/actor.ts';
import { dateInTokyo } from '#lib/kernel/dates.ts';
import { organisationChoices } from '#lib/organisations/server/queries.ts';
import { now } from '#lib/server/application.ts';
import { act, read, requireActor } from '#lib/server/request.ts';
import type { Actions, PageServerLoad } from './$types.ts';

export const load: PageServerLoad = (event) => {
	requireActor(event, mayKeep);
	return read(event, async (tx, actor) => {
		const page = await functionPage(tx, actor, event.params.id);
		const areas = await listAreas(tx, actor, dateInTokyo(now()));
		const organisations = await organisationChoices(tx, actor);
		return {
			page,
			areas: areas.map(({ id, name }) => ({ value: id, label: name })),
			organisations: organisations.map(({ id, name }) => ({ value: id, label: name })),
			issues: await listIssueChoices(tx, actor),
			suggested: await suggestedBodies(tx, actor, page.id),
			isStaff: isStaff(actor),
		};
	});
};

const also = ({ params }: RequestEvent) => ({ id: params.id });
const to = (place: string) => ({
	then: ({ id }: { id: string }) => `/desk/functions/${id}#${place}`,
	also,
});

export const actions: Actions = {
	change: act(functions.changeFunction, { ...to('face'), done: 'done_functions_kept' }),
	cover: act(functions.addCover, { ...to('who'), done: 'done_functions_added' }),
	suggested: act(functions.addCovers, {
		...{ ...to('who'), many: ['bodies'], done: 'done_functions_added' },
	}),
	endCover: act(functions.endCover, { ...to('who'), done: 'done_functions_ended' }),
	gap: act(functions.nameGap, {
		then: ({ functionId }) => `/desk/functions/${functionId}#gaps`,
		also: ({ params }) => ({ functionId: params.id }),
		done: 'done_functions_kept',
	}),
	close: act(functions.closeFunction, {
		...{ then: () => '/desk/functions', also, done: 'done_functions_closed' },
	}),
};
