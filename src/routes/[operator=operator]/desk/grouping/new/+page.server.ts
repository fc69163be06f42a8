import type { Actor } from '#lib/kernel/actor.ts';
import { dateInTokyo } from '#lib/kernel/dates.ts';
import { isId } from '#lib/kernel/ids.ts';
import { deidentifiedByIds } from '#lib/concerns/server/queries.ts';
import { listAreas } from '#lib/districts/server/queries.ts';
import { raiseIssue } from '#lib/gatherings/server/commands.ts';
import { sessionPage } from '#lib/gatherings/sessions/server/detail.ts';
import { mayHandleIssues } from '#lib/issues/rules.ts';
import { makeIssue } from '#lib/issues/server/commands.ts';
import { now } from '#lib/server/application.ts';
import type { Tx } from '#lib/server/db.ts';
import { act, read, requireActor } from '#lib/server/request.ts';
import type { Actions, PageServerLoad } from './$types.ts';

export const load: PageServerLoad = (event) => {
	requireActor(event, mayHandleIssues);
	const asked = event.url.searchParams;
	const chosen = asked.getAll('c').filter(isId).slice(0, 200);
	const sessionId = asked.get('session') ?? '';
	return read(event, async (tx, actor) => ({
		concerns: await deidentifiedByIds(tx, actor, chosen),
		areas: await listAreas(tx, actor, dateInTokyo(now())),
		session: isId(sessionId) ? await cameOutOf(tx, actor, sessionId, asked.getAll('r')) : null,
	}));
};

/** What came out of a session and is to become an issue: it stands in the form already. */
async function cameOutOf(tx: Tx, actor: Actor, id: string, chosen: readonly string[]) {
	const { session, results, areas } = await sessionPage(tx, actor, id);
	return {
		...{ id, title: session.title, areaIds: areas.map((area) => area.id) },
		results: results.filter((result) => chosen.includes(result.id) && !result.issueId),
	};
}

const made = {
	then: ({ id }: { id: string }) => `/desk/issues/${id}`,
	done: 'done_issues_made' as const,
};
const make = act(makeIssue, { ...made, many: ['areas', 'concerns'] });
const raise = act(raiseIssue, { ...made, many: ['areas', 'concerns', 'results'] });

export const actions: Actions = {
	default: (event) => (event.url.searchParams.has('session') ? raise(event) : make(event)),
};
