import { sayIfKnown } from '#lib/kernel/say.ts';
import { now } from '#lib/server/application.ts';
import type { LayoutServerLoad } from './$types.ts';

export const load: LayoutServerLoad = ({ locals, url }) => ({
	operator: locals.operator,
	signedIn: locals.signedIn,
	display: locals.display,
	/** About what was just done; said here, so that a page with a running component need not bring every text. */
	done: sayIfKnown(url.searchParams.get('done') ?? '', 'done_'),
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
