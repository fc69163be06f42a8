import { forumPage } from '#lib/gatherings/forums/server/detail.ts';
import { dateInTokyo } from '#lib/kernel/dates.ts';
import { say } from '#lib/kernel/say.ts';
import { now } from '#lib/server/application.ts';
import { operatorOf, read } from '#lib/server/request.ts';
import { threadFor } from '../../thread.server.ts';
import type { PageServerLoad } from './$types.ts';

export const load: PageServerLoad = (event) =>
	read(event, async (tx, actor) => {
		const { id } = event.params;
		const page = await forumPage(tx, actor, id);
		const { name: title, madeAt: at, state } = page.forum;
		const card = {
			kind: 'forum' as const,
			id,
			title,
			at,
			state: say(`gatherings_forum_state_${state}`),
			path: `/forums/${id}`,
		};
		const thread = await threadFor(tx, actor, operatorOf(event), { kind: 'forum', id }, card);
		return { page, thread, today: dateInTokyo(now()) };
	});
