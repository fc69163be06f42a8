import { mayHandle, mayOpenDesk } from '#lib/concerns/rules.ts';
import { concernFilters, concernSorts, listConcerns } from '#lib/concerns/server/queries.ts';
import { listAreas } from '#lib/districts/server/queries.ts';
import { dateInTokyo } from '#lib/kernel/dates.ts';
import { listRequest } from '#lib/kernel/listing.ts';
import { now } from '#lib/server/application.ts';
import { read, requireActor } from '#lib/server/request.ts';
import type { PageServerLoad } from './$types.ts';

export const load: PageServerLoad = (event) => {
	const actor = requireActor(event, mayOpenDesk);
	const request = listRequest(event.url.searchParams, {
		sorts: concernSorts,
		filters: concernFilters,
		descending: true,
	});
	return read(event, async (tx) => ({
		list: await listConcerns(tx, actor, request),
		areas: await listAreas(tx, actor, dateInTokyo(now())),
		isStaff: mayHandle(actor),
		now: now(),
	}));
};
