import { withdrawSignUp } from '#lib/gatherings/server/commands.ts';
import { receiptOrRefuse } from '#lib/gatherings/sessions/server/people.ts';
import { act, read } from '#lib/server/request.ts';
import type { Actions, PageServerLoad } from './$types.ts';

export const load: PageServerLoad = (event) => {
	// whoever has the address may read this page: no search engine should
	event.setHeaders({ 'x-robots-tag': 'noindex, nofollow' });
	return read(event, async (tx, actor) => ({
		receipt: await receiptOrRefuse(tx, actor, event.params.secret),
		secret: event.params.secret,
	}));
};

export const actions: Actions = {
	default: act(withdrawSignUp, {
		then: ({ secret }) => `/sessions/receipt/${secret}`,
		done: 'done_gatherings_withdrawn',
		also: ({ params }) => ({ secret: params.secret }),
	}),
};
