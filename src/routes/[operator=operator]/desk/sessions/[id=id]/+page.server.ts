import { tablesOfSession } from '#lib/benefits/server/queries.ts';
import { facilitatesSomething, mayManage } from '#lib/gatherings/rules.ts';
import * as session from '#lib/gatherings/server/commands.ts';
import { workPage } from '#lib/gatherings/sessions/server/detail.ts';
import {
	listFacilitators,
	listInvited,
	listPersonChoices,
} from '#lib/gatherings/sessions/server/people.ts';
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
		const page = await workPage(tx, actor, id);
		const manages = mayManage(actor, page.scope);
		const links = await neighbours(tx, actor.operatorId, { kind: 'session', id });
		const issueIds = links.flatMap(({ from }) => (from.kind === 'issue' ? [from.id] : []));
		return {
			page,
			manages,
			tables: await tablesOfSession(tx, actor, id),
			issues: await issueCards(tx, actor, issueIds),
			issueChoices: await listIssueChoices(tx, actor),
			facilitators: await listFacilitators(tx, actor, { kind: 'session', id }, dateInTokyo(now())),
			people: manages ? await listPersonChoices(tx, actor) : [],
			invited: await listInvited(tx, actor, page),
		};
	});
};

const back = {
	then: ({ id }: { id: string }) => `/desk/sessions/${id}`,
	done: 'done_gatherings_saved' as const,
	also: ({ params }: { params: { id?: string | undefined } }) => ({ id: params.id }),
};

export const actions: Actions = {
	announce: act(session.announceSession, { ...back, done: 'done_gatherings_announced' }),
	registration: act(session.openRegistration, back),
	open: act(session.openSession, {
		...back,
		then: ({ id }) => `/desk/sessions/${id}/results`,
		done: 'done_gatherings_opened',
	}),
	close: act(session.closeSession, back),
	postpone: act(session.postponeSession, { ...back, done: 'done_gatherings_postponed' }),
	cancel: act(session.cancelSession, { ...back, done: 'done_gatherings_cancelled' }),
	date: act(session.changeDate, back),
	facilitator: act(session.appointSessionFacilitator, back),
	endFacilitator: act(session.endSessionFacilitator, back),
	invite: act(session.invite, back),
	uninvite: act(session.uninvite, back),
	tie: act(session.tieSessionToIssue, back),
	untie: act(session.untieSessionFromIssue, back),
};
