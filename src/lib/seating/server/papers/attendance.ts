import type { SessionPage } from '../../../gatherings/sessions/server/detail.ts';
import { leadOf } from '../../../gatherings/sessions/server/papers/session-set.ts';
import { say } from '../../../kernel/say.ts';
import type { PaperPart } from '../../../papers/server/kinds.ts';
import { m } from '../../../paraglide/messages.js';
import { peopleOnPaper } from './people.ts';

const emptyLines = 10;

/** 出席簿 (F-12): who is expected, by 五十音, room to sign, and empty lines for those who just come. */
export const attendancePart: PaperPart<SessionPage> = {
	name: 'attendance',
	title: 'papers_part_attendance',
	hint: 'papers_part_attendance_hint',
	hasNames: true,
	isUsual: true,
	copies: {
		label: 'papers_copies_attendance',
		suggested: () => Promise.resolve(emptyLines),
	},
	async load({ tx, actor, subject, locale, copies, entry }) {
		const people = await peopleOnPaper(tx, actor, subject);
		const rows = people.map(({ name, kana, organisation, position, people, tables }) => ({
			...{ name, kana, organisation },
			position: position && say(`organisations_group_${position}`, locale),
			tables: tables.map((table) => (table ? String(table) : '－')).join('・'),
			more: people > 1 ? m.papers_attendance_more({ count: people - 1 }, { locale }) : '',
		}));
		const words = {
			title: say('papers_part_attendance', locale),
			number: say('papers_attendance_number', locale),
			came: say('papers_attendance_came', locale),
			name: say('papers_name', locale),
			organisation: say('papers_organisation', locale),
			position: say('gatherings_position', locale),
			table: say('papers_attendance_table', locale),
			sign: say('papers_attendance_sign', locale),
			keep: say('papers_attendance_keep', locale),
			heads: say('papers_attendance_heads', locale),
		};
		const data = { words, lead: leadOf(subject, locale), rows, blanks: copies };
		return {
			template: '/seating/papers/attendance.typ',
			data: { ...data, qr: (await entry?.qr({})) ?? '' },
		};
	},
};
