import { isSignedIn } from '#lib/kernel/actor.ts';
import { Refusal } from '#lib/kernel/refusal.ts';
import { changeOutcome } from '#lib/outcomes/server/commands.ts';
import { outcomePage } from '#lib/outcomes/server/queries.ts';
import { application } from '#lib/server/application.ts';
import { act, read, requireActor } from '#lib/server/request.ts';
import type { Actions, PageServerLoad } from './$types.ts';

export const load: PageServerLoad = (event) => {
	requireActor(event, isSignedIn);
	return read(event, async (tx, actor) => {
		const outcome = await outcomePage(tx, actor, event.params.id);
		if (!outcome.mayChange) throw new Refusal('not-found', 'refusal_not_found');
		return { outcome };
	});
};

export const actions: Actions = {
	default: (event) =>
		act(changeOutcome(application().config.dataFolder), {
			then: ({ id }) => `/outcomes/${id}`,
			done: 'done_saved',
			files: ['files'],
			also: ({ params }) => ({ id: params.id }),
		})(event),
};
