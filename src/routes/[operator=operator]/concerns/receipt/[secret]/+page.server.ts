import { concernOfSecret } from '#lib/concerns/server/queries.ts';
import { withdrawBySecret } from '#lib/concerns/server/commands.ts';
import { qrCode } from '#lib/concerns/server/qr-code.ts';
import { after } from '#lib/concerns/rules.ts';
import { application } from '#lib/server/application.ts';
import { act, at, operatorOf, read } from '#lib/server/request.ts';
import type { Actions, PageServerLoad } from './$types.ts';

const justMade = new Set(['done_concerns_reported', 'done_concerns_slip']);

export const load: PageServerLoad = async (event) => {
	event.setHeaders({ 'x-robots-tag': 'noindex, nofollow, noarchive' });
	const concern = await read(event, (tx, actor) => concernOfSecret(tx, actor, event.params.secret));
	const address =
		application().config.origin + at(event, `/concerns/receipt/${event.params.secret}`);
	return {
		operator: operatorOf(event),
		concern,
		mayWithdraw: after(concern.state, 'withdraw') !== undefined,
		/** Shown once, on the way from the form. */
		link: justMade.has(event.url.searchParams.get('done') ?? '')
			? { address, code: qrCode(address) }
			: null,
	};
};

export const actions: Actions = {
	withdraw: act(withdrawBySecret, {
		then: (_, event) => `/concerns/receipt/${event.params.secret}`,
		done: 'done_concerns_withdrawn',
		also: ({ params }) => ({ secret: params.secret }),
	}),
};
