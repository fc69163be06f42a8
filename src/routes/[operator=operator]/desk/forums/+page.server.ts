import { listAreas } from '#lib/districts/server/queries.ts';
import { facilitatesSomething } from '#lib/gatherings/rules.ts';
import { areasWithoutForum, forumListing, listForums } from '#lib/gatherings/server/queries.ts';
import { isStaff } from '#lib/kernel/actor.ts';
import { dateInTokyo } from '#lib/kernel/dates.ts';
import { listRequest } from '#lib/kernel/listing.ts';
import { now } from '#lib/server/application.ts';
import { read, requireActor } from '#lib/server/request.ts';
import type { PageServerLoad } from './$types.ts';

export const load: PageServerLoad = (event) => {
	const actor = requireActor(event, (who) => isStaff(who) || facilitatesSomething(who));
	const request = listRequest(event.url.searchParams, forumListing);
	const today = dateInTokyo(now());
	return read(event, async (tx) => ({
		list: await listForums(tx, actor, request, { onlyOwn: true }),
		areas: await listAreas(tx, actor, today),
		without: isStaff(actor) ? await areasWithoutForum(tx, actor, today) : [],
		isStaff: isStaff(actor),
	}));
};
