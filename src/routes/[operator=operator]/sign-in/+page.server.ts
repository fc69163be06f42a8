import { redirect } from '@sveltejs/kit';
import { accountOf } from '#lib/people/server/account.ts';
import { doorOf } from '#lib/people/server/door.ts';
import { nextOf, onward, orKeepForm, rememberAddress } from '#lib/people/server/entrance.ts';
import {
	continueHere,
	requestCode,
	signInWithPassword,
	signInWithPasskey,
	signOut,
} from '#lib/people/server/sign-in.ts';
import { operatorOf } from '#lib/server/request.ts';
import type { Actions, PageServerLoad } from './$types.ts';

export const load: PageServerLoad = async (event) => {
	const operator = operatorOf(event);
	const account = await accountOf(doorOf(event, operator));
	return {
		next: nextOf(event, operator.slug),
		/** The number on a printed card, from its QR code. */
		card: (event.url.searchParams.get('card') ?? '').replace(/[^0-9]/g, '').slice(0, 8),
		isHere: event.locals.signedIn !== null,
		isElsewhere: account !== undefined && event.locals.signedIn === null,
	};
};

export const actions: Actions = {
	password: (event) =>
		orKeepForm(event, async (door, { input }) =>
			onward(door, await signInWithPassword(door, input, input.remember === 'yes'), input.next),
		),
	code: (event) =>
		orKeepForm(event, async (door, { input }) => {
			rememberAddress(event, await requestCode(door, input, 'signIn'));
			const next = typeof input.next === 'string' ? `?next=${encodeURIComponent(input.next)}` : '';
			return `/${door.operator.slug}/sign-in/code${next}`;
		}),
	passkey: (event) =>
		orKeepForm(event, async (door, { input }) =>
			onward(door, await signInWithPasskey(door, input), input.next),
		),
	/** The same login, at one more council. */
	here: (event) =>
		orKeepForm(event, async (door, { input }) =>
			onward(door, await continueHere(door), input.next),
		),
	out: async (event) => {
		const operator = operatorOf(event);
		await signOut(doorOf(event, operator));
		redirect(303, `/${operator.slug}?done=done_people_signed_out`);
	},
};
