import { listRequest } from '#lib/kernel/listing.ts';
import { listAchieved } from '#lib/platforms/server/queries.ts';
import { read } from '#lib/server/request.ts';
import type { PageServerLoad } from './$types.ts';

export const load: PageServerLoad = (event) =>
	read(event, async (tx, actor) => ({
		list: await listAchieved(
			tx,
			actor,
			listRequest(event.url.searchParams, { sorts: ['ended'], descending: true }),
		),
	}));
