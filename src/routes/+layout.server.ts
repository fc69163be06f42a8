import type { LayoutServerLoad } from './$types.ts';

export const load: LayoutServerLoad = ({ locals, url }) => ({
	operator: locals.operator,
	signedIn: locals.signedIn,
	display: locals.display,
	/** The key of a text about what was just done. */
	done: url.searchParams.get('done') ?? '',
	here: url.pathname + url.search,
});
