/**
 * Where to go back to after a form, as a path of this site. Anything that leads elsewhere, also in the disguises
 * that browsers accept (`//host`, `/\host`, line breaks), becomes the start page.
 */
export function returnPath(wish: unknown, here: URL): string {
	if (typeof wish !== 'string' || !wish.startsWith('/') || wish.length > 2_000) return '/';
	if (!URL.canParse(wish, here.origin)) return '/';
	const target = new URL(wish, here.origin);
	if (target.origin !== here.origin || target.pathname.startsWith('//')) return '/';
	return target.pathname + target.search + target.hash;
}
