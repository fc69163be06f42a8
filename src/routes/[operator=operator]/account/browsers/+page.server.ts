import { isSignedIn } from '#lib/kernel/actor.ts';
import { endSignIn, listBrowsers } from '#lib/people/server/account.ts';
import { doorOf } from '#lib/people/server/door.ts';
import { orKeepForm } from '#lib/people/server/entrance.ts';
import { operatorOf, requireActor, withDone } from '#lib/server/request.ts';
import type { Actions, PageServerLoad } from './$types.ts';

export const load: PageServerLoad = async (event) => {
	requireActor(event, isSignedIn);
	return { browsers: await listBrowsers(doorOf(event, operatorOf(event))) };
};

export const actions: Actions = {
	end: (event) =>
		orKeepForm(event, async (door, { input }) => {
			await endSignIn(door, { id: typeof input.id === 'string' ? input.id : '' });
			return withDone(event, '/account/browsers', 'done_people_browser_ended');
		}),
	others: (event) =>
		orKeepForm(event, async (door) => {
			await endSignIn(door, 'others');
			return withDone(event, '/account/browsers', 'done_people_browser_ended');
		}),
};
