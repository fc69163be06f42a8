import { redirect } from '@sveltejs/kit';
import { secretOf } from '#lib/boards/server/door.ts';
import { orRefuse } from '#lib/boards/server/hub.ts';
import { liveBoards } from '#lib/boards/server/live.ts';
import { atBoard, boardPage } from '#lib/boards/server/queries.ts';
import { wishFrom } from '#lib/boards/rules.ts';
import { runOf } from '#lib/facilitation/server/queries.ts';
import { Refusal } from '#lib/kernel/refusal.ts';
import { tablesOfHall } from '#lib/benefits/server/queries.ts';
import { hallLinks } from '#lib/perceptions/server/pages.ts';
import { at, read, readForm, refusedForm } from '#lib/server/request.ts';
import type { Actions, PageServerLoad } from './$types.ts';

export const load: PageServerLoad = async (event) => {
	const { id } = event.params;
	event.setHeaders({ 'x-robots-tag': 'noindex, nofollow' });
	const { board, participant, mayFacilitate, columns, state, title } = await read(
		event,
		(tx, actor) => boardPage(tx, actor, id, secretOf(event, id)),
	);
	const perceptions = await read(event, (tx, actor) => hallLinks(tx, actor, id));
	const run = await read(event, (tx, actor) => runOf(tx, actor, board.sessionId));
	const tables = await read(event, (tx, actor) => tablesOfHall(tx, actor, board.sessionId));
	const table = Number(event.url.searchParams.get('table') ?? participant?.table ?? 0);
	return {
		...{ participant, mayFacilitate, columns, state, title, perceptions, tables },
		...{ id, sessionId: board.sessionId, joinCode: board.joinCode, isRunning: run !== undefined },
		table: Number.isInteger(table) && table > 0 && table <= 99 ? table : 0,
		isOnScreen: event.url.searchParams.has('screen'),
	};
};

export const actions: Actions = {
	/** The same operation as a browser with scripts sends it, one at a time. */
	default: async (event) => {
		const { id: boardId } = event.params;
		const { input, values } = await readForm(event, [], []);
		const wish = wishFrom(input);
		const here = await read(event, (tx, actor) =>
			atBoard(tx, actor, boardId, secretOf(event, boardId)),
		);
		try {
			if (!wish) throw new Refusal('not-valid', 'refusal_not_valid');
			const { operatorId } = here.board;
			const [receipt] = await liveBoards().append({ operatorId, boardId }, here.hand, [wish]);
			orRefuse(receipt);
		} catch (refusal) {
			if (!(refusal instanceof Refusal)) throw refusal;
			return refusedForm(event, refusal, values);
		}
		redirect(303, `${at(event, `/boards/${boardId}`)}${event.url.search}#${wish.item}`);
	},
};
