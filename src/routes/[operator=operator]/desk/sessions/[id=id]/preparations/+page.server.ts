import { linesOnBoard, notePrepared } from '#lib/boards/server/prepared.ts';
import { facilitatesSomething } from '#lib/gatherings/rules.ts';
import { workPage } from '#lib/gatherings/sessions/server/detail.ts';
import { isStaff } from '#lib/kernel/actor.ts';
import { organisationChoices } from '#lib/organisations/server/queries.ts';
import * as preparation from '#lib/preparations/server/commands.ts';
import { preparationsPage } from '#lib/preparations/server/queries.ts';
import { application, now } from '#lib/server/application.ts';
import { act, read, requireActor } from '#lib/server/request.ts';
import type { Actions, PageServerLoad } from './$types.ts';

export const load: PageServerLoad = (event) => {
	const actor = requireActor(event, (who) => isStaff(who) || facilitatesSomething(who));
	return read(event, async (tx) => {
		const { session, asked, silent } = await preparationsPage(tx, actor, event.params.id, now());
		const { pillars } = await workPage(tx, actor, event.params.id);
		const onBoard = await linesOnBoard(tx, actor, event.params.id);
		const already = new Set(asked.map(({ organisationId }) => organisationId));
		const organisations = await organisationChoices(tx, actor);
		return {
			...{ silent, pillars, hasBoard: onBoard !== null },
			asked: asked.map((sheet) => ({
				...sheet,
				lines: sheet.lines.filter(
					({ isTaken, text }) => !isTaken && !onBoard?.has(`${sheet.id} ${text}`),
				),
				hasLines: sheet.lines.length > 0,
			})),
			session: { id: session.id, title: session.title, state: session.state },
			organisations: organisations.filter(({ id }) => !already.has(id)),
		};
	});
};

const back = {
	then: ({ id }: { id: string }) => `/desk/sessions/${id}/preparations`,
	also: ({ params }: { params: { id?: string | undefined } }) => ({ id: params.id }),
};
const origin = () => application().config.origin;

export const actions: Actions = {
	ask: act((context, input) => preparation.askPreparations(origin())(context, input), {
		...back,
		many: ['organisationIds'],
		done: 'done_preparations_asked',
	}),
	remind: act((context, input) => preparation.remindPreparations(origin())(context, input), {
		...back,
		done: 'done_preparations_reminded',
	}),
	callOff: act(preparation.callOffPreparation, { ...back, done: 'done_preparations_called_off' }),
	take: act(preparation.takeLines, {
		...back,
		many: ['lines'],
		done: 'done_preparations_taken',
	}),
	note: act(notePrepared, { ...back, many: ['lines'], done: 'done_preparations_noted' }),
	cards: act(preparation.keepPreparedCards, { ...back, done: 'done_preparations_cards' }),
};
