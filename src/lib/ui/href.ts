import { page } from '$app/state';

/** The address of a page of this 運営主体: `href('/issues')` is `/<slug>/issues`. */
export function href(path: string): string {
	// a page that does not exist has no params, but its error page knows whose it would have been
	const slug = page.params.operator ?? page.data.operator?.slug;
	return slug ? `/${slug}${path}` : path;
}
