import { listAreas } from '#lib/districts/server/queries.ts';
import { planForum } from '#lib/gatherings/server/commands.ts';
import { listIssueChoices } from '#lib/issues/server/queries.ts';
import { isStaff } from '#lib/kernel/actor.ts';
import { dateInTokyo } from '#lib/kernel/dates.ts';
import { now } from '#lib/server/application.ts';
import { act, read, requireActor } from '#lib/server/request.ts';
import type { Actions, PageServerLoad } from './$types.ts';

export const load: PageServerLoad = (event) => {
	const actor = requireActor(event, isStaff);
	return read(event, async (tx) => ({
		areas: await listAreas(tx, actor, dateInTokyo(now())),
		issues: await listIssueChoices(tx, actor),
		issue: event.url.searchParams.get('issue') ?? '',
	}));
};

export const actions: Actions = {
	default: act(planForum, {
		then: ({ id }) => `/desk/forums/${id}`,
		done: 'done_gatherings_forum_planned',
		many: ['areas'],
	}),
};
