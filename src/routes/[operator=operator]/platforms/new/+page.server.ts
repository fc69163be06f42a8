import { callFromTable } from '#lib/benefits/server/commands.ts';
import { callFrom } from '#lib/benefits/server/calling.ts';
import { existingActivities, wantedForIssues } from '#lib/functions/server/existing.ts';
import { gapPage } from '#lib/functions/server/queries.ts';
import { resultIfRead } from '#lib/gatherings/sessions/server/result.ts';
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
	const chosen = asked.getAll('issues').filter(isId).slice(0, 10);
	const after = idOf(asked.get('after'));
	const version = idOf(asked.get('benefits'));
	const gapId = idOf(asked.get('gap'));
	const resultId = idOf(asked.get('result'));
	return read(event, async (tx, actor) => {
		const table = version ? await callFrom(tx, actor, version) : null;
		const result = await resultIfRead(tx, actor, resultId);
		const issueIds = chosen.length > 0 || !table?.issueId ? chosen : [table.issueId];
		const sessionId = idOf(asked.get('session')) ?? result?.sessionId ?? table?.sessionId ?? null;
		const start = await callStart(tx, actor, { issueIds, sessionId, after });
		const about = start.chosen.map(({ id }) => id);
		return {
			existing: await existingActivities(tx, actor, await wantedForIssues(tx, actor, about)),
			gap: gapId ? await gapPage(tx, actor, gapId) : null,
			start,
			session: sessionId ? (await sessionOrRefuse(tx, actor, sessionId)).session.title : null,
			...{ sessionId, table, result },
			successorOf: after ? await platformNameOrRefuse(tx, actor, after) : null,
		};
	});
};

const many = ['issues', 'invite'];

const call = act(callPlatform, {
	then: ({ id }) => `/platforms/${id}`,
	done: 'done_platforms_called',
	many,
});

const fromTable = act(callFromTable, {
	then: ({ id, leftOut }) =>
		`/platforms/${id}?done=${leftOut > 0 ? 'done_benefits_adopted_behind' : 'done_platforms_called'}`,
	many,
});

export const actions: Actions = {
	default: (event) => (event.url.searchParams.has('benefits') ? fromTable(event) : call(event)),
};
