import { page } from '$app/state';

/** The address of a page of this 運営主体: `href('/issues')` is `/<slug>/issues`. */
export function href(path: string): string {
	const slug = page.params.operator;
	return slug ? `/${slug}${path}` : path;
}
