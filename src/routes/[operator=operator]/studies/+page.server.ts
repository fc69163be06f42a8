import { listRequest } from '#lib/kernel/listing.ts';
import { read } from '#lib/server/request.ts';
import { shelfListing } from '#lib/studies/rules.ts';
import { listShelf, studyThemes } from '#lib/studies/server/queries.ts';
import type { PageServerLoad } from './$types.ts';

export const load: PageServerLoad = (event) =>
	read(event, async (tx, actor) => ({
		list: await listShelf(tx, actor, listRequest(event.url.searchParams, shelfListing)),
		themes: await studyThemes(tx, actor),
	}));
