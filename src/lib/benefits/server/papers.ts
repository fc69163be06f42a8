import type { SessionPage } from '../../gatherings/sessions/server/detail.ts';
import { say } from '../../kernel/say.ts';
import type { PaperPart } from '../../papers/server/kinds.ts';
import { phases } from '../rules.ts';
import { columns } from '../sheet.ts';

/** 相利評価表 (F-16), empty, for tables that write by hand. */
export const blankTablePart: PaperPart<SessionPage> = {
	name: 'benefits',
	title: 'benefits_by_hand_title',
	hint: 'benefits_by_hand_hint',
	isUsual: false,
	copies: { label: 'benefits_by_hand_copies', suggested: () => Promise.resolve(1) },
	async load({ locale, copies, entry }) {
		const words = {
			title: say('benefits_by_hand_title', locale),
			'activity-name': say('benefits_by_hand_activity', locale),
			table: say('papers_attendance_table', locale),
			day: say('benefits_by_hand_day', locale),
			versions: phases.map((phase) => say(`benefits_phase_${phase}`, locale)),
			how: say('benefits_by_hand_how', locale),
			columns: (['party', ...columns, 'benefit'] as const).map((column) =>
				say(`benefits_col_${column}`, locale),
			),
			own: say('benefits_by_hand_own', locale),
			kinds: say('benefits_by_hand_kinds', locale),
			credit: say('benefits_by_hand_credit', locale),
		};
		const data = { words, sheets: copies, qr: (await entry?.qr({})) ?? '' };
		return { template: '/benefits/papers/blank-table.typ', data };
	},
};
