import { listAreas } from '#lib/districts/server/queries.ts';
import { planSession } from '#lib/gatherings/server/commands.ts';
import { listForumChoices } from '#lib/gatherings/server/queries.ts';
import { listIssueChoices } from '#lib/issues/server/queries.ts';
import { isStaff } from '#lib/kernel/actor.ts';
import { dateInTokyo } from '#lib/kernel/dates.ts';
import { now } from '#lib/server/application.ts';
import { act, read, requireActor } from '#lib/server/request.ts';
import type { Actions, PageServerLoad } from './$types.ts';

export const load: PageServerLoad = (event) => {
	const actor = requireActor(event, isStaff);
	const { searchParams } = event.url;
	return read(event, async (tx) => ({
		areas: await listAreas(tx, actor, dateInTokyo(now())),
		forums: await listForumChoices(tx, actor),
		issues: await listIssueChoices(tx, actor),
		forum: searchParams.get('forum') ?? '',
		issue: searchParams.get('issue') ?? '',
	}));
};

export const actions: Actions = {
	default: act(planSession, {
		then: ({ id }) => `/desk/sessions/${id}`,
		done: 'done_gatherings_session_planned',
		many: ['areas', 'ways'],
	}),
};
