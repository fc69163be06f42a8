import { addDays, dateInTokyo, parseVagueDate, type VagueDate } from '../../../kernel/dates.ts';
import { m } from '../../../paraglide/messages.js';
import type { Work } from '../../../server/command.ts';
import { insertSession } from '../../sessions/server/insert.ts';
import { courseSteps, type CourseStep } from '../rules.ts';
import type { Forum } from './visible.ts';

/** What is kept is read by everybody, so a template is always written in the council's language. */
const written = { locale: 'ja' } as const;

/**
 * 【初回】4回連続講座 (大田, seeds/000): exactly four, each with its ready-made questions; all of it is changed
 * by hand before it is used.
 */
const course: Record<
	CourseStep,
	{ title: () => string; lead: () => string; pillars: (() => string)[] }
> = {
	1: {
		title: () => m.gatherings_course_1_title({}, written),
		lead: () => m.gatherings_course_1_lead({}, written),
		pillars: [
			() => m.gatherings_course_1_pillar_1({}, written),
			() => m.gatherings_course_1_pillar_2({}, written),
		],
	},
	2: {
		title: () => m.gatherings_course_2_title({}, written),
		lead: () => m.gatherings_course_2_lead({}, written),
		pillars: [
			() => m.gatherings_course_2_pillar_1({}, written),
			() => m.gatherings_course_2_pillar_2({}, written),
		],
	},
	3: {
		title: () => m.gatherings_course_3_title({}, written),
		lead: () => m.gatherings_course_3_lead({}, written),
		pillars: [
			() => m.gatherings_course_3_pillar_1({}, written),
			() => m.gatherings_course_3_pillar_2({}, written),
		],
	},
	4: {
		title: () => m.gatherings_course_4_title({}, written),
		lead: () => m.gatherings_course_4_lead({}, written),
		pillars: [
			() => m.gatherings_course_4_pillar_1({}, written),
			() => m.gatherings_course_4_pillar_2({}, written),
			() => m.gatherings_course_4_pillar_3({}, written),
		],
	},
};

const daysBetweenSteps = 14;

/** Makes the four sessions. A first day that is known sets the others two weeks apart; otherwise they stay open. */
export async function makeCourse(work: Work, forum: Forum, first: string): Promise<number> {
	const begins = first ? parseVagueDate(first, { today: dateInTokyo(work.now()) }) : undefined;
	for (const step of courseSteps) {
		const { title, lead, pillars } = course[step];
		await insertSession(work, {
			forum,
			kind: 'course',
			courseStep: step,
			ordinal: step,
			title: title(),
			lead: lead(),
			when: dateOfStep(begins, step),
			pillars: pillars.map((pillar) => pillar()),
			withAgenda: true,
		});
	}
	return courseSteps.length;
}

function dateOfStep(begins: VagueDate | undefined, step: CourseStep): VagueDate {
	if (begins?.kind === 'day')
		return { kind: 'day', date: addDays(begins.date, daysBetweenSteps * (step - 1)) };
	if (begins && step === 1) return begins;
	return { kind: 'text', text: m.gatherings_when_open({}, written) };
}
