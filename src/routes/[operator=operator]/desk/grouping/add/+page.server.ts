import { isId } from '#lib/kernel/ids.ts';
import { deidentifiedByIds } from '#lib/concerns/server/queries.ts';
import { mayHandleIssues } from '#lib/issues/rules.ts';
import { addConcerns } from '#lib/issues/server/commands.ts';
import { listIssuesToAddTo } from '#lib/issues/server/queries.ts';
import { act, read, requireActor } from '#lib/server/request.ts';
import type { Actions, PageServerLoad } from './$types.ts';

export const load: PageServerLoad = (event) => {
	requireActor(event, mayHandleIssues);
	const chosen = event.url.searchParams.getAll('c').filter(isId).slice(0, 200);
	return read(event, async (tx, actor) => ({
		concerns: await deidentifiedByIds(tx, actor, chosen),
		issues: await listIssuesToAddTo(tx, actor),
	}));
};

export const actions: Actions = {
	default: act(addConcerns, {
		then: ({ id }) => `/desk/issues/${id}`,
		done: 'done_issues_concerns',
		many: ['concerns'],
	}),
};
