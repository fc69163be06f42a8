import { paperKinds, retry } from '#lib/paper-kinds.ts';
import { isAvailable, looksAgainAfter, mayRetry } from '#lib/papers/rules.ts';
import { partsIn } from '#lib/papers/server/kinds.ts';
import { paperOrRefuse } from '#lib/papers/server/queries.ts';
import { now } from '#lib/server/application.ts';
import { act, read } from '#lib/server/request.ts';
import type { Actions, PageServerLoad } from './$types.ts';

export const load: PageServerLoad = (event) =>
	read(event, async (tx, actor) => {
		const { paper, kind, title, back } = await paperOrRefuse(
			tx,
			actor,
			paperKinds,
			event.params.id,
		);
		const { id, state, format, done, problem, pages, missing, expiresAt } = paper;
		const isOver = state === 'ready' && !isAvailable(paper, now());
		const waits = state === 'waiting' || state === 'making';
		return {
			paper: { id, format, done, problem, pages, missing, expiresAt },
			state: isOver ? ('expired' as const) : state,
			parts: partsIn(kind, paper.parts).map((part) => part.title),
			hasNames: !kind.isForAll,
			mayRetry: mayRetry(paper, now()),
			renewAfter: waits ? looksAgainAfter : null,
			...{ title, back },
		};
	});

export const actions: Actions = {
	default: act(retry, {
		then: ({ id }) => `/papers/${id}`,
		also: ({ params }) => ({ id: params.id }),
	}),
};
