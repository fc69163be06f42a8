import { error, redirect } from '@sveltejs/kit';
import { listRequest } from '#lib/kernel/listing.ts';
import { Refusal } from '#lib/kernel/refusal.ts';
import { operatorById } from '#lib/operators/server/queries.ts';
import { m } from '#lib/paraglide/messages.js';
import { listDemoPeople, signInAsDemo, type DemoPerson } from '#lib/people/server/demo.ts';
import { doorOf } from '#lib/people/server/door.ts';
import { onward, readSignInForm } from '#lib/people/server/entrance.ts';
import { application } from '#lib/server/application.ts';
import type { Actions, PageServerLoad } from './$types.ts';

export const load: PageServerLoad = async ({ url }) => {
	const people = await application().database.outside(listDemoPeople);
	const [first] = people;
	if (!first) error(404, m.refusal_not_found());
	const councils = new Map<string, { name: string; slug: string; people: DemoPerson[] }>();
	for (const person of people) {
		const { operatorId, operatorName: name, slug } = person;
		const council = councils.get(operatorId) ?? { name, slug, people: [] };
		council.people.push(person);
		councils.set(operatorId, council);
	}
	// the council with most persons comes first: the scenes are told there
	const ordered = [...councils.values()].sort((a, b) => b.people.length - a.people.length);
	const request = listRequest(url.searchParams, { sorts: ['part'], size: people.length });
	return { councils: ordered, mainSlug: ordered[0]?.slug ?? '', request };
};

export const actions: Actions = {
	signIn: async (event) => {
		const { input } = await readSignInForm(event);
		const { database } = application();
		const people = await database.outside(listDemoPeople);
		const chosen = people.find(({ loginId }) => loginId === input.loginId);
		const operator =
			chosen && (await database.outside((tx) => operatorById(tx, chosen.operatorId)));
		if (!chosen || !operator) error(404, m.refusal_not_found());
		const door = doorOf(event, operator);
		try {
			const entered = await signInAsDemo(door, chosen.loginId);
			redirect(303, onward(door, entered, null));
		} catch (refusal) {
			if (!(refusal instanceof Refusal)) throw refusal;
			error(404, m.refusal_not_found());
		}
	},
};
