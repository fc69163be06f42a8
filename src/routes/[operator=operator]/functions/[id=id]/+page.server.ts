import type { RequestEvent } from '@sveltejs/kit';
import { listAreas } from '#lib/districts/server/queries.ts';
import { mayKeep } from '#lib/functions/rules.ts';
import { addCover, endCover } from '#lib/functions/server/commands.ts';
import { functionPage } from '#lib/functions/server/queries.ts';
import { dateInTokyo } from '#lib/kernel/dates.ts';
import { now } from '#lib/server/application.ts';
import { act, read } from '#lib/server/request.ts';
import type { Actions, PageServerLoad } from './$types.ts';

export const load: PageServerLoad = (event) =>
	read(event, async (tx, actor) => {
		const represents = actor.kind === 'person' && actor.represents.length > 0;
		const areas = represents ? await listAreas(tx, actor, dateInTokyo(now())) : [];
		return {
			page: await functionPage(tx, actor, event.params.id),
			areas: areas.map(({ id, name }) => ({ value: id, label: name })),
			mayKeep: mayKeep(actor),
		};
	});

const here = {
	then: ({ id }: { id: string }) => `/functions/${id}`,
	also: ({ params }: RequestEvent) => ({ id: params.id }),
};

export const actions: Actions = {
	cover: act(addCover, { ...here, done: 'done_functions_added' }),
	endCover: act(endCover, { ...here, done: 'done_functions_ended' }),
};
