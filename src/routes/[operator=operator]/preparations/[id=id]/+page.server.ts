import { isSignedIn } from '#lib/kernel/actor.ts';
import { answerPreparation } from '#lib/preparations/server/commands.ts';
import { sheetOrRefuse } from '#lib/preparations/server/queries.ts';
import { act, read, requireActor } from '#lib/server/request.ts';
import type { Actions, PageServerLoad } from './$types.ts';

export const load: PageServerLoad = (event) => {
	const actor = requireActor(event, isSignedIn);
	return read(event, async (tx) => {
		const { sheet, session, facilitates } = await sheetOrRefuse(tx, actor, event.params.id);
		const { id, title, state, heldWhen, startsAt, endsAt, placeName } = session;
		return {
			sheet,
			facilitates,
			session: { id, title, state, heldWhen, startsAt, endsAt, placeName },
		};
	});
};

export const actions: Actions = {
	default: act(answerPreparation, {
		then: ({ id }) => `/preparations/${id}`,
		done: 'done_preparations_answered',
		many: ['shown'],
		also: ({ params }) => ({ id: params.id }),
	}),
};
