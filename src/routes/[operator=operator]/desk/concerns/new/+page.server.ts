import { mayEnter, mayHandle } from '#lib/concerns/rules.ts';
import { enterConcern } from '#lib/concerns/server/commands.ts';
import { concernOrRefuse } from '#lib/concerns/server/queries.ts';
import { resultOrRefuse } from '#lib/gatherings/sessions/server/result.ts';
import { listAreas } from '#lib/districts/server/queries.ts';
import { dateInTokyo, timeInTokyo } from '#lib/kernel/dates.ts';
import { isId } from '#lib/kernel/ids.ts';
import { application, now } from '#lib/server/application.ts';
import { act, actorOf, contextOf, read, requireActor } from '#lib/server/request.ts';
import { recordReadingFor } from '../recorded.ts';
import type { Actions, PageServerLoad } from './$types.ts';

export const load: PageServerLoad = async (event) => {
	const actor = requireActor(event, mayEnter);
	const draftId = event.url.searchParams.get('draft') ?? '';
	const resultId = event.url.searchParams.get('result') ?? '';
	if (isId(draftId)) await recordReadingFor(contextOf(event), draftId);
	return read(event, async (tx) => ({
		areas: await listAreas(tx, actor, dateInTokyo(now())),
		draft: isId(draftId) ? await concernOrRefuse(tx, actor, draftId) : null,
		result: isId(resultId) ? await resultOrRefuse(tx, actor, resultId) : null,
		/** A 進行役 writes down what was said at a session, nothing else. */
		isStaff: mayHandle(actor),
		today: dateInTokyo(now()),
		time: timeInTokyo(now()),
	}));
};

export const actions: Actions = {
	default: act((context, input) => enterConcern(application().config.dataFolder)(context, input), {
		then: ({ id }, event) =>
			mayHandle(actorOf(event)) ? `/desk/concerns/${id}` : '/desk/concerns/new',
		done: 'done_concerns_entered',
		many: ['tags', 'isolation', 'household', 'circumstances'],
		files: ['scan'],
	}),
};
