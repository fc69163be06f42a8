import { dateInTokyo } from '#lib/kernel/dates.ts';
import { listRequest } from '#lib/kernel/listing.ts';
import { listAreas } from '#lib/districts/server/queries.ts';
import { mayHandleIssues } from '#lib/issues/rules.ts';
import { moderationWaiting } from '#lib/issues/server/comments.ts';
import { issueListing, listIssues } from '#lib/issues/server/queries.ts';
import { now } from '#lib/server/application.ts';
import { read, requireActor } from '#lib/server/request.ts';
import type { PageServerLoad } from './$types.ts';

export const load: PageServerLoad = (event) => {
	requireActor(event, mayHandleIssues);
	return read(event, async (tx, actor) => ({
		list: await listIssues(tx, actor, listRequest(event.url.searchParams, issueListing)),
		areas: await listAreas(tx, actor, dateInTokyo(now())),
		waiting: await moderationWaiting(tx, actor),
	}));
};
