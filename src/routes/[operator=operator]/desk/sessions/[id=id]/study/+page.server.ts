import { facilitatesSomething } from '#lib/gatherings/rules.ts';
import { isStaff } from '#lib/kernel/actor.ts';
import { application } from '#lib/server/application.ts';
import { act, read, requireActor } from '#lib/server/request.ts';
import * as study from '#lib/studies/server/commands.ts';
import { studyWork } from '#lib/studies/server/queries.ts';
import type { Actions, PageServerLoad } from './$types.ts';

export const load: PageServerLoad = (event) => {
	const actor = requireActor(event, (who) => isStaff(who) || facilitatesSomething(who));
	return read(event, async (tx) => {
		const { session, materials, questions } = await studyWork(tx, actor, event.params.id);
		return { session: { id: session.id, title: session.title }, materials, questions };
	});
};

const back = {
	then: ({ id }: { id: string }) => `/desk/sessions/${id}/study`,
	also: ({ params }: { params: { id?: string | undefined } }) => ({ id: params.id }),
};

export const actions: Actions = {
	add: act((context, input) => study.addMaterial(application().config.dataFolder)(context, input), {
		...back,
		files: ['file'],
		done: 'done_studies_added',
	}),
	remove: act(study.removeMaterial, { ...back, done: 'done_studies_removed' }),
	enter: act(study.enterQuestion, { ...back, done: 'done_studies_entered' }),
	takeUp: act(study.takeUpQuestion, { ...back, done: 'done_studies_entered' }),
	leaveOut: act(study.leaveOutQuestion, { ...back, done: 'done_studies_left_out' }),
	answer: act(study.answerQuestion, { ...back, done: 'done_studies_answered' }),
};
