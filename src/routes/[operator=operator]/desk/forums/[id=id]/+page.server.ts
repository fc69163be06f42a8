import { existingActivities, wantedForForum } from '#lib/functions/server/existing.ts';
import { facilitatesSomething } from '#lib/gatherings/rules.ts';
import * as forum from '#lib/gatherings/server/commands.ts';
import { forumPage, forumWork } from '#lib/gatherings/forums/server/detail.ts';
import { listFacilitators, listPersonChoices } from '#lib/gatherings/sessions/server/people.ts';
import { issueCards, listIssueChoices } from '#lib/issues/server/queries.ts';
import { isStaff } from '#lib/kernel/actor.ts';
import { dateInTokyo } from '#lib/kernel/dates.ts';
import { now } from '#lib/server/application.ts';
import { act, read, requireActor } from '#lib/server/request.ts';
import { neighbours } from '#lib/trace/server/queries.ts';
import type { Actions, PageServerLoad } from './$types.ts';

export const load: PageServerLoad = (event) => {
	const actor = requireActor(event, (who) => isStaff(who) || facilitatesSomething(who));
	const { id } = event.params;
	return read(event, async (tx) => {
		const page = await forumPage(tx, actor, id);
		const links = await neighbours(tx, actor.operatorId, { kind: 'forum', id });
		const issueIds = links.flatMap(({ from }) => (from.kind === 'issue' ? [from.id] : []));
		const today = dateInTokyo(now());
		return {
			page,
			...(await forumWork(tx, actor, page)),
			existing:
				page.forum.state === 'planned'
					? await existingActivities(tx, actor, await wantedForForum(tx, actor, id))
					: [],
			issues: await issueCards(tx, actor, issueIds),
			issueChoices: await listIssueChoices(tx, actor),
			facilitators: await listFacilitators(tx, actor, { kind: 'forum', id }, today),
			people: page.mayManage ? await listPersonChoices(tx, actor) : [],
			month: today.slice(0, 7),
		};
	});
};

const back = {
	then: ({ id }: { id: string }) => `/desk/forums/${id}`,
	done: 'done_gatherings_saved' as const,
	also: ({ params }: { params: { id?: string | undefined } }) => ({ id: params.id }),
};

export const actions: Actions = {
	startCourse: act(forum.startCourse, back),
	prepare: act(forum.prepareForum, back),
	launch: act(forum.launchForum, { ...back, done: 'done_gatherings_launched' }),
	pause: act(forum.pauseForum, back),
	resume: act(forum.resumeForum, back),
	end: act(forum.endForum, back),
	addTheme: act(forum.addTheme, back),
	takeTheme: act(forum.takeTheme, back),
	removeTheme: act(forum.removeTheme, back),
	targets: act(forum.widenTargets, back),
	check: act(forum.tickCheck, { ...back, then: ({ id }) => `/desk/forums/${id}#checks` }),
	facilitator: act(forum.appointForumFacilitator, back),
	endFacilitator: act(forum.endForumFacilitator, back),
	tie: act(forum.tieForumToIssue, back),
	untie: act(forum.untieForumFromIssue, back),
	monthly: act(forum.planMonthly, {
		...back,
		then: ({ id, made, leftOut }) =>
			`/desk/forums/${id}?made=${made}&left=${leftOut.length}#sessions`,
	}),
};
