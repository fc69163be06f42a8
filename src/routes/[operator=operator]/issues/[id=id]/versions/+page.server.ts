import { issuePage } from '#lib/issues/server/detail.ts';
import { issueVersionsOf } from '#lib/issues/server/versions.ts';
import { read } from '#lib/server/request.ts';
import type { PageServerLoad } from './$types.ts';

export const load: PageServerLoad = (event) =>
	read(event, async (tx, actor) => {
		const { id, title, version } = await issuePage(tx, actor, event.params.id);
		return { issue: { id, title, version }, versions: await issueVersionsOf(tx, actor, id) };
	});
