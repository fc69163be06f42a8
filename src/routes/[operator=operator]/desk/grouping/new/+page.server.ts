import { dateInTokyo } from '#lib/kernel/dates.ts';
import { isId } from '#lib/kernel/ids.ts';
import { deidentifiedByIds } from '#lib/concerns/server/queries.ts';
import { listAreas } from '#lib/districts/server/queries.ts';
import { mayHandleIssues } from '#lib/issues/rules.ts';
import { addConcerns, makeIssue } from '#lib/issues/server/commands.ts';
import { listIssuesToAddTo } from '#lib/issues/server/queries.ts';
import { now } from '#lib/server/application.ts';
import { act, read, requireActor } from '#lib/server/request.ts';
import type { Actions, PageServerLoad } from './$types.ts';

export const load: PageServerLoad = (event) => {
	requireActor(event, mayHandleIssues);
	const chosen = event.url.searchParams.getAll('c').filter(isId).slice(0, 200);
	return read(event, async (tx, actor) => ({
		concerns: await deidentifiedByIds(tx, actor, chosen),
		areas: await listAreas(tx, actor, dateInTokyo(now())),
		issues: await listIssuesToAddTo(tx, actor),
	}));
};

const then = ({ id }: { id: string }) => `/desk/issues/${id}`;

export const actions: Actions = {
	make: act(makeIssue, { then, done: 'done_issues_made', many: ['areas', 'concerns'] }),
	add: act(addConcerns, { then, done: 'done_issues_concerns', many: ['concerns'] }),
};
