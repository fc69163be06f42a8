import type { RequestEvent } from '@sveltejs/kit';
import * as causes from '#lib/causes/server/commands.ts';
import { sourcesFor, workMarks, workOrRefuse, workPage } from '#lib/causes/server/queries.ts';
import { facilitatesSomething } from '#lib/gatherings/rules.ts';
import { isStaff } from '#lib/kernel/actor.ts';
import { act, read, requireActor } from '#lib/server/request.ts';
import type { Actions, PageServerLoad } from './$types.ts';

export const load: PageServerLoad = (event) => {
	const actor = requireActor(event, (who) => isStaff(who) || facilitatesSomething(who));
	const { id } = event.params;
	return read(event, async (tx) => {
		const page = await workPage(tx, actor, id);
		const { tree } = await workOrRefuse(tx, actor, id);
		return {
			page,
			...(await workMarks(tx, actor, id)),
			sources: await sourcesFor(tx, actor, tree),
			at: event.url.searchParams.get('at') ?? '',
		};
	});
};

const also = ({ params }: RequestEvent) => ({ id: params.id });
/** Back to the cause that was worked on, open again, so that the next one can be written at once. */
const there = {
	then: ({ id, causeId }: { id: string; causeId: string }) =>
		`/desk/causes/${id}?at=${causeId}#c-${causeId}`,
	also,
};
const here = { then: ({ id }: { id: string }) => `/desk/causes/${id}`, also };

export const actions: Actions = {
	add: act(causes.addCause, { ...there, done: 'done_causes_added' }),
	reword: act(causes.rewordCause, { ...there, done: 'done_causes_kept' }),
	move: act(causes.moveCause, { ...there, done: 'done_causes_moved' }),
	restore: act(causes.restoreCause, { ...there, done: 'done_causes_restored' }),
	handOn: act(causes.handOn, { ...there, done: 'done_causes_kept' }),
	remove: act(causes.removeCause, { ...here, done: 'done_causes_removed' }),
	takeOver: act(causes.takeOver, { ...here, many: ['sources'], done: 'done_causes_taken' }),
	publish: act(causes.publishTree, { ...here, done: 'done_causes_published' }),
	withdraw: act(causes.withdrawTree, { ...here, done: 'done_causes_withdrawn' }),
};
