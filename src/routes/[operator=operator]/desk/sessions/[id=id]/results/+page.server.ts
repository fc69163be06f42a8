import { facilitatesSomething } from '#lib/gatherings/rules.ts';
import * as session from '#lib/gatherings/server/commands.ts';
import { workPage } from '#lib/gatherings/sessions/server/detail.ts';
import { listOpenPoints } from '#lib/gatherings/sessions/server/people.ts';
import { isStaff } from '#lib/kernel/actor.ts';
import { organisationChoices } from '#lib/organisations/server/queries.ts';
import { act, read, requireActor } from '#lib/server/request.ts';
import type { Actions, PageServerLoad } from './$types.ts';

export const load: PageServerLoad = (event) => {
	const actor = requireActor(event, (who) => isStaff(who) || facilitatesSomething(who));
	return read(event, async (tx) => {
		const page = await workPage(tx, actor, event.params.id);
		const organisations = await organisationChoices(tx, actor);
		return {
			page,
			openPoints: await listOpenPoints(tx, actor, page),
			organisations: organisations.map(({ id, name }) => ({ value: id, label: name })),
			isStaff: isStaff(actor),
		};
	});
};

const to = (place: string) => ({
	then: ({ id }: { id: string }) => `/desk/sessions/${id}/results#${place}`,
	done: 'done_gatherings_saved' as const,
	also: ({ params }: { params: { id?: string | undefined } }) => ({ id: params.id }),
});

export const actions: Actions = {
	pillar: act(session.writePillar, {
		...to('pillars'),
		then: ({ id, pillarId }) => `/desk/sessions/${id}/results#p-${pillarId}`,
	}),
	judge: act(session.judgeOpinions, { ...to('offered'), many: ['take', 'leaveOut'] }),
	results: act(session.addResults, to('results')),
	choose: act(session.chooseResults, { ...to('results'), many: ['said', 'whole'] }),
	removeResult: act(session.removeResult, to('results')),
	settle: act(session.settlePoint, to('open-points')),
	decision: act(session.addDecision, {
		...to('decisions'),
		many: ['organisationIds', 'actorGroups'],
	}),
	removeDecision: act(session.removeDecision, to('decisions')),
};
