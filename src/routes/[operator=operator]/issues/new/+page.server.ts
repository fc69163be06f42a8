import { dateInTokyo } from '#lib/kernel/dates.ts';
import { listAskedAreas } from '#lib/districts/server/queries.ts';
import { proposeIssue } from '#lib/issues/server/commands.ts';
import { now } from '#lib/server/application.ts';
import { act, read } from '#lib/server/request.ts';
import type { Actions, PageServerLoad } from './$types.ts';

export const load: PageServerLoad = (event) =>
	read(event, async (tx, actor) => ({
		areas: await listAskedAreas(tx, actor, dateInTokyo(now())),
	}));

export const actions: Actions = {
	default: act(proposeIssue, {
		then: ({ id }) => `/issues/${id}`,
		done: 'done_issues_proposed',
		many: ['areas'],
	}),
};
