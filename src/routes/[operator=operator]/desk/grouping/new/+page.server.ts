import { dateInTokyo } from '#lib/kernel/dates.ts';
import { isId } from '#lib/kernel/ids.ts';
import { deidentifiedByIds } from '#lib/concerns/server/queries.ts';
import { listAreas } from '#lib/districts/server/queries.ts';
import { mayHandleIssues } from '#lib/issues/rules.ts';
import { makeIssue } from '#lib/issues/server/commands.ts';
import { now } from '#lib/server/application.ts';
import { act, read, requireActor } from '#lib/server/request.ts';
import type { Actions, PageServerLoad } from './$types.ts';

export const load: PageServerLoad = (event) => {
	requireActor(event, mayHandleIssues);
	const chosen = event.url.searchParams.getAll('c').filter(isId).slice(0, 200);
	return read(event, async (tx, actor) => ({
		concerns: await deidentifiedByIds(tx, actor, chosen),
		areas: await listAreas(tx, actor, dateInTokyo(now())),
	}));
};

export const actions: Actions = {
	default: act(makeIssue, {
		then: ({ id }) => `/desk/issues/${id}`,
		done: 'done_issues_made',
		many: ['areas', 'concerns'],
	}),
};
