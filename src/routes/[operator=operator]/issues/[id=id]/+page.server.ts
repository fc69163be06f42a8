import type { RequestEvent } from '@sveltejs/kit';
import { isStaff } from '#lib/kernel/actor.ts';
import { listRequest } from '#lib/kernel/listing.ts';
import type { MessageKey } from '#lib/kernel/refusal.ts';
import { say } from '#lib/kernel/say.ts';
import { addAttempt, confirmWorker, endWorker, listWorker, postComment } from '#lib/issues/server/commands.ts';
import { issueWithComments } from '#lib/issues/server/detail.ts';
import { act, operatorOf, read } from '#lib/server/request.ts';
import { threadFor } from '../../thread.server.ts';
import type { Actions, PageServerLoad } from './$types.ts';

export const load: PageServerLoad = (event) =>
	read(event, async (tx, actor) => {
		const { id } = event.params;
		const asked = listRequest(event.url.searchParams, { sorts: ['posted'], descending: true });
		const { issue, comments } = await issueWithComments(tx, actor, id, asked);
		const { title, madeAt: at, state } = issue;
		const card = { kind: 'issue' as const, id, title, at, state: say(`issues_state_${state}`), path: `/issues/${id}` };
		const thread = await threadFor(tx, actor, operatorOf(event), { kind: 'issue', id }, card);
		return { issue, comments, thread, isStaff: isStaff(actor) };
	});

const here = { also: ({ params }: RequestEvent) => ({ id: params.id }) };
const done = {
	posted: 'done_issues_comment_posted',
	waits: 'done_issues_comment_waits',
} as const satisfies Record<string, MessageKey>;

export const actions: Actions = {
	comment: act(postComment, { then: ({ id, waits }) => `/issues/${id}?done=${waits ? done.waits : done.posted}`, ...here }),
	attempt: act(addAttempt, { then: ({ id }) => `/issues/${id}`, done: 'done_issues_added', ...here }),
	worker: act(listWorker, { then: ({ id }) => `/issues/${id}`, done: 'done_issues_worker_listed', ...here }),
	confirm: act(confirmWorker, { then: ({ id }) => `/issues/${id}`, done: 'done_issues_worker_listed', ...here }),
	end: act(endWorker, { then: ({ id }) => `/issues/${id}`, done: 'done_issues_removed', ...here }),
};
