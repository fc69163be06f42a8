import { listRequest } from '#lib/kernel/listing.ts';
import { searchListing } from '#lib/search/rules.ts';
import { now } from '#lib/server/application.ts';
import { read } from '#lib/server/request.ts';
import type { PageServerLoad } from './$types.ts';
import { searchPage } from './search.server.ts';

export const load: PageServerLoad = (event) =>
	read(event, (tx, actor) =>
		searchPage(tx, actor, listRequest(event.url.searchParams, searchListing), now()),
	);
