import { isSignedIn } from '#lib/kernel/actor.ts';
import { accountOrRefuse, changePassword, isNewlySignedIn } from '#lib/people/server/account.ts';
import { doorOf } from '#lib/people/server/door.ts';
import { orKeepForm, sessionOf } from '#lib/people/server/entrance.ts';
import { hasGuardedRole } from '#lib/people/rules.ts';
import { now } from '#lib/server/application.ts';
import { operatorOf, requireActor, withDone } from '#lib/server/request.ts';
import type { Actions, PageServerLoad } from './$types.ts';

export const load: PageServerLoad = async (event) => {
	const actor = requireActor(event, isSignedIn);
	const account = await accountOrRefuse(doorOf(event, operatorOf(event)));
	return {
		hasPassword: account.hasPassword,
		asksForOld: account.hasPassword && !isNewlySignedIn(account, now()),
		isStaff: hasGuardedRole(actor) || Boolean(event.locals.signedIn?.awaiting),
	};
};

export const actions: Actions = {
	default: (event) =>
		orKeepForm(event, async (door, { input }) => {
			await changePassword(door, sessionOf(event), input);
			return withDone(event, '/account', 'done_people_password');
		}),
};
