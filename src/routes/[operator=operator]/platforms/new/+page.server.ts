import { sessionOrRefuse } from '#lib/gatherings/sessions/server/visible.ts';
import { isSignedIn } from '#lib/kernel/actor.ts';
import { isId } from '#lib/kernel/ids.ts';
import { callPlatform } from '#lib/platforms/server/commands.ts';
import { callStart } from '#lib/platforms/server/start.ts';
import { platformNameOrRefuse } from '#lib/platforms/server/queries.ts';
import { act, read, requireActor } from '#lib/server/request.ts';
import type { Actions, PageServerLoad } from './$types.ts';

const idOf = (value: string | null) => (value && isId(value) ? value : null);

export const load: PageServerLoad = (event) => {
	requireActor(event, isSignedIn);
	const asked = event.url.searchParams;
	const issueIds = asked.getAll('issues').filter(isId).slice(0, 10);
	const sessionId = idOf(asked.get('session'));
	const after = idOf(asked.get('after'));
	return read(event, async (tx, actor) => ({
		start: await callStart(tx, actor, { issueIds, sessionId, after }),
		session: sessionId ? (await sessionOrRefuse(tx, actor, sessionId)).session.title : null,
		sessionId,
		successorOf: after ? await platformNameOrRefuse(tx, actor, after) : null,
	}));
};

export const actions: Actions = {
	default: act(callPlatform, {
		then: ({ id }) => `/platforms/${id}`,
		done: 'done_platforms_called',
		many: ['issues', 'invite'],
	}),
};
