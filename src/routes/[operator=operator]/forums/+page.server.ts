import { listAreas } from '#lib/districts/server/queries.ts';
import { areasWithoutForum, forumListing, listForums } from '#lib/gatherings/server/queries.ts';
import { dateInTokyo } from '#lib/kernel/dates.ts';
import { listRequest } from '#lib/kernel/listing.ts';
import { now } from '#lib/server/application.ts';
import { read } from '#lib/server/request.ts';
import type { PageServerLoad } from './$types.ts';

export const load: PageServerLoad = (event) =>
	read(event, async (tx, actor) => {
		const today = dateInTokyo(now());
		return {
			list: await listForums(tx, actor, listRequest(event.url.searchParams, forumListing)),
			areas: await listAreas(tx, actor, today),
			without: await areasWithoutForum(tx, actor, today),
		};
	});
