import { say } from '../../../../kernel/say.ts';
import type { PaperPart } from '../../../../papers/server/kinds.ts';
import type { SessionPage } from '../detail.ts';
import { leadOf } from './session-set.ts';

/** 相利評価表 (F-16), empty, for tables that write by hand. */
export const benefitTablePart: PaperPart<SessionPage> = {
	name: 'benefits',
	title: 'papers_part_benefits',
	hint: 'papers_part_benefits_hint',
	isUsual: false,
	copies: { label: 'papers_copies_benefits', suggested: () => Promise.resolve(1) },
	async load({ locale, copies, entry }) {
		const words = {
			title: say('papers_part_benefits', locale),
			'activity-name': say('papers_benefits_activity_name', locale),
			table: say('papers_attendance_table', locale),
			day: say('papers_benefits_day', locale),
			versions: [
				say('papers_benefits_design', locale),
				say('papers_benefits_improvement', locale),
				say('papers_benefits_evaluation', locale),
			],
			how: say('papers_benefits_how', locale),
			columns: [
				say('papers_benefits_party', locale),
				say('papers_benefits_problem', locale),
				say('papers_benefits_purpose', locale),
				say('papers_benefits_activity', locale),
				say('papers_benefits_role', locale),
				say('papers_benefits_benefit', locale),
			],
			own: say('papers_benefits_own', locale),
			kinds: say('papers_benefits_kinds', locale),
			credit: say('papers_benefits_credit', locale),
		};
		const data = { words, sheets: copies, qr: (await entry?.qr({})) ?? '' };
		return { template: '/gatherings/papers/benefit-table.typ', data };
	},
};

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
