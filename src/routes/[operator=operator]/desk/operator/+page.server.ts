import { mayEditOperator } from '#lib/operators/rules.ts';
import { editOperator } from '#lib/operators/server/commands.ts';
import { operatorById } from '#lib/operators/server/queries.ts';
import { act, operatorOf, read, requireActor } from '#lib/server/request.ts';
import type { Actions, PageServerLoad } from './$types.ts';

export const load: PageServerLoad = async (event) => {
	requireActor(event, mayEditOperator);
	const { id } = operatorOf(event);
	// the row itself: what hooks remember may be seconds old
	return { edited: (await read(event, (tx) => operatorById(tx, id))) ?? operatorOf(event) };
};

export const actions: Actions = {
	default: act(editOperator, { then: () => '/desk/operator', done: 'done_operators_saved' }),
};
