import { isSignedIn } from '#lib/kernel/actor.ts';
import { isId } from '#lib/kernel/ids.ts';
import { Refusal } from '#lib/kernel/refusal.ts';
import { originKinds } from '#lib/outcomes/rules.ts';
import { recordOutcome } from '#lib/outcomes/server/commands.ts';
import { originFor } from '#lib/outcomes/server/origin.ts';
import { application } from '#lib/server/application.ts';
import { act, read, requireActor } from '#lib/server/request.ts';
import type { Actions, PageServerLoad } from './$types.ts';

export const load: PageServerLoad = (event) => {
	requireActor(event, isSignedIn);
	return read(event, async (tx, actor) => {
		const kind = originKinds.find((known) => isId(event.url.searchParams.get(known) ?? ''));
		const id = kind && event.url.searchParams.get(kind);
		if (!kind || !id) throw new Refusal('not-found', 'refusal_not_found');
		const origin = await originFor(tx, actor, kind, id);
		if (!origin.mayRecord) throw new Refusal('not-allowed', 'refusal_not_allowed');
		return { origin: { kind, id, title: origin.title } };
	});
};

export const actions: Actions = {
	default: (event) =>
		act(recordOutcome(application().config.dataFolder), {
			then: ({ id }) => `/outcomes/${id}`,
			done: 'done_outcomes_recorded',
			files: ['files'],
		})(event),
};
