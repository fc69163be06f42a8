import { facilitatesSomething } from '#lib/gatherings/rules.ts';
import { workPage } from '#lib/gatherings/sessions/server/detail.ts';
import { listAttendances, listSignUps } from '#lib/gatherings/sessions/server/people.ts';
import { isStaff } from '#lib/kernel/actor.ts';
import { read, requireActor } from '#lib/server/request.ts';
import type { PageServerLoad } from './$types.ts';

export const load: PageServerLoad = (event) => {
	const actor = requireActor(event, (who) => isStaff(who) || facilitatesSomething(who));
	return read(event, async (tx) => {
		const page = await workPage(tx, actor, event.params.id);
		return {
			page,
			signUps: await listSignUps(tx, actor, page),
			attendances: await listAttendances(tx, actor, page),
		};
	});
};
