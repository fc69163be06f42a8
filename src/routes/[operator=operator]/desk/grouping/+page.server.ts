import { dateInTokyo } from '#lib/kernel/dates.ts';
import { listRequest } from '#lib/kernel/listing.ts';
import { listAreas } from '#lib/districts/server/queries.ts';
import { mayHandleIssues } from '#lib/issues/rules.ts';
import { correctGrouping } from '#lib/issues/server/commands.ts';
import { groupingListing, suggestedGrouping } from '#lib/issues/server/grouping.ts';
import { now } from '#lib/server/application.ts';
import { act, operatorOf, read, requireActor } from '#lib/server/request.ts';
import type { Actions, PageServerLoad } from './$types.ts';

export const load: PageServerLoad = (event) => {
	requireActor(event, mayHandleIssues);
	const search = new URLSearchParams(event.url.searchParams);
	// most of the time what has no issue yet is looked at
	if (!search.has('grouped')) search.set('grouped', 'no');
	const request = listRequest(search, groupingListing);
	return read(event, async (tx, actor) => ({
		grouping: await suggestedGrouping(tx, actor, request),
		areas: await listAreas(tx, actor, dateInTokyo(now())),
		needed: operatorOf(event).concernsNeeded,
	}));
};

export const actions: Actions = {
	default: act(correctGrouping, {
		then: (_, event) => `/desk/grouping${event.url.search}`,
		done: 'done_issues_grouped',
		many: ['chosen', 'group'],
	}),
};
