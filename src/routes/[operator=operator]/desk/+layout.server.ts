import { redirect } from '@sveltejs/kit';
import { at } from '#lib/server/request.ts';
import type { LayoutServerLoad } from './$types.ts';

/** Staff who have yet to show a second factor in this browser are led there, and back. */
export const load: LayoutServerLoad = (event) => {
	if (!event.locals.signedIn?.awaiting) return;
	const back = encodeURIComponent(event.url.pathname + event.url.search);
	redirect(303, at(event, `/account/second-factor?next=${back}`));
};
