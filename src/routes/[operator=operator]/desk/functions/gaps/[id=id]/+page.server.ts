import type { RequestEvent } from '@sveltejs/kit';
import { mayKeep } from '#lib/functions/rules.ts';
import { carryGap, closeGap, markForPolicy } from '#lib/functions/server/commands.ts';
import { gapPage, writableSessions } from '#lib/functions/server/queries.ts';
import { isStaff } from '#lib/kernel/actor.ts';
import { act, read, requireActor } from '#lib/server/request.ts';
import type { Actions, PageServerLoad } from './$types.ts';

export const load: PageServerLoad = (event) => {
	requireActor(event, mayKeep);
	return read(event, async (tx, actor) => ({
		gap: await gapPage(tx, actor, event.params.id),
		sessions: await writableSessions(tx, actor),
		isStaff: isStaff(actor),
	}));
};

const here = {
	then: ({ id }: { id: string }) => `/desk/functions/gaps/${id}`,
	also: ({ params }: RequestEvent) => ({ id: params.id }),
};

export const actions: Actions = {
	carry: act(carryGap, { ...here, done: 'done_functions_carried' }),
	policy: act(markForPolicy, { ...here, done: 'done_functions_kept' }),
	close: act(closeGap, { ...here, done: 'done_functions_closed' }),
};
