import { isSignedIn } from '#lib/kernel/actor.ts';
import { archiveOrRefuse } from '#lib/platforms/server/members-only.ts';
import { read, requireActor } from '#lib/server/request.ts';
import type { PageServerLoad } from './$types.ts';

export const load: PageServerLoad = (event) => {
	requireActor(event, isSignedIn);
	return read(event, async (tx, actor) => ({
		archive: await archiveOrRefuse(tx, actor, event.params.id),
		id: event.params.id,
	}));
};
