import type { RequestEvent } from '@sveltejs/kit';
import { mayHandleIssues } from '#lib/issues/rules.ts';
import {
	addAttempt,
	citePlan,
	confirmWorker,
	endWorker,
	listWorker,
	removeAttempt,
	removeCitation,
} from '#lib/issues/server/commands.ts';
import { issuePage } from '#lib/issues/server/detail.ts';
import { organisationChoices } from '#lib/organisations/server/queries.ts';
import { act, read, requireActor } from '#lib/server/request.ts';
import type { Actions, PageServerLoad } from './$types.ts';

export const load: PageServerLoad = (event) => {
	requireActor(event, mayHandleIssues);
	return read(event, async (tx, actor) => ({
		issue: await issuePage(tx, actor, event.params.id),
		organisations: await organisationChoices(tx, actor),
	}));
};

const here = {
	then: ({ id }: { id: string }) => `/desk/issues/${id}/parts`,
	also: ({ params }: RequestEvent) => ({ id: params.id }),
};
const added = { ...here, done: 'done_issues_added' } as const;
const removed = { ...here, done: 'done_issues_removed' } as const;

export const actions: Actions = {
	attempt: act(addAttempt, added),
	removeAttempt: act(removeAttempt, removed),
	worker: act(listWorker, {
		...here,
		then: ({ id, confirmed }) =>
			`/desk/issues/${id}/parts?done=${confirmed ? 'done_issues_worker_listed' : 'done_issues_worker_waits'}`,
	}),
	confirm: act(confirmWorker, { ...here, done: 'done_issues_worker_listed' }),
	end: act(endWorker, removed),
	citation: act(citePlan, added),
	removeCitation: act(removeCitation, removed),
};
