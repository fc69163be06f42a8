import { redirect } from '@sveltejs/kit';
import {
	forgetAddress,
	nextOf,
	onward,
	orKeepForm,
	rememberedAddress,
} from '#lib/people/server/entrance.ts';
import { signUpWithCode } from '#lib/people/server/sign-up.ts';
import { at, operatorOf } from '#lib/server/request.ts';
import type { Actions, PageServerLoad } from './$types.ts';

export const load: PageServerLoad = (event) => {
	const address = rememberedAddress(event);
	if (!address) redirect(303, at(event, '/sign-up'));
	return { address, next: nextOf(event, operatorOf(event).slug) };
};

export const actions: Actions = {
	default: (event) =>
		orKeepForm(event, async (door, { input }) => {
			const address = rememberedAddress(event);
			if (!address) return at(event, '/sign-up');
			const entered = await signUpWithCode(door, address, input);
			forgetAddress(event);
			return onward(door, entered, input.next);
		}),
};
