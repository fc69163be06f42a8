import { dateInTokyo } from '#lib/kernel/dates.ts';
import { askFor } from '#lib/paper-kinds.ts';
import { stateSheetDocument } from '#lib/records/document.ts';
import { issueSheet } from '#lib/records/server/state-sheet.ts';
import { now } from '#lib/server/application.ts';
import { act, read } from '#lib/server/request.ts';
import type { Actions, PageServerLoad } from './$types.ts';

export const load: PageServerLoad = (event) =>
	read(event, async (tx, actor) => {
		const { id } = event.params;
		const sheet = await issueSheet(tx, actor, id);
		const { locale } = event.locals.display;
		const document = stateSheetDocument(sheet, locale, dateInTokyo(now()));
		const { title, works, isPublic, cameOut } = sheet;
		return { id, title, works, isPublic, sessions: cameOut.sessions, document, locale };
	});

export const actions: Actions = {
	paper: act(askFor, {
		then: ({ id }) => `/papers/${id}`,
		many: ['parts'],
		also: ({ params }) => ({ subjectId: params.id }),
	}),
};
