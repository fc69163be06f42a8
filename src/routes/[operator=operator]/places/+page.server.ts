import { listAreas } from '#lib/districts/server/queries.ts';
import { dateInTokyo } from '#lib/kernel/dates.ts';
import { listRequest } from '#lib/kernel/listing.ts';
import { placeListing } from '#lib/places/rules.ts';
import { listPlaces } from '#lib/places/server/queries.ts';
import { now } from '#lib/server/application.ts';
import { read } from '#lib/server/request.ts';
import type { PageServerLoad } from './$types.ts';

export const load: PageServerLoad = (event) =>
	read(event, async (tx, actor) => ({
		list: await listPlaces(tx, actor, listRequest(event.url.searchParams, placeListing)),
		areas: await listAreas(tx, actor, dateInTokyo(now())),
	}));
