import type { RequestEvent } from '@sveltejs/kit';
import { dateInTokyo } from '#lib/kernel/dates.ts';
import { listAreas } from '#lib/districts/server/queries.ts';
import { mayHandleIssues } from '#lib/issues/rules.ts';
import { classifyIssue, rewriteIssue } from '#lib/issues/server/commands.ts';
import { issuePage } from '#lib/issues/server/detail.ts';
import { now } from '#lib/server/application.ts';
import { act, read, requireActor } from '#lib/server/request.ts';
import type { Actions, PageServerLoad } from './$types.ts';

export const load: PageServerLoad = (event) => {
	requireActor(event, mayHandleIssues);
	return read(event, async (tx, actor) => ({
		issue: await issuePage(tx, actor, event.params.id),
		areas: await listAreas(tx, actor, dateInTokyo(now())),
	}));
};

const also = ({ params }: RequestEvent) => ({ id: params.id });

export const actions: Actions = {
	rewrite: act(rewriteIssue, {
		then: ({ id, waits }) =>
			`/desk/issues/${id}?done=${waits ? 'done_issues_rewrite_waits' : 'done_issues_rewritten'}`,
		also,
	}),
	classify: act(classifyIssue, {
		then: ({ id }) => `/desk/issues/${id}`,
		done: 'done_saved',
		many: ['areas'],
		also,
	}),
};
