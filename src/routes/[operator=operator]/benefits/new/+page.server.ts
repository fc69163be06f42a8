import { makeTables } from '#lib/benefits/server/commands.ts';
import { forumOrRefuse, sessionOrRefuse } from '#lib/gatherings/server/queries.ts';
import { mayFacilitate } from '#lib/gatherings/rules.ts';
import { resultIfRead } from '#lib/gatherings/sessions/server/result.ts';
import { listIssueChoices } from '#lib/issues/server/queries.ts';
import { isSignedIn } from '#lib/kernel/actor.ts';
import { isId } from '#lib/kernel/ids.ts';
import { Refusal } from '#lib/kernel/refusal.ts';
import { organisationChoices } from '#lib/organisations/server/queries.ts';
import { act, read, requireActor } from '#lib/server/request.ts';
import type { Actions, PageServerLoad } from './$types.ts';

const idOf = (value: string | null) => (value && isId(value) ? value : '');

export const load: PageServerLoad = (event) => {
	requireActor(event, isSignedIn);
	const sessionId = idOf(event.url.searchParams.get('session'));
	const forumId = idOf(event.url.searchParams.get('forum'));
	const resultId = idOf(event.url.searchParams.get('result'));
	return read(event, async (tx, actor) => {
		const session = sessionId ? await sessionOrRefuse(tx, actor, sessionId) : null;
		const forum = !session && forumId ? await forumOrRefuse(tx, actor, forumId) : null;
		const place = session ?? forum;
		if (!place || !mayFacilitate(actor, place.scope))
			throw new Refusal('not-found', 'refusal_not_found');
		return {
			sessionId,
			forumId: session ? '' : forumId,
			result: await resultIfRead(tx, actor, resultId || null),
			from: session ? session.session.title : (forum?.forum.name ?? ''),
			issues: await listIssueChoices(tx, actor),
			organisations: await organisationChoices(tx, actor),
		};
	});
};

export const actions: Actions = {
	default: act(makeTables, {
		then: ({ id, ids }) => (ids.length === 1 ? `/benefits/${id}/edit?step=party` : '/benefits'),
		done: 'done_benefits_made',
	}),
};
