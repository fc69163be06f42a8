import { redirect } from '@sveltejs/kit';
import { displayCookies, displayWishes } from '#lib/kernel/display.ts';
import { returnPath } from '#lib/kernel/return-path.ts';
import { formOf } from '#lib/server/request.ts';
import type { Actions, PageServerLoad } from './$types.ts';

const oneYear = 365 * 24 * 60 * 60;

export const load: PageServerLoad = ({ url }) => ({
	next: returnPath(url.searchParams.get('next'), url),
});

export const actions: Actions = {
	default: async (event) => {
		const { cookies, url } = event;
		const form = await formOf(event);
		for (const [name, value] of displayWishes((field) => form.get(field))) {
			cookies.set(displayCookies[name], value, {
				path: '/',
				maxAge: oneYear,
				sameSite: 'lax',
				secure: url.protocol === 'https:',
			});
		}
		redirect(303, returnPath(form.get('next'), url));
	},
};
