import { Refusal } from '../../kernel/refusal.ts';
import { dateInTokyo } from '../../kernel/dates.ts';
import type { Actor } from '../../kernel/actor.ts';
import { versionOfContent, type PaperKind } from '../../papers/server/kinds.ts';
import { m } from '../../paraglide/messages.js';
import type { Tx } from '../../server/db.ts';
import { stateSheetDocument } from '../document.ts';
import type { StateSheet } from '../state-sheet.ts';
import { forumSheet, issueSheet } from './state-sheet.ts';

type Subject = { id: string; sheet: StateSheet };
type About = 'forum' | 'issue';

/**
 * 現状把握シート for everybody, as a visitor reads it, and another one for those who work on it, with what is not public yet.
 */
export const stateSheets = (['forum', 'issue'] as const).flatMap((about) => [
	stateSheet(about, true),
	stateSheet(about, false),
]);

function stateSheet(about: About, isForAll: boolean): PaperKind<Subject> {
	return {
		name: isForAll ? `${about}.sheet` : `${about}.sheet.work`,
		addressOf: null,
		formats: ['pdf', 'docx'],
		isForAll,
		async open(tx: Tx, actor: Actor, id: string) {
			const sheet = await (about === 'forum' ? forumSheet : issueSheet)(tx, actor, id);
			if (!isForAll && !sheet.works) throw new Refusal('not-found', 'refusal_not_found');
			return { id, sheet };
		},
		titleOf: ({ sheet }, locale) => `${m.gatherings_sheet_title({}, { locale })}　${sheet.title}`,
		backOf: ({ id }) => ({ path: `/${about}s/${id}/sheet`, label: m.gatherings_sheet_title() }),
		versionOf: ({ sheet }) => (isForAll ? versionOfContent(sheet) : ''),
		parts: [
			{
				name: 'sheet',
				title: 'gatherings_sheet_title',
				hint: 'records_sheet_hint',
				isUsual: true,
				load: ({ subject, locale, at }) =>
					Promise.resolve({ document: stateSheetDocument(subject.sheet, locale, dateInTokyo(at)) }),
			},
		],
	};
}
