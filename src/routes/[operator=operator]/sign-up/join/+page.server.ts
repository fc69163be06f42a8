import { redirect } from '@sveltejs/kit';
import { accountOf } from '#lib/people/server/account.ts';
import { doorOf } from '#lib/people/server/door.ts';
import { nextOf, onward, orKeepForm } from '#lib/people/server/entrance.ts';
import { joinHere } from '#lib/people/server/sign-up.ts';
import { at, operatorOf } from '#lib/server/request.ts';
import type { Actions, PageServerLoad } from './$types.ts';

/** For a login that is right but nobody here yet. */
export const load: PageServerLoad = async (event) => {
	const operator = operatorOf(event);
	if (event.locals.signedIn) redirect(303, at(event, '/me'));
	const account = await accountOf(doorOf(event, operator));
	if (!account || account.mustChangePassword) redirect(303, at(event, '/sign-in'));
	return { next: nextOf(event, operator.slug) };
};

export const actions: Actions = {
	default: (event) =>
		orKeepForm(event, async (door, { input }) =>
			onward(door, await joinHere(door, input), input.next),
		),
};
