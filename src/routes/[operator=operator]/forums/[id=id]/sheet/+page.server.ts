import { dateInTokyo } from '#lib/kernel/dates.ts';
import { askFor } from '#lib/paper-kinds.ts';
import { shownSheet } from '#lib/records/document.ts';
import { forumSheet } from '#lib/records/server/state-sheet.ts';
import { now } from '#lib/server/application.ts';
import { act, read } from '#lib/server/request.ts';
import type { Actions, PageServerLoad } from './$types.ts';

export const load: PageServerLoad = (event) =>
	read(event, async (tx, actor) => {
		const { id } = event.params;
		const sheet = await forumSheet(tx, actor, id);
		return { id, ...shownSheet(sheet, event.locals.display.locale, dateInTokyo(now())) };
	});

export const actions: Actions = {
	paper: act(askFor, {
		then: ({ id }) => `/papers/${id}`,
		many: ['parts'],
		also: ({ params }) => ({ subjectId: params.id }),
	}),
};
