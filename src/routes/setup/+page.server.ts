import { error, redirect } from '@sveltejs/kit';
import { Refusal } from '#lib/kernel/refusal.ts';
import { anyOperatorExists } from '#lib/operators/server/queries.ts';
import { m } from '#lib/paraglide/messages.js';
import { expectedSetupCode, setUp } from '#lib/people/server/setup.ts';
import { application, newId, now } from '#lib/server/application.ts';
import { networkOf } from '#lib/server/attempts.ts';
import { readForm, refusedForm } from '#lib/server/request.ts';
import type { Actions, PageServerLoad } from './$types.ts';

/** There is a first run only while there is no council. */
async function mustBeEmpty(): Promise<void> {
	if (await application().database.outside(anyOperatorExists)) error(404, m.refusal_not_found());
}

export const load: PageServerLoad = async () => {
	await mustBeEmpty();
	return { mayBegin: expectedSetupCode() !== undefined };
};

export const actions: Actions = {
	default: async (event) => {
		const { input, values } = await readForm(event, [], []);
		let slug: string;
		try {
			const { database } = application();
			const network = networkOf(event.getClientAddress());
			const door = { expectedCode: expectedSetupCode(), network };
			({ slug } = await setUp({ database, now, newId }, input, door));
		} catch (refusal) {
			if (!(refusal instanceof Refusal)) throw refusal;
			return refusedForm(event, refusal, values);
		}
		redirect(303, `/${slug}/sign-in?done=done_people_setup`);
	},
};
