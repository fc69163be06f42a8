import { listAreas } from '#lib/districts/server/queries.ts';
import { takeOverResult } from '#lib/functions/server/commands.ts';
import { functionChoices, takenResults } from '#lib/functions/server/queries.ts';
import { facilitatesSomething } from '#lib/gatherings/rules.ts';
import { workPage } from '#lib/gatherings/sessions/server/detail.ts';
import { isStaff } from '#lib/kernel/actor.ts';
import { dateInTokyo } from '#lib/kernel/dates.ts';
import { now } from '#lib/server/application.ts';
import { act, read, requireActor } from '#lib/server/request.ts';
import type { Actions, PageServerLoad } from './$types.ts';

export const load: PageServerLoad = (event) => {
	const actor = requireActor(event, (who) => isStaff(who) || facilitatesSomething(who));
	return read(event, async (tx) => {
		const { session, results, areas } = await workPage(tx, actor, event.params.id);
		const all = await listAreas(tx, actor, dateInTokyo(now()));
		return {
			session: { id: session.id, title: session.title, kind: session.kind },
			results: results.filter(({ kind }) => kind === 'resource' || kind === 'missingFunction'),
			taken: await takenResults(tx, actor, session.id),
			functions: await functionChoices(tx, actor),
			areas: all.map(({ id, name }) => ({ value: id, label: name })),
			area: areas[0]?.id ?? '',
		};
	});
};

export const actions: Actions = {
	default: act(takeOverResult, {
		then: (_, { params }) => `/desk/sessions/${params.id}/functions`,
		also: ({ params }) => ({ sessionId: params.id }),
		done: 'done_functions_added',
	}),
};
