import { redirect } from '@sveltejs/kit';
import { accountOf, changePassword } from '#lib/people/server/account.ts';
import { doorOf } from '#lib/people/server/door.ts';
import { nextOf, onward, orKeepForm, sessionOf } from '#lib/people/server/entrance.ts';
import { continueHere } from '#lib/people/server/sign-in.ts';
import { at, operatorOf } from '#lib/server/request.ts';
import type { Actions, PageServerLoad } from './$types.ts';

/** Only for somebody who has just come in with the one-time password of a card. */
export const load: PageServerLoad = async (event) => {
	const operator = operatorOf(event);
	const account = await accountOf(doorOf(event, operator));
	if (!account?.mustChangePassword) redirect(303, at(event, '/sign-in'));
	return { next: nextOf(event, operator.slug) };
};

export const actions: Actions = {
	default: (event) =>
		orKeepForm(event, async (door, { input }) => {
			await changePassword(door, sessionOf(event), input);
			return onward(door, await continueHere(door), input.next);
		}),
};
