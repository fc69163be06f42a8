import { Refusal } from '#lib/kernel/refusal.ts';
import { mayKeepPeople } from '#lib/people/rules.ts';
import { printCard } from '#lib/people/server/cards.ts';
import { personOrRefuse } from '#lib/people/server/queries.ts';
import { application } from '#lib/server/application.ts';
import { qrPicture } from '#lib/server/qr.ts';
import { at, contextOf, read, refusedForm, requireActor } from '#lib/server/request.ts';
import type { Actions, PageServerLoad } from './$types.ts';

export const load: PageServerLoad = async (event) => {
	const actor = requireActor(event, mayKeepPeople);
	const person = await read(event, (tx) => personOrRefuse(tx, actor, event.params.id));
	return { person: { id: person.id, name: person.name, hasCard: person.authUserId !== null } };
};

export const actions: Actions = {
	/** Answers the page itself with the card: it is shown once, and is kept nowhere. */
	default: async (event) => {
		try {
			const { username, password } = await printCard(contextOf(event), event.params.id);
			const address = `${application().config.origin}${at(event, '/sign-in')}`;
			return {
				card: {
					username,
					password,
					address,
					picture: await qrPicture(`${address}?card=${username}`),
				},
			};
		} catch (refusal) {
			if (!(refusal instanceof Refusal)) throw refusal;
			return refusedForm(event, refusal, {});
		}
	},
};
