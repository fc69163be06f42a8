import { closeBoard, openBoard, removeParticipant } from '#lib/boards/server/commands.ts';
import { boardOfSession } from '#lib/boards/server/queries.ts';
import { facilitatesSomething, mayFacilitate } from '#lib/gatherings/rules.ts';
import { sessionOrRefuse } from '#lib/gatherings/server/queries.ts';
import { isStaff } from '#lib/kernel/actor.ts';
import { Refusal } from '#lib/kernel/refusal.ts';
import { qrPicture } from '#lib/server/qr.ts';
import { act, at, read, requireActor } from '#lib/server/request.ts';
import type { Actions, PageServerLoad } from './$types.ts';

export const load: PageServerLoad = async (event) => {
	const { id } = event.params;
	requireActor(event, (who) => isStaff(who) || facilitatesSomething(who));
	const { session, hall } = await read(event, async (tx, actor) => {
		const { session, scope } = await sessionOrRefuse(tx, actor, id);
		if (!mayFacilitate(actor, scope)) throw new Refusal('not-found', 'refusal_not_found');
		return { session, hall: await boardOfSession(tx, actor, id) };
	});
	const entrance = hall ? `${event.url.origin}${at(event, `/hall/${hall.board.joinCode}`)}` : '';
	return {
		session: { id, title: session.title, state: session.state },
		hall,
		entrance,
		qr: entrance && (await qrPicture(entrance)),
	};
};

const also = ({ params }: { params: { id?: string | undefined } }) => ({ sessionId: params.id });

export const actions: Actions = {
	open: act(openBoard, {
		then: (_result, { params }) => `/desk/sessions/${params.id}/hall`,
		done: 'done_boards_opened',
		also,
	}),
	remove: act(removeParticipant, {
		then: (_result, { params }) => `/desk/sessions/${params.id}/hall`,
		done: 'done_boards_removed',
	}),
	close: act(closeBoard, {
		then: ({ sessionId }) => `/desk/sessions/${sessionId}/results`,
		done: 'done_boards_closed',
	}),
};
