import { now } from '#lib/server/application.ts';
import type { LayoutServerLoad } from './$types.ts';

export const load: LayoutServerLoad = ({ locals, url }) => ({
	operator: locals.operator,
	signedIn: locals.signedIn,
	display: locals.display,
	/** The key of a text about what was just done. */
	done: url.searchParams.get('done') ?? '',
	here: hereOf(url),
	/** Printed below the page. */
	shownAt: now(),
});

/** The address to come back to: without the name of a form action and without the word about what was done. */
function hereOf(url: URL): string {
	const search = new URLSearchParams(
		[...url.searchParams].filter(([name]) => name !== 'done' && !name.startsWith('/')),
	);
	return url.pathname + (search.size > 0 ? `?${search}` : '');
}
