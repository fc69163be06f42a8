import type { RequestEvent } from '@sveltejs/kit';
import { mayHandleIssues } from '#lib/issues/rules.ts';
import { addConcerns, removeConcerns } from '#lib/issues/server/commands.ts';
import { concernsBehind } from '#lib/issues/server/desk.ts';
import { concernsToAdd } from '#lib/issues/server/grouping.ts';
import { issueOrRefuse } from '#lib/issues/server/queries.ts';
import { listRequest } from '#lib/kernel/listing.ts';
import { act, read, requireActor } from '#lib/server/request.ts';
import type { Actions, PageServerLoad } from './$types.ts';

export const load: PageServerLoad = (event) => {
	requireActor(event, mayHandleIssues);
	const request = listRequest(event.url.searchParams, { sorts: ['published'] });
	return read(event, async (tx, actor) => {
		const { id, title } = await issueOrRefuse(tx, actor, event.params.id);
		return {
			issue: { id, title },
			request,
			behind: await concernsBehind(tx, actor, id),
			found: await concernsToAdd(tx, actor, id, request.q),
		};
	});
};

const change = {
	then: ({ id }: { id: string }) => `/desk/issues/${id}/concerns`,
	done: 'done_issues_concerns',
	many: ['concerns'],
	also: ({ params }: RequestEvent) => ({ id: params.id }),
} as const;

export const actions: Actions = {
	add: act(addConcerns, change),
	remove: act(removeConcerns, change),
};
