import { sessionOrRefuse } from '#lib/gatherings/server/queries.ts';
import { Refusal } from '#lib/kernel/refusal.ts';
import { shownPicture } from '#lib/perceptions/server/queries.ts';
import { read } from '#lib/server/request.ts';
import type { PageServerLoad } from './$types.ts';

export const load: PageServerLoad = (event) =>
	read(event, async (tx, actor) => {
		const { session, sight } = await sessionOrRefuse(tx, actor, event.params.id);
		const where = { operatorId: actor.operatorId, sessionId: session.id };
		const shown = await shownPicture(tx, where);
		// as what came out of the session: after its report is published
		if (sight === 'plan' || !shown.picture) throw new Refusal('not-found', 'refusal_not_found');
		return { session: { id: session.id, title: session.title }, shown };
	});
