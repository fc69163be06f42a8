import { resumeDigests, stopDigests } from '#lib/digests/server/commands.ts';
import { letterOrRefuse } from '#lib/digests/server/queries.ts';
import { act, read } from '#lib/server/request.ts';
import type { Actions, PageServerLoad } from './$types.ts';

export const load: PageServerLoad = (event) => {
	event.setHeaders({ 'x-robots-tag': 'noindex, nofollow, noarchive' });
	return read(event, async (tx, actor) => {
		const { isStopped } = await letterOrRefuse(tx, actor, event.params.secret);
		return { isStopped };
	});
};

type Here = { params: { secret?: string | undefined } };
const back = {
	then: (_: unknown, { params }: Here) => `/digests/${params.secret ?? ''}`,
	also: ({ params }: Here) => ({ secret: params.secret }),
};

export const actions: Actions = {
	stop: act(stopDigests, { ...back, done: 'done_digests_stopped' }),
	resume: act(resumeDigests, { ...back, done: 'done_digests_resumed' }),
};
