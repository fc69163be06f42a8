import { redirect } from '@sveltejs/kit';
import { isSignedIn } from '#lib/kernel/actor.ts';
import { accountOrRefuse } from '#lib/people/server/account.ts';
import { editOwnParticulars } from '#lib/people/server/commands.ts';
import { doorOf } from '#lib/people/server/door.ts';
import { personOrRefuse } from '#lib/people/server/queries.ts';
import { signOut } from '#lib/people/server/sign-in.ts';
import { act, operatorOf, read, requireActor } from '#lib/server/request.ts';
import type { Actions, PageServerLoad } from './$types.ts';

export const load: PageServerLoad = async (event) => {
	const actor = requireActor(event, isSignedIn);
	const own = isSignedIn(actor) ? actor.personId : '';
	const { email, username, hasPassword, hasSecondFactor } = await accountOrRefuse(
		doorOf(event, operatorOf(event)),
	);
	return {
		person: await read(event, (tx) => personOrRefuse(tx, actor, own)),
		account: { email, username, hasPassword, hasSecondFactor },
	};
};

export const actions: Actions = {
	edit: act(editOwnParticulars, { then: () => '/account', done: 'done_people_saved' }),
	out: async (event) => {
		const operator = operatorOf(event);
		await signOut(doorOf(event, operator));
		// nothing of this person stays in a browser that others use
		event.setHeaders({ 'clear-site-data': '"storage"' });
		redirect(303, `/${operator.slug}?done=done_people_signed_out`);
	},
};
