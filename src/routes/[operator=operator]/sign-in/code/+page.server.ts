import { redirect } from '@sveltejs/kit';
import {
	forgetAddress,
	nextOf,
	onward,
	orKeepForm,
	rememberedAddress,
} from '#lib/people/server/entrance.ts';
import { requestCode, signInWithCode } from '#lib/people/server/sign-in.ts';
import { at, operatorOf } from '#lib/server/request.ts';
import type { Actions, PageServerLoad } from './$types.ts';

export const load: PageServerLoad = (event) => {
	const address = rememberedAddress(event);
	if (!address) redirect(303, at(event, '/sign-in'));
	return { address, next: nextOf(event, operatorOf(event).slug) };
};

export const actions: Actions = {
	enter: (event) =>
		orKeepForm(event, async (door, { input }) => {
			const address = rememberedAddress(event);
			if (!address) return at(event, '/sign-in');
			const entered = await signInWithCode(door, address, input, input.remember === 'yes');
			forgetAddress(event);
			return onward(door, entered, input.next);
		}),
	again: (event) =>
		orKeepForm(event, async (door, { input }) => {
			const address = rememberedAddress(event);
			if (!address) return at(event, '/sign-in');
			await requestCode(door, { email: address }, 'signIn');
			const next = typeof input.next === 'string' ? `&next=${encodeURIComponent(input.next)}` : '';
			return `${at(event, '/sign-in/code')}?done=done_people_code_sent${next}`;
		}),
};
