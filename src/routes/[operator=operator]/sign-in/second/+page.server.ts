import { nextOf, onward, orKeepForm } from '#lib/people/server/entrance.ts';
import { signInWithSecondFactor } from '#lib/people/server/sign-in.ts';
import { operatorOf } from '#lib/server/request.ts';
import type { Actions, PageServerLoad } from './$types.ts';

export const load: PageServerLoad = (event) => ({ next: nextOf(event, operatorOf(event).slug) });

export const actions: Actions = {
	app: (event) =>
		orKeepForm(event, async (door, { input }) =>
			onward(door, await signInWithSecondFactor(door, input, false), input.next),
		),
	spare: (event) =>
		orKeepForm(event, async (door, { input }) =>
			onward(door, await signInWithSecondFactor(door, input, true), input.next),
		),
};
