import { redirect } from '@sveltejs/kit';
import { nextOf, orKeepForm, rememberAddress } from '#lib/people/server/entrance.ts';
import { requestCode } from '#lib/people/server/sign-in.ts';
import { at, operatorOf } from '#lib/server/request.ts';
import type { Actions, PageServerLoad } from './$types.ts';

export const load: PageServerLoad = (event) => {
	if (event.locals.signedIn) redirect(303, at(event, '/me'));
	return { next: nextOf(event, operatorOf(event).slug) };
};

export const actions: Actions = {
	default: (event) =>
		orKeepForm(event, async (door, { input }) => {
			rememberAddress(event, await requestCode(door, input, 'signUp'));
			const next = typeof input.next === 'string' ? `?next=${encodeURIComponent(input.next)}` : '';
			return `/${door.operator.slug}/sign-up/code${next}`;
		}),
};
