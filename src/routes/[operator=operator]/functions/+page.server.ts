import { functionListing, mayKeep } from '#lib/functions/rules.ts';
import { inventory } from '#lib/functions/server/queries.ts';
import { dateInTokyo } from '#lib/kernel/dates.ts';
import { listRequest } from '#lib/kernel/listing.ts';
import { now } from '#lib/server/application.ts';
import { read } from '#lib/server/request.ts';
import type { PageServerLoad } from './$types.ts';

export const load: PageServerLoad = (event) =>
	read(event, async (tx, actor) => {
		const request = listRequest(event.url.searchParams, functionListing);
		return {
			page: await inventory(tx, actor, request, dateInTokyo(now())),
			mayKeep: mayKeep(actor),
		};
	});
