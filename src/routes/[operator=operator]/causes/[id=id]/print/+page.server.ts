import { treePage } from '#lib/causes/server/queries.ts';
import { read } from '#lib/server/request.ts';
import type { PageServerLoad } from './$types.ts';

export const load: PageServerLoad = (event) =>
	read(event, async (tx, actor) => {
		const asked = Number.parseInt(event.url.searchParams.get('revision') ?? '', 10);
		return { tree: await treePage(tx, actor, event.params.id, asked > 0 ? asked : undefined) };
	});
