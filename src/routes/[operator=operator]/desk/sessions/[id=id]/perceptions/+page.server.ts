import { mayFacilitate, facilitatesSomething } from '#lib/gatherings/rules.ts';
import { sessionOrRefuse } from '#lib/gatherings/server/queries.ts';
import { isStaff } from '#lib/kernel/actor.ts';
import { Refusal } from '#lib/kernel/refusal.ts';
import * as perceptions from '#lib/perceptions/server/commands.ts';
import { workPage } from '#lib/perceptions/server/pages.ts';
import { act, read, requireActor } from '#lib/server/request.ts';
import type { Actions, PageServerLoad } from './$types.ts';

export const load: PageServerLoad = (event) => {
	requireActor(event, (who) => isStaff(who) || facilitatesSomething(who));
	return read(event, async (tx, actor) => {
		const { session, scope } = await sessionOrRefuse(tx, actor, event.params.id);
		if (!mayFacilitate(actor, scope)) throw new Refusal('not-found', 'refusal_not_found');
		return {
			session: { id: session.id, title: session.title },
			page: await workPage(tx, actor, session.id),
		};
	});
};

const back = {
	then: (_result: unknown, { params }: { params: { id?: string | undefined } }) =>
		`/desk/sessions/${params.id}/perceptions`,
	done: 'done_perceptions_saved' as const,
};
const ofSession = {
	...back,
	also: ({ params }: { params: { id?: string | undefined } }) => ({ sessionId: params.id }),
};

export const actions: Actions = {
	choose: act(perceptions.chooseNotes, { ...ofSession, many: ['notes'] }),
	write: act(perceptions.writeStatement, ofSession),
	accept: act(perceptions.acceptStatement, back),
	withdraw: act(perceptions.withdrawStatement, back),
	open: act(perceptions.openVoting, { ...ofSession, done: 'done_perceptions_opened' }),
	close: act(perceptions.closeVoting, { ...ofSession, done: 'done_perceptions_closed' }),
	sheet: act(perceptions.enterSheet, { ...ofSession, done: 'done_perceptions_sheet' }),
	hands: act(perceptions.enterHands, back),
	import: act(perceptions.importAnswers, {
		...{ ...ofSession, done: 'done_perceptions_closed', files: ['files'] },
	}),
};
