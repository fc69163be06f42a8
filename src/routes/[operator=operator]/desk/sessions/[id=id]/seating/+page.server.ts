import { facilitatesSomething } from '#lib/gatherings/rules.ts';
import { isStaff } from '#lib/kernel/actor.ts';
import * as seating from '#lib/seating/server/commands.ts';
import { seatingPage } from '#lib/seating/server/queries.ts';
import { act, read, requireActor } from '#lib/server/request.ts';
import type { Actions, PageServerLoad } from './$types.ts';

export const load: PageServerLoad = (event) => {
	const actor = requireActor(event, (who) => isStaff(who) || facilitatesSomething(who));
	return read(event, async (tx) => {
		const { found, ...page } = await seatingPage(tx, actor, event.params.id);
		return { ...page, session: { id: found.session.id, title: found.session.title } };
	});
};

const back = {
	then: ({ sessionId }: { sessionId: string }) => `/desk/sessions/${sessionId}/seating`,
	done: 'done_seating_saved' as const,
	also: ({ params }: { params: { id?: string | undefined } }) => ({ sessionId: params.id }),
};

export const actions: Actions = {
	take: act(seating.takeGuests, back),
	add: act(seating.addGuest, back),
	change: act(seating.changeGuest, back),
	plan: act(seating.makePlan, { ...back, done: 'done_seating_made' }),
	reseat: act(seating.reseatRest, { ...back, done: 'done_seating_made' }),
	finish: act(seating.finishRound, back),
	move: act(seating.moveGuest, back),
};
