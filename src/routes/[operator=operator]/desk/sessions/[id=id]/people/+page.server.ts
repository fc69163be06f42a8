import { facilitatesSomething } from '#lib/gatherings/rules.ts';
import * as session from '#lib/gatherings/server/commands.ts';
import { workPage } from '#lib/gatherings/sessions/server/detail.ts';
import {
	listAttendances,
	listPersonChoices,
	listSignUps,
} from '#lib/gatherings/sessions/server/people.ts';
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
			signUps: await listSignUps(tx, actor, page),
			attendances: await listAttendances(tx, actor, page),
			organisations: organisations.map(({ id, name }) => ({ value: id, label: name })),
			people: await listPersonChoices(tx, actor),
		};
	});
};

const back = {
	then: ({ id }: { id: string }) => `/desk/sessions/${id}/people`,
	done: 'done_gatherings_saved' as const,
	also: ({ params }: { params: { id?: string | undefined } }) => ({ id: params.id }),
};

export const actions: Actions = {
	enter: act(session.enterSignUp, { ...back, many: ['needs'], done: 'done_gatherings_entered' }),
	cancelSignUp: act(session.cancelSignUp, back),
	tick: act(session.tickAttendance, { ...back, many: ['signUpIds'] }),
	add: act(session.addAttendance, {
		...back,
		then: ({ id }) => `/desk/sessions/${id}/people#came`,
	}),
	remove: act(session.removeAttendance, {
		...back,
		then: ({ id }) => `/desk/sessions/${id}/people#came`,
	}),
	heads: act(session.countHeads, back),
};
