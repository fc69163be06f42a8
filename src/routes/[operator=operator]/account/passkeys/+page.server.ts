import { isSignedIn } from '#lib/kernel/actor.ts';
import { addPasskey, listPasskeys, removePasskey } from '#lib/people/server/account.ts';
import { doorOf } from '#lib/people/server/door.ts';
import { orKeepForm, sessionOf } from '#lib/people/server/entrance.ts';
import { operatorOf, requireActor, withDone } from '#lib/server/request.ts';
import type { Actions, PageServerLoad } from './$types.ts';

export const load: PageServerLoad = async (event) => {
	requireActor(event, isSignedIn);
	return { passkeys: await listPasskeys(doorOf(event, operatorOf(event))) };
};

export const actions: Actions = {
	add: (event) =>
		orKeepForm(event, async (door, { input }) => {
			await addPasskey(door, sessionOf(event).actor, input);
			return withDone(event, '/account/passkeys', 'done_people_passkey_added');
		}),
	remove: (event) =>
		orKeepForm(event, async (door, { input }) => {
			const id = typeof input.id === 'string' ? input.id : '';
			await removePasskey(door, sessionOf(event).actor, id);
			return withDone(event, '/account/passkeys', 'done_people_passkey_removed');
		}),
};
