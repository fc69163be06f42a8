import { listAreas } from '#lib/districts/server/queries.ts';
import { listSessions, sessionListing } from '#lib/gatherings/server/queries.ts';
import { dateInTokyo } from '#lib/kernel/dates.ts';
import { listRequest } from '#lib/kernel/listing.ts';
import { now } from '#lib/server/application.ts';
import { read } from '#lib/server/request.ts';
import type { PageServerLoad } from './$types.ts';

export const load: PageServerLoad = (event) => {
	const search = event.url.searchParams;
	// what is over is read from the newest back; what is coming, from the next one on
	const descending = search.get('when') !== 'coming';
	const request = listRequest(search, { ...sessionListing, descending });
	const today = dateInTokyo(now());
	return read(event, async (tx, actor) => ({
		list: await listSessions(tx, actor, request, today),
		areas: await listAreas(tx, actor, today),
	}));
};
