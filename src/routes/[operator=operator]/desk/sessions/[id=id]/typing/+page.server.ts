import { facilitatesSomething } from '#lib/gatherings/rules.ts';
import { workPage } from '#lib/gatherings/sessions/server/detail.ts';
import { isStaff } from '#lib/kernel/actor.ts';
import { read, requireActor } from '#lib/server/request.ts';
import type { PageServerLoad } from './$types.ts';

export const load: PageServerLoad = (event) => {
	const actor = requireActor(event, (who) => isStaff(who) || facilitatesSomething(who));
	return read(event, async (tx) => {
		const { session } = await workPage(tx, actor, event.params.id);
		return { session: { id: session.id, title: session.title } };
	});
};
