import { mayKeep } from '#lib/functions/rules.ts';
import { addFunction } from '#lib/functions/server/commands.ts';
import { functionChoices, listGaps } from '#lib/functions/server/queries.ts';
import { act, read, requireActor } from '#lib/server/request.ts';
import type { Actions, PageServerLoad } from './$types.ts';

export const load: PageServerLoad = (event) => {
	requireActor(event, mayKeep);
	return read(event, async (tx, actor) => {
		const gaps = await listGaps(tx, actor, 'open');
		return {
			functions: await functionChoices(tx, actor),
			gaps,
			forPolicy: gaps.filter(({ forPolicyAt }) => forPolicyAt !== null),
		};
	});
};

export const actions: Actions = {
	default: act(addFunction, {
		then: ({ id }) => `/desk/functions/${id}`,
		done: 'done_functions_added',
	}),
};
