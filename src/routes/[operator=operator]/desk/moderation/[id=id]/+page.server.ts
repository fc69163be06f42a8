import type { RequestEvent } from '@sveltejs/kit';
import { mayHandleIssues } from '#lib/issues/rules.ts';
import { hideComment, keepComment, showComment } from '#lib/issues/server/commands.ts';
import { moderationPage } from '#lib/issues/server/moderation.ts';
import { act, read, requireActor } from '#lib/server/request.ts';
import type { Actions, PageServerLoad } from './$types.ts';

export const load: PageServerLoad = (event) => {
	requireActor(event, mayHandleIssues);
	return read(event, async (tx, actor) => ({
		comment: await moderationPage(tx, actor, event.params.id),
	}));
};

const decided = {
	then: () => '/desk/moderation',
	also: ({ params }: RequestEvent) => ({ commentId: params.id }),
};

export const actions: Actions = {
	hide: act(hideComment, { ...decided, done: 'done_issues_hidden' }),
	show: act(showComment, { ...decided, done: 'done_issues_shown' }),
	keep: act(keepComment, { ...decided, done: 'done_issues_kept' }),
};
