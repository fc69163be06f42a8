import { error } from '@sveltejs/kit';
import { facilitatesSomething } from '#lib/gatherings/rules.ts';
import { changeOpinions } from '#lib/gatherings/server/commands.ts';
import { workPage } from '#lib/gatherings/sessions/server/detail.ts';
import { isStaff } from '#lib/kernel/actor.ts';
import { m } from '#lib/paraglide/messages.js';
import { act, read, requireActor } from '#lib/server/request.ts';
import type { Actions, PageServerLoad } from './$types.ts';

export const load: PageServerLoad = (event) => {
	const actor = requireActor(event, (who) => isStaff(who) || facilitatesSomething(who));
	return read(event, async (tx) => {
		const page = await workPage(tx, actor, event.params.id);
		const pillar = page.pillars.find(({ id }) => id === event.params.pillar);
		if (!pillar) error(404, m.refusal_not_found());
		return { page, pillar };
	});
};

export const actions: Actions = {
	default: act(changeOpinions, {
		then: ({ id, pillarId }) => `/desk/sessions/${id}/results#p-${pillarId}`,
		done: 'done_gatherings_saved',
		many: ['opinionId', 'text', 'group', 'actorGroup'],
		also: ({ params }) => ({ id: params.id, pillarId: params.pillar }),
	}),
};
