import { facilitatesSomething } from '#lib/gatherings/rules.ts';
import { carryPoint, setAgenda, setPillars } from '#lib/gatherings/server/commands.ts';
import { workPage } from '#lib/gatherings/sessions/server/detail.ts';
import { listOpenPoints } from '#lib/gatherings/sessions/server/people.ts';
import { isStaff } from '#lib/kernel/actor.ts';
import { act, read, requireActor } from '#lib/server/request.ts';
import type { Actions, PageServerLoad } from './$types.ts';

export const load: PageServerLoad = (event) => {
	const actor = requireActor(event, (who) => isStaff(who) || facilitatesSomething(who));
	return read(event, async (tx) => {
		const page = await workPage(tx, actor, event.params.id);
		return { page, openPoints: await listOpenPoints(tx, actor, page) };
	});
};

const back = {
	then: ({ id }: { id: string }) => `/desk/sessions/${id}/agenda`,
	done: 'done_gatherings_saved' as const,
	also: ({ params }: { params: { id?: string | undefined } }) => ({ id: params.id }),
};

export const actions: Actions = {
	agenda: act(setAgenda, { ...back, many: ['place', 'kind', 'title', 'minutes', 'presenter'] }),
	pillars: act(setPillars, { ...back, many: ['place', 'pillarId', 'question'] }),
	carry: act(carryPoint, back),
};
