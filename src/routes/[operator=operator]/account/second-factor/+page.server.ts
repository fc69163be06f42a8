import { isSignedIn } from '#lib/kernel/actor.ts';
import { Refusal } from '#lib/kernel/refusal.ts';
import {
	accountOrRefuse,
	beginSecondFactor,
	isNewlySignedIn,
	proveSecondFactor,
	removeSecondFactor,
} from '#lib/people/server/account.ts';
import { doorOf } from '#lib/people/server/door.ts';
import { nextOf, orKeepForm, readSignInForm, sessionOf } from '#lib/people/server/entrance.ts';
import { safeNext } from '#lib/people/rules.ts';
import { qrPicture } from '#lib/server/qr.ts';
import { now } from '#lib/server/application.ts';
import { operatorOf, refusedForm, requireActor, withDone } from '#lib/server/request.ts';
import type { Actions, PageServerLoad } from './$types.ts';

export const load: PageServerLoad = async (event) => {
	requireActor(event, isSignedIn);
	const operator = operatorOf(event);
	const account = await accountOrRefuse(doorOf(event, operator));
	return {
		next: nextOf(event, operator.slug),
		awaiting: event.locals.signedIn?.awaiting ?? null,
		hasSecondFactor: account.hasSecondFactor,
		hasPassword: account.hasPassword,
		isNew: isNewlySignedIn(account, now()),
	};
};

function textOf(value: unknown): string {
	return typeof value === 'string' ? value : '';
}

export const actions: Actions = {
	/** Answers the page itself with the secret: it is shown once and never stands in an address. */
	begin: async (event) => {
		const { input, values } = await readSignInForm(event);
		const door = doorOf(event, operatorOf(event));
		try {
			const setup = await beginSecondFactor(door, textOf(input.password).normalize('NFKC'));
			const { secret, backupCodes, uri } = setup;
			return {
				setup: { secret, backupCodes, picture: await qrPicture(uri), next: textOf(values.next) },
			};
		} catch (refusal) {
			if (!(refusal instanceof Refusal)) throw refusal;
			return refusedForm(event, refusal, values);
		}
	},
	prove: (event) =>
		orKeepForm(event, async (door, { input }) => {
			await proveSecondFactor(door, sessionOf(event).actor, input);
			const next = safeNext(textOf(input.next), door.operator.slug, '/account/second-factor');
			return withDone(event, next, 'done_people_second_factor');
		}),
	remove: (event) =>
		orKeepForm(event, async (door, { input }) => {
			await removeSecondFactor(
				door,
				sessionOf(event).actor,
				textOf(input.password).normalize('NFKC'),
			);
			return withDone(event, '/account/second-factor', 'done_people_second_factor_removed');
		}),
};
