import { paperKinds, retry } from '#lib/paper-kinds.ts';
import { isAvailable, looksAgainAfter, mayRetry } from '#lib/papers/rules.ts';
import { partsIn } from '#lib/papers/server/kinds.ts';
import { paperOrRefuse } from '#lib/papers/server/queries.ts';
import { now } from '#lib/server/application.ts';
import { act, read } from '#lib/server/request.ts';
import type { Actions, PageServerLoad } from './$types.ts';

export const load: PageServerLoad = (event) =>
	read(event, async (tx, actor) => {
		const found = await paperOrRefuse(tx, actor, paperKinds, event.params.id);
		const { paper, kind, title, back, isOutdated } = found;
		const { id, state, format, done, problem, pages, missing, expiresAt } = paper;
		const isOver = state === 'ready' && (isOutdated || !isAvailable(paper, now()));
		const parts = partsIn(kind, paper.parts);
		const waits = state === 'waiting' || state === 'making';
		return {
			paper: { id, format, done, problem, pages, missing, expiresAt },
			state: isOver ? ('expired' as const) : state,
			parts: parts.map((part) => part.title),
			hasNames: parts.some((part) => part.hasNames),
			mayRetry: mayRetry(paper, now()),
			renewAfter: waits ? looksAgainAfter : null,
			...{ title, back, isOutdated },
		};
	});

export const actions: Actions = {
	default: act(retry, {
		then: ({ id }) => `/papers/${id}`,
		also: ({ params }) => ({ id: params.id }),
	}),
};
