import { startTree } from '#lib/causes/server/commands.ts';
import { listTrees } from '#lib/causes/server/queries.ts';
import { facilitatesSomething } from '#lib/gatherings/rules.ts';
import { sessionOrRefuse } from '#lib/gatherings/server/queries.ts';
import { isStaff } from '#lib/kernel/actor.ts';
import { isId } from '#lib/kernel/ids.ts';
import { listIssueChoices } from '#lib/issues/server/queries.ts';
import { issueOrRefuse } from '#lib/issues/server/visible.ts';
import { act, read, requireActor } from '#lib/server/request.ts';
import type { Actions, PageServerLoad } from './$types.ts';

const idOf = (value: string | null) => (value && isId(value) ? value : undefined);

export const load: PageServerLoad = (event) => {
	const actor = requireActor(event, (who) => isStaff(who) || facilitatesSomething(who));
	const issueId = idOf(event.url.searchParams.get('issue'));
	const sessionId = idOf(event.url.searchParams.get('session'));
	return read(event, async (tx) => {
		const issue = issueId ? await issueOrRefuse(tx, actor, issueId) : undefined;
		const found = sessionId ? await sessionOrRefuse(tx, actor, sessionId) : undefined;
		return {
			trees: await listTrees(tx, actor, {
				...(issueId && { issueId }),
				...(sessionId && { sessionId }),
			}),
			issue: issue && { id: issue.id, title: issue.title },
			session: found && { id: found.session.id, title: found.session.title },
			issues: issue ? [] : await listIssueChoices(tx, actor),
			isStaff: isStaff(actor),
		};
	});
};

export const actions: Actions = {
	default: act(startTree, {
		then: ({ id }) => `/desk/causes/${id}`,
		done: 'done_causes_started',
	}),
};
