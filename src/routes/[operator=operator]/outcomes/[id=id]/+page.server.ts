import type { RequestEvent } from '@sveltejs/kit';
import { say } from '#lib/kernel/say.ts';
import { publishOutcome, returnOutcome, withdrawOutcome } from '#lib/outcomes/server/commands.ts';
import { outcomePage } from '#lib/outcomes/server/queries.ts';
import { act, operatorOf, read } from '#lib/server/request.ts';
import { threadFor } from '../../thread.server.ts';
import type { Actions, PageServerLoad } from './$types.ts';

export const load: PageServerLoad = (event) =>
	read(event, async (tx, actor) => {
		const outcome = await outcomePage(tx, actor, event.params.id);
		const { id, title, writtenAt: at } = outcome;
		const card = {
			kind: 'outcome' as const,
			id,
			title,
			at,
			state: say(`outcomes_state_${outcome.state}`),
			path: `/outcomes/${id}`,
		};
		return {
			outcome,
			thread: await threadFor(tx, actor, operatorOf(event), { kind: 'outcome', id }, card),
		};
	});

const options = {
	then: ({ id }: { id: string }) => `/outcomes/${id}`,
	also: ({ params }: RequestEvent) => ({ id: params.id }),
};

export const actions: Actions = {
	publish: act(publishOutcome, { ...options, done: 'done_outcomes_published' }),
	return: act(returnOutcome, { ...options, done: 'done_outcomes_returned' }),
	withdraw: act(withdrawOutcome, {
		...options,
		then: () => '/outcomes/waiting',
		done: 'done_outcomes_withdrawn',
	}),
};
