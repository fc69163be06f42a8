import { changeTable } from '#lib/boards/server/commands.ts';
import { atBoardOf, secretOf } from '#lib/boards/server/door.ts';
import { hallNow } from '#lib/facilitation/server/queries.ts';
import { hallLinks } from '#lib/perceptions/server/pages.ts';
import { now } from '#lib/server/application.ts';
import { act, read } from '#lib/server/request.ts';
import type { Actions, PageServerLoad } from './$types.ts';

/** The session on the phone of somebody in the hall. */
export const load: PageServerLoad = async (event) => {
	const { id } = event.params;
	event.setHeaders({ 'x-robots-tag': 'noindex, nofollow' });
	const { board, participant, mayFacilitate } = await atBoardOf(event, id);
	return read(event, async (tx, actor) => ({
		...{ id, mayFacilitate, sessionId: board.sessionId, isClosed: board.closedAt !== null },
		...{ table: participant?.table ?? 0, isParticipant: participant !== null },
		...(await hallNow(tx, actor, board.sessionId, now())),
		perceptions: await hallLinks(tx, actor, id),
	}));
};

export const actions: Actions = {
	table: act(changeTable, {
		then: ({ id }) => `/boards/${id}/now`,
		done: 'done_facilitation_table',
		also: (event) => {
			const id = event.params.id ?? '';
			return { id, secret: secretOf(event, id) };
		},
	}),
};
