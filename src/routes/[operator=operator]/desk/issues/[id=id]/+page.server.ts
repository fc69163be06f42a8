import type { RequestEvent } from '@sveltejs/kit';
import { sessionCards } from '#lib/gatherings/server/queries.ts';
import { isStaff, type Actor } from '#lib/kernel/actor.ts';
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
import type { Tx } from '#lib/server/db.ts';
import { act, read, requireActor } from '#lib/server/request.ts';
import { neighbours } from '#lib/trace/server/queries.ts';
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
			from: issue.state === 'candidate' ? await sessionsBehind(tx, actor, issue.id) : [],
			waiting: versions.find(({ state }) => state === 'waiting') ?? null,
		};
	});
};

/** The sessions that an issue came out of: their talk is the decision that stands in for the number of concerns. */
async function sessionsBehind(tx: Tx, actor: Actor, id: string): Promise<string[]> {
	const links = await neighbours(tx, actor.operatorId, { kind: 'issue', id });
	const ids = links.flatMap(({ from }) => (from.kind === 'session' ? [from.id] : []));
	return (await sessionCards(tx, actor, ids)).map(({ title }) => title);
}

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
