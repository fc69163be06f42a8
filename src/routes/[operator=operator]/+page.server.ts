import { listComingSessions } from '#lib/gatherings/server/queries.ts';
import { listRequest } from '#lib/kernel/listing.ts';
import { issueListing, listIssues } from '#lib/issues/server/queries.ts';
import { listDesks } from '#lib/places/server/queries.ts';
import { newestAchieved } from '#lib/platforms/server/queries.ts';
import { read } from '#lib/server/request.ts';
import type { PageServerLoad } from './$types.ts';

/** What stands on the first page: whom to ask, what is talked about, when to come, what was reached. */
export const load: PageServerLoad = (event) =>
	read(event, async (tx, actor) => {
		const newest = {
			...listRequest(new URLSearchParams(), issueListing),
			size: 4,
			counted: false,
		} as const;
		return {
			desks: await listDesks(tx, actor, 3),
			issues: (await listIssues(tx, actor, newest)).rows,
			sessions: await listComingSessions(tx, actor, 3),
			achieved: await newestAchieved(tx, actor, 2),
		};
	});
