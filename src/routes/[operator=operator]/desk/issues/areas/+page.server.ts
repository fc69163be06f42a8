import { mayHandleIssues } from '#lib/issues/rules.ts';
import { weightsByArea } from '#lib/issues/server/desk.ts';
import { read, requireActor } from '#lib/server/request.ts';
import type { PageServerLoad } from './$types.ts';

export const load: PageServerLoad = (event) => {
	requireActor(event, mayHandleIssues);
	return read(event, async (tx, actor) => ({ areas: await weightsByArea(tx, actor) }));
};
