import type { RequestEvent } from '@sveltejs/kit';
import { isStaff } from '#lib/kernel/actor.ts';
import {
	acceptVersion,
	answerProposal,
	moveIssue,
	returnVersion,
} from '#lib/issues/server/commands.ts';
import { issuePage } from '#lib/issues/server/detail.ts';
import { concernsBehind, sharingFacts } from '#lib/issues/server/desk.ts';
import { issueVersionsOf } from '#lib/issues/server/versions.ts';
import { application } from '#lib/server/application.ts';
import { act, read, requireActor } from '#lib/server/request.ts';
import type { Actions, PageServerLoad } from './$types.ts';

export const load: PageServerLoad = (event) => {
	requireActor(event, isStaff);
	return read(event, async (tx, actor) => {
		const issue = await issuePage(tx, actor, event.params.id);
		const versions = issue.waiting ? await issueVersionsOf(tx, actor, issue.id) : [];
		return {
			issue,
			concerns: await concernsBehind(tx, actor, issue.id),
			sharing: issue.state === 'candidate' ? await sharingFacts(tx, actor, issue.id) : null,
			waiting: versions.find(({ state }) => state === 'waiting') ?? null,
		};
	});
};

const here = {
	then: ({ id }: { id: string }) => `/desk/issues/${id}`,
	also: ({ params }: RequestEvent) => ({ id: params.id }),
};

export const actions: Actions = {
	move: act(moveIssue, { ...here, done: 'done_issues_moved' }),
	accept: act(acceptVersion, { ...here, done: 'done_issues_accepted' }),
	return: act(returnVersion, { ...here, done: 'done_issues_returned' }),
	answer: act((context, input) => answerProposal(application().config.origin)(context, input), {
		...here,
		done: 'done_issues_answered',
	}),
};
