import { areaOrRefuse, relativesOf } from '#lib/districts/server/queries.ts';
import { listIssues } from '#lib/issues/server/queries.ts';
import { dateInTokyo } from '#lib/kernel/dates.ts';
import { listRequest } from '#lib/kernel/listing.ts';
import { listOrganisations } from '#lib/organisations/server/queries.ts';
import { listPlaces } from '#lib/places/server/queries.ts';
import { now } from '#lib/server/application.ts';
import { read } from '#lib/server/request.ts';
import type { PageServerLoad } from './$types.ts';

const shown = 6;

/** What is going on near me: a few of each kind, with the way to all of them. */
export const load: PageServerLoad = (event) =>
	read(event, async (tx, actor) => {
		const today = dateInTokyo(now());
		const area = await areaOrRefuse(tx, actor, event.params.id);
		const here = listRequest(new URLSearchParams({ area: area.id }), {
			sorts: ['name'],
			filters: ['area'],
			// one more than is shown says that there are more
			size: shown + 1,
		});
		const few = { ...here, counted: false } as const;
		return {
			area,
			shown,
			...(await relativesOf(tx, actor, area.id, today)),
			issues: await listIssues(tx, actor, few),
			organisations: await listOrganisations(tx, actor, few),
			places: await listPlaces(tx, actor, few),
		};
	});
