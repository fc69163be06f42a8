import { formatTime } from '../../../../kernel/dates.ts';
import { say } from '../../../../kernel/say.ts';
import type { PaperPart } from '../../../../papers/server/kinds.ts';
import { m } from '../../../../paraglide/messages.js';
import { timetable } from '../../rules.ts';
import type { SessionPage } from '../detail.ts';
import { leadOf } from './session-set.ts';

/** 次第 (F-11): the parts with their times, and the questions. */
export const agendaPart: PaperPart<SessionPage> = {
	name: 'agenda',
	title: 'papers_part_agenda',
	hint: 'papers_part_agenda_hint',
	isUsual: true,
	load: ({ subject, locale }) => {
		const { session, agenda, pillars } = subject;
		const rows = timetable(session.startsAt, agenda).map((item) => {
			const kind = say(`gatherings_agenda_kind_${item.kind}`, locale);
			return {
				time: item.from ? formatTime(item.from, locale) : '',
				title: item.title === kind ? kind : `${item.title}（${kind}）`,
				minutes: item.minutes > 0 ? m.gatherings_minutes({ count: item.minutes }, { locale }) : '',
				presenter: item.presenter,
			};
		});
		const questions = pillars.map(({ question }, index) => ({
			number: m.gatherings_pillar_number({ count: index + 1 }, { locale }),
			question,
		}));
		const words = {
			title: say('papers_part_agenda', locale),
			time: say('papers_agenda_time', locale),
			content: say('gatherings_agenda_title', locale),
			presenter: say('gatherings_agenda_presenter', locale),
			questions: say('gatherings_pillars', locale),
			materials: say('papers_agenda_materials', locale),
			notes: say('papers_agenda_notes', locale),
		};
		const data = { words, lead: leadOf(subject, locale), rows, questions };
		return Promise.resolve({
			template: '/gatherings/papers/agenda.typ',
			data: { ...data, materials: session.materials },
		});
	},
};
