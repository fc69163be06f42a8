import { mayReadDeidentified } from '#lib/concerns/rules.ts';
import { listForGrouping, sharedFilters, sharedSorts } from '#lib/concerns/server/queries.ts';
import { areaNames } from '#lib/districts/server/queries.ts';
import { listRequest } from '#lib/kernel/listing.ts';
import { read, requireActor } from '#lib/server/request.ts';
import type { PageServerLoad } from './$types.ts';

export const load: PageServerLoad = (event) => {
	requireActor(event, mayReadDeidentified);
	const request = listRequest(event.url.searchParams, {
		sorts: sharedSorts,
		filters: sharedFilters,
		descending: true,
	});
	return read(event, async (tx, actor) => {
		const list = await listForGrouping(tx, actor, request);
		const ids = list.rows.flatMap((row) => row.areaIds);
		return { list, areas: await areaNames(tx, actor, ids) };
	});
};
