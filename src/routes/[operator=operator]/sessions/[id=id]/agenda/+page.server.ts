import { sessionPage } from '#lib/gatherings/sessions/server/detail.ts';
import { read } from '#lib/server/request.ts';
import type { PageServerLoad } from './$types.ts';

export const load: PageServerLoad = (event) =>
	read(event, async (tx, actor) => ({ page: await sessionPage(tx, actor, event.params.id) }));
