import {
	addMonths,
	nthWeekdayOfMonth,
	type PlainDate,
	type PlainMonth,
	type Weekday,
} from '../../kernel/dates.ts';
import type { SessionKind } from './rules.ts';

/** 毎月第2火曜; `nth` 5 is the last one of the month. */
export type Monthly = { nth: number; weekday: Weekday };

export const rhythms = ['talk', 'study', 'alternate'] as const;
/** Which kinds follow one another; 大田 has 話し合いの場 and 勉強会 in turn. */
export type Rhythm = (typeof rhythms)[number];

export type Planned = { date: PlainDate; kind: SessionKind };

/**
 * One session a month from `from` on. Holidays and exceptions are left out, not moved: whether a month
 * has another day is for the people to say.
 */
export function monthlyDates(
	{ nth, weekday }: Monthly,
	{ from, months }: { from: PlainMonth; months: number },
	rhythm: Rhythm,
	isLeftOut: (date: PlainDate) => boolean,
): { planned: Planned[]; leftOut: PlainDate[] } {
	const planned: Planned[] = [];
	const leftOut: PlainDate[] = [];
	for (let index = 0; index < months; index += 1) {
		const month = addMonths(`${from}-01`, index).slice(0, 7);
		const date = nthWeekdayOfMonth(month, weekday, nth === 5 ? -1 : nth);
		if (!date) continue;
		if (isLeftOut(date)) leftOut.push(date);
		else planned.push({ date, kind: kindAt(rhythm, planned.length) });
	}
	return { planned, leftOut };
}

function kindAt(rhythm: Rhythm, index: number): SessionKind {
	if (rhythm !== 'alternate') return rhythm;
	return index % 2 === 0 ? 'talk' : 'study';
}
