import { error } from '@sveltejs/kit';
import { listAreas } from '#lib/districts/server/queries.ts';
import { changeForum } from '#lib/gatherings/server/commands.ts';
import { forumPage } from '#lib/gatherings/forums/server/detail.ts';
import { isStaff } from '#lib/kernel/actor.ts';
import { dateInTokyo } from '#lib/kernel/dates.ts';
import { m } from '#lib/paraglide/messages.js';
import { now } from '#lib/server/application.ts';
import { act, read, requireActor } from '#lib/server/request.ts';
import type { Actions, PageServerLoad } from './$types.ts';

export const load: PageServerLoad = (event) => {
	const actor = requireActor(event, isStaff);
	return read(event, async (tx) => {
		const page = await forumPage(tx, actor, event.params.id);
		if (!page.mayManage) error(404, m.refusal_not_found());
		return { page, areas: await listAreas(tx, actor, dateInTokyo(now())) };
	});
};

export const actions: Actions = {
	default: act(changeForum, {
		then: ({ id }) => `/desk/forums/${id}`,
		done: 'done_gatherings_saved',
		many: ['areas'],
		also: ({ params }) => ({ id: params.id }),
	}),
};
