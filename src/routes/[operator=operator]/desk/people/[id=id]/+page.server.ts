import { listAreas } from '#lib/districts/server/queries.ts';
import { dateInTokyo } from '#lib/kernel/dates.ts';
import { organisationChoices, organisationsByIds } from '#lib/organisations/server/queries.ts';
import { maySeePeople } from '#lib/people/rules.ts';
import {
	clearSecondFactor,
	confirmRepresentation,
	endRepresentation,
	endRole,
	grantRole,
	invitePerson,
	leavePerson,
	unlinkLogin,
} from '#lib/people/server/commands.ts';
import { personPage } from '#lib/people/server/person-page.ts';
import { application, now } from '#lib/server/application.ts';
import { act, operatorOf, read, requireActor } from '#lib/server/request.ts';
import type { Actions, PageServerLoad } from './$types.ts';

/** The person, with the names of organisations and the choices that later rooms know. */
export const load: PageServerLoad = (event) => {
	const actor = requireActor(event, maySeePeople);
	const today = dateInTokyo(now());
	return read(event, async (tx) => {
		const page = await personPage(tx, actor, event.params.id, today);
		const ids = page.bodies.map(({ organisationId }) => organisationId);
		const known = new Map(
			(await organisationsByIds(tx, actor, ids)).map(({ id, name }) => [id, name]),
		);
		return {
			...page,
			bodies: page.bodies.map((body) => ({ ...body, name: known.get(body.organisationId) ?? '' })),
			choices: page.may.keep && {
				areas: await listAreas(tx, actor, today),
				organisations: await organisationChoices(tx, actor),
			},
		};
	});
};

const also = ({ params }: { params: Partial<Record<string, string>> }) => ({ id: params.id });
const back = ({ id }: { id: string }) => `/desk/people/${id}`;

export const actions: Actions = {
	grant: act(grantRole, { then: back, done: 'done_people_role_granted', also }),
	endRole: act(endRole, { then: back, done: 'done_people_role_ended', also }),
	represent: act(confirmRepresentation, { then: back, done: 'done_people_represents', also }),
	endRepresentation: act(endRepresentation, {
		then: back,
		done: 'done_people_represents_ended',
		also,
	}),
	invite: (event) => {
		const { origin } = application().config;
		const { slug, name, shortName, telephone } = operatorOf(event);
		const invite = invitePerson({ origin, slug, name, shortName, telephone });
		return act(invite, { then: back, done: 'done_people_invited', also })(event);
	},
	unlink: act(unlinkLogin, { then: back, done: 'done_people_unlinked', also }),
	clearSecondFactor: act(clearSecondFactor, {
		then: back,
		done: 'done_people_second_factor_removed',
		also,
	}),
	leave: act(leavePerson, { then: back, done: 'done_people_person_left', also }),
};
