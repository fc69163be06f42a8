import { listAreas } from '#lib/districts/server/queries.ts';
import { existingActivities } from '#lib/functions/server/existing.ts';
import { dateInTokyo } from '#lib/kernel/dates.ts';
import { isId } from '#lib/kernel/ids.ts';
import { listRequest } from '#lib/kernel/listing.ts';
import { now } from '#lib/server/application.ts';
import { read } from '#lib/server/request.ts';
import type { PageServerLoad } from './$types.ts';

export const load: PageServerLoad = (event) =>
	read(event, async (tx, actor) => {
		const { q, filters } = listRequest(event.url.searchParams, {
			sorts: ['name'],
			filters: ['area'],
		});
		const { area = '' } = filters;
		const areas = await listAreas(tx, actor, dateInTokyo(now()));
		return {
			q,
			area,
			areas: areas.map(({ id, name }) => ({ value: id, label: name })),
			existing: q
				? await existingActivities(tx, actor, { text: q, areaIds: isId(area) ? [area] : [] })
				: null,
		};
	});
