import { currentStateSheet, forumPage } from '#lib/gatherings/forums/server/detail.ts';
import { read } from '#lib/server/request.ts';
import type { PageServerLoad } from './$types.ts';

export const load: PageServerLoad = (event) =>
	read(event, async (tx, actor) => {
		const page = await forumPage(tx, actor, event.params.id);
		return { page, sheet: await currentStateSheet(tx, actor, page) };
	});
