import { listAreas } from '#lib/districts/server/queries.ts';
import { dateInTokyo } from '#lib/kernel/dates.ts';
import { listRequest } from '#lib/kernel/listing.ts';
import { platformListing } from '#lib/platforms/rules.ts';
import { listPlatforms, newestAchieved } from '#lib/platforms/server/queries.ts';
import { now } from '#lib/server/application.ts';
import { read } from '#lib/server/request.ts';
import type { PageServerLoad } from './$types.ts';

export const load: PageServerLoad = (event) =>
	read(event, async (tx, actor) => ({
		list: await listPlatforms(tx, actor, listRequest(event.url.searchParams, platformListing)),
		achieved: await newestAchieved(tx, actor, 2),
		areas: await listAreas(tx, actor, dateInTokyo(now())),
	}));
