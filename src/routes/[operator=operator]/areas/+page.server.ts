import { byPartition } from '#lib/districts/rules.ts';
import { listAreas } from '#lib/districts/server/queries.ts';
import { dateInTokyo } from '#lib/kernel/dates.ts';
import { now } from '#lib/server/application.ts';
import { read } from '#lib/server/request.ts';
import type { PageServerLoad } from './$types.ts';

export const load: PageServerLoad = (event) =>
	read(event, async (tx, actor) => ({
		groups: byPartition(await listAreas(tx, actor, dateInTokyo(now()))),
	}));
