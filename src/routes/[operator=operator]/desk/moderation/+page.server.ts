import { listRequest } from '#lib/kernel/listing.ts';
import { mayHandleIssues } from '#lib/issues/rules.ts';
import { moderationQueue } from '#lib/issues/server/moderation.ts';
import { now } from '#lib/server/application.ts';
import { read, requireActor } from '#lib/server/request.ts';
import type { PageServerLoad } from './$types.ts';

export const load: PageServerLoad = (event) => {
	requireActor(event, mayHandleIssues);
	const request = listRequest(event.url.searchParams, { sorts: ['since'], filters: ['show'] });
	return read(event, async (tx, actor) => ({
		queue: await moderationQueue(tx, actor, request),
		now: now(),
	}));
};
