import { listRequest } from '#lib/kernel/listing.ts';
import { isSignedIn } from '#lib/kernel/actor.ts';
import { outcomeListing } from '#lib/outcomes/rules.ts';
import { listOutcomes } from '#lib/outcomes/server/queries.ts';
import { read } from '#lib/server/request.ts';
import type { PageServerLoad } from './$types.ts';

export const load: PageServerLoad = (event) =>
	read(event, async (tx, actor) => ({
		list: await listOutcomes(tx, actor, listRequest(event.url.searchParams, outcomeListing)),
		isSignedIn: isSignedIn(actor),
	}));
