import { say } from '../../../../kernel/say.ts';
import type { PaperPart } from '../../../../papers/server/kinds.ts';
import type { SessionPage } from '../detail.ts';
import { leadOf } from './session-set.ts';

/** What the four sessions have brought (F-15), with room in millimetres. */
const rooms = [
	['area', 38],
	['came', 22],
	['issues', 62],
	['causes', 48],
	['together', 48],
	['missing', 48],
	['next', 34],
] as const;

/** 現状把握シート, empty. */
export const stateSheetPart: PaperPart<SessionPage> = {
	name: 'state',
	title: 'gatherings_sheet_title',
	hint: 'papers_part_state_hint',
	isUsual: false,
	async load({ subject, locale, entry }) {
		const words = {
			title: say('gatherings_sheet_title', locale),
			rooms: rooms.map(([name]) => ({
				title: say(`papers_state_room_${name}`, locale),
				hint: say(`papers_state_room_${name}_hint`, locale),
			})),
		};
		const heights = rooms.map(([, height]) => height);
		return {
			template: '/gatherings/papers/state-sheet.typ',
			data: { words, heights, lead: leadOf(subject, locale), qr: (await entry?.qr({})) ?? '' },
		};
	},
};
