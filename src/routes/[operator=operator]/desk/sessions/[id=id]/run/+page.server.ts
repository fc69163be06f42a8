import * as run from '#lib/facilitation/server/commands.ts';
import { runPage } from '#lib/facilitation/server/queries.ts';
import { facilitatesSomething } from '#lib/gatherings/rules.ts';
import {
	addResults,
	closeSession,
	removeResult,
	settlePoint,
} from '#lib/gatherings/server/commands.ts';
import { isStaff } from '#lib/kernel/actor.ts';
import { now } from '#lib/server/application.ts';
import { keptPicture } from '#lib/perceptions/server/queries.ts';
import { act, read, requireActor } from '#lib/server/request.ts';
import type { Actions, PageServerLoad } from './$types.ts';

export const load: PageServerLoad = (event) => {
	requireActor(event, (who) => isStaff(who) || facilitatesSomething(who));
	return read(event, async (tx, actor) => {
		const found = await runPage(tx, actor, event.params.id, now());
		const { picture, isDrawing } = await keptPicture(tx, {
			...{ operatorId: actor.operatorId, sessionId: event.params.id },
		});
		return { ...found, hasPerceptions: picture !== null || isDrawing };
	});
};

type Addressed = { params: { id?: string | undefined } };
const here = (_result: unknown, { params }: Addressed) => `/desk/sessions/${params.id}/run`;

/** A press shows itself: the page says where the session is. */
const press = { then: here, also: ({ params }: Addressed) => ({ sessionId: params.id }) };
const point = { then: here, also: ({ params }: Addressed) => ({ id: params.id }) };

export const actions: Actions = {
	start: act(run.startRun, { ...press, done: 'done_facilitation_begun' }),
	next: act(run.nextStep, press),
	previous: act(run.previousStep, press),
	pause: act(run.pauseRun, press),
	resume: act(run.resumeRun, press),
	minutes: act(run.addMinutes, press),
	coming: act(run.changeComing, { ...press, many: ['stepId', 'title', 'minutes', 'pillarId'] }),
	turns: act(run.beginTurns, press),
	nextTurn: act(run.nextTurn, press),
	previousTurn: act(run.previousTurn, press),
	endTurns: act(run.endTurns, press),
	show: act(run.showPicture, press),
	park: act(addResults, {
		then: here,
		also: ({ params }) => ({ id: params.id, kind: 'openPoint' }),
	}),
	unpark: act(removeResult, point),
	settle: act(settlePoint, point),
	close: act(closeSession, {
		then: ({ id }) => `/desk/sessions/${id}/report`,
		done: 'done_gatherings_saved',
		also: ({ params }) => ({ id: params.id }),
	}),
};
