import { listAreas } from '#lib/districts/server/queries.ts';
import { dateInTokyo } from '#lib/kernel/dates.ts';
import { listRequest } from '#lib/kernel/listing.ts';
import { listOrganisations } from '#lib/organisations/server/queries.ts';
import { organisationListing } from '#lib/organisations/rules.ts';
import { now } from '#lib/server/application.ts';
import { read } from '#lib/server/request.ts';
import type { PageServerLoad } from './$types.ts';

export const load: PageServerLoad = (event) =>
	read(event, async (tx, actor) => ({
		list: await listOrganisations(
			tx,
			actor,
			listRequest(event.url.searchParams, organisationListing),
		),
		areas: await listAreas(tx, actor, dateInTokyo(now())),
	}));
