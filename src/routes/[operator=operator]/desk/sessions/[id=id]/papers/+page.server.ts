import { facilitatesSomething } from '#lib/gatherings/rules.ts';
import { workPage } from '#lib/gatherings/sessions/server/detail.ts';
import { isStaff } from '#lib/kernel/actor.ts';
import { askFor, paperKinds } from '#lib/paper-kinds.ts';
import { kindOrRefuse } from '#lib/papers/server/kinds.ts';
import { offersFor } from '#lib/papers/server/queries.ts';
import { act, read, requireActor } from '#lib/server/request.ts';
import type { Actions, PageServerLoad } from './$types.ts';

const name = 'session.set';

export const load: PageServerLoad = (event) => {
	const actor = requireActor(event, (who) => isStaff(who) || facilitatesSomething(who));
	return read(event, async (tx) => {
		const { session } = await workPage(tx, actor, event.params.id);
		const kind = kindOrRefuse(paperKinds, name);
		const { offers, usual, lately } = await offersFor(tx, actor, kind, session.id);
		return { session: { id: session.id, title: session.title }, offers, usual, lately };
	});
};

export const actions: Actions = {
	default: act(askFor, {
		then: ({ id }) => `/papers/${id}`,
		many: ['parts'],
		also: ({ params }) => ({ kind: name, subjectId: params.id }),
	}),
};
