import type { RequestEvent } from '@sveltejs/kit';
import { isSignedIn } from '#lib/kernel/actor.ts';
import { organisationChoices } from '#lib/organisations/server/queries.ts';
import {
	admitMember,
	inviteOrganisation,
	nameRoles,
	takeConvenor,
} from '#lib/platforms/server/commands.ts';
import { contactsOf, memberPage } from '#lib/platforms/server/members-only.ts';
import { act, read, requireActor } from '#lib/server/request.ts';
import type { Actions, PageServerLoad } from './$types.ts';

export const load: PageServerLoad = (event) => {
	requireActor(event, isSignedIn);
	return read(event, async (tx, actor) => {
		const { id, name, acts, members, waiting, unready } = await memberPage(
			tx,
			actor,
			event.params.id,
		);
		const there = new Set([...members, ...waiting].map(({ organisationId }) => organisationId));
		const known = acts.includes('invite') ? await organisationChoices(tx, actor) : [];
		return {
			platform: { id, name, acts, members, waiting, unready },
			contacts: await contactsOf(tx, actor, id),
			organisations: known
				.filter((body) => !there.has(body.id))
				.map((body) => ({ value: body.id, label: body.name })),
		};
	});
};

const options = {
	then: ({ id }: { id: string }) => `/platforms/${id}/members`,
	also: ({ params }: RequestEvent) => ({ id: params.id }),
};

export const actions: Actions = {
	roles: act(nameRoles, { ...options, done: 'done_saved' }),
	invite: act(inviteOrganisation, { ...options, done: 'done_platforms_invited' }),
	admit: act(admitMember, { ...options, done: 'done_platforms_admitted' }),
	convenor: act(takeConvenor, { ...options, done: 'done_platforms_convenor' }),
};
