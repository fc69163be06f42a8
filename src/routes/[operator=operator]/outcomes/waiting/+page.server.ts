import { isSignedIn } from '#lib/kernel/actor.ts';
import { listWaiting } from '#lib/outcomes/server/queries.ts';
import { read, requireActor } from '#lib/server/request.ts';
import type { PageServerLoad } from './$types.ts';

export const load: PageServerLoad = (event) => {
	requireActor(event, isSignedIn);
	return read(event, async (tx, actor) => ({ waiting: await listWaiting(tx, actor) }));
};
