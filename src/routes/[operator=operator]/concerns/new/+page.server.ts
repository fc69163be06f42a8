import { reportConcern } from '#lib/concerns/server/commands.ts';
import { newSecret } from '#lib/concerns/server/numbers.ts';
import { listAskedAreas } from '#lib/districts/server/queries.ts';
import { dateInTokyo } from '#lib/kernel/dates.ts';
import { now } from '#lib/server/application.ts';
import { act, operatorOf, read } from '#lib/server/request.ts';
import type { Actions, PageServerLoad } from './$types.ts';

export const load: PageServerLoad = async (event) => ({
	operator: operatorOf(event),
	areas: await read(event, (tx, actor) => listAskedAreas(tx, actor, dateInTokyo(now()))),
	/** For the link of the reporter: comes back with the form, only its hash is kept. */
	secret: newSecret(),
	isShort: event.url.searchParams.has('short'),
});

export const actions: Actions = {
	default: (event) =>
		act((context, input) => reportConcern(context, input, event.getClientAddress()), {
			then: ({ secret }) => `/concerns/receipt/${secret}`,
			done: 'done_concerns_reported',
			many: ['tags', 'isolation', 'household', 'circumstances'],
		})(event),
};
