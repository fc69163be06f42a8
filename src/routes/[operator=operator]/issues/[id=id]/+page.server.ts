import type { RequestEvent } from '@sveltejs/kit';
import { publishedTreesOf } from '#lib/causes/server/queries.ts';
import { isStaff } from '#lib/kernel/actor.ts';
import { listRequest } from '#lib/kernel/listing.ts';
import type { MessageKey } from '#lib/kernel/refusal.ts';
import { say } from '#lib/kernel/say.ts';
import {
	addAttempt,
	confirmWorker,
	endWorker,
	listWorker,
	postComment,
} from '#lib/issues/server/commands.ts';
import { issueWithComments } from '#lib/issues/server/detail.ts';
import { act, operatorOf, read } from '#lib/server/request.ts';
import { threadFor } from '../../thread.server.ts';
import type { Actions, PageServerLoad } from './$types.ts';

export const load: PageServerLoad = (event) =>
	read(event, async (tx, actor) => {
		const { id } = event.params;
		const asked = listRequest(event.url.searchParams, { sorts: ['posted'], descending: true });
		const { issue, comments } = await issueWithComments(tx, actor, id, asked);
		const { title, madeAt: at, state, voices } = issue;
		const end = { kind: 'issue' as const, id };
		const path = `/issues/${id}`;
		const card = { ...end, title, at, state: say(`issues_state_${state}`), path, voices };
		const thread = await threadFor(tx, actor, operatorOf(event), end, card);
		const causes = await publishedTreesOf(tx, actor, id);
		return { issue, comments, thread, causes, isStaff: isStaff(actor) };
	});

const here = {
	then: ({ id }: { id: string }) => `/issues/${id}`,
	also: ({ params }: RequestEvent) => ({ id: params.id }),
};
const posted = 'done_issues_comment_posted' satisfies MessageKey;
const waiting = 'done_issues_comment_waits' satisfies MessageKey;

export const actions: Actions = {
	comment: act(postComment, {
		...here,
		then: ({ id, waits }) => `/issues/${id}?done=${waits ? waiting : posted}`,
	}),
	attempt: act(addAttempt, { ...here, done: 'done_issues_added' }),
	worker: act(listWorker, { ...here, done: 'done_issues_worker_listed' }),
	confirm: act(confirmWorker, { ...here, done: 'done_issues_worker_listed' }),
	end: act(endWorker, { ...here, done: 'done_issues_removed' }),
};
