import { isSignedIn } from '#lib/kernel/actor.ts';
import { cardsPage } from '#lib/preparations/server/queries.ts';
import { read, requireActor } from '#lib/server/request.ts';
import type { PageServerLoad } from './$types.ts';

export const load: PageServerLoad = (event) => {
	const actor = requireActor(event, isSignedIn);
	return read(event, async (tx) => {
		const { session, ...page } = await cardsPage(tx, actor, event.params.id);
		return { ...page, session: { id: session.id, title: session.title } };
	});
};
