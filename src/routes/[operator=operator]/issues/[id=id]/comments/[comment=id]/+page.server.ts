import { error, type RequestEvent } from '@sveltejs/kit';
import { editComment, reportComment, withdrawComment } from '#lib/issues/server/commands.ts';
import { commentPage } from '#lib/issues/server/comments.ts';
import { m } from '#lib/paraglide/messages.js';
import { act, read } from '#lib/server/request.ts';
import type { Actions, PageServerLoad } from './$types.ts';

export const load: PageServerLoad = async (event) => {
	const comment = await read(event, (tx, actor) => commentPage(tx, actor, event.params.comment));
	if (comment.issueId !== event.params.id) error(404, m.refusal_not_found());
	return { comment };
};

const commentId = ({ params }: RequestEvent) => ({ commentId: params.comment });

export const actions: Actions = {
	edit: act(editComment, {
		then: ({ id, waits }) =>
			`/issues/${id}?done=${waits ? 'done_issues_comment_waits' : 'done_issues_comment_posted'}`,
		also: commentId,
	}),
	withdraw: act(withdrawComment, {
		then: ({ id }) => `/issues/${id}`,
		done: 'done_issues_comment_withdrawn',
		also: commentId,
	}),
	report: act(reportComment, {
		then: ({ id }) => `/issues/${id}`,
		done: 'done_issues_reported',
		also: (event) => ({ ...commentId(event), origin: event.getClientAddress() }),
	}),
};
