import { redirect } from '@sveltejs/kit';
import { listOperators } from '#lib/operators/server/queries.ts';
import { application } from '#lib/server/application.ts';
import type { PageServerLoad } from './$types.ts';

/** The councils of this installation; the only one is shown at once. */
export const load: PageServerLoad = async () => {
	const operators = await application().database.outside(listOperators);
	const [first, ...others] = operators;
	if (!first) redirect(303, '/setup');
	if (others.length === 0 && !first.isDemo) redirect(303, `/${first.slug}`);
	return { operators, hasDemo: operators.some(({ isDemo }) => isDemo) };
};
