import { facilitatesSomething } from '#lib/gatherings/rules.ts';
import { isStaff } from '#lib/kernel/actor.ts';
import { Refusal } from '#lib/kernel/refusal.ts';
import { seatingPage } from '#lib/seating/server/queries.ts';
import { read, requireActor } from '#lib/server/request.ts';
import type { PageServerLoad } from './$types.ts';

export const load: PageServerLoad = (event) => {
	const actor = requireActor(event, (who) => isStaff(who) || facilitatesSomething(who));
	return read(event, async (tx) => {
		const { found, guests, plan, certificate } = await seatingPage(tx, actor, event.params.id);
		if (!plan || !certificate) throw new Refusal('not-found', 'refusal_not_found');
		const { id, title, placeName } = found.session;
		return { session: { id, title, placeName }, guests, plan, certificate };
	});
};
