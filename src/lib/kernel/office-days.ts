import { addDays, nthWeekdayOfMonth, partsOf, weekdayOf, type PlainDate } from './dates.ts';

/** Holidays of 国民の祝日に関する法律 as in force since 2022, with 振替休日 and 国民の休日; year → days. */
const known = new Map<number, ReadonlySet<PlainDate>>();

/** 祝日, and the days on which offices are closed around New Year (12月29日～1月3日). */
export function isOfficeHoliday(date: PlainDate): boolean {
	const { year, month, day } = partsOf(date);
	if ((month === 12 && day >= 29) || (month === 1 && day <= 3)) return true;
	let holidays = known.get(year);
	if (!holidays) {
		holidays = holidaysOf(year);
		known.set(year, holidays);
	}
	return holidays.has(date);
}

function holidaysOf(year: number): ReadonlySet<PlainDate> {
	const fixed = [
		'01-01',
		'02-11',
		'02-23',
		'04-29',
		'05-03',
		'05-04',
		'05-05',
		'08-11',
		'11-03',
		'11-23',
	];
	const mondays = [
		nthWeekdayOfMonth(`${year}-01`, 1, 2),
		nthWeekdayOfMonth(`${year}-07`, 1, 3),
		nthWeekdayOfMonth(`${year}-09`, 1, 3),
		nthWeekdayOfMonth(`${year}-10`, 1, 2),
	].filter((date) => date !== undefined);
	const days = new Set<PlainDate>([
		...fixed.map((day) => `${year}-${day}`),
		...mondays,
		`${year}-03-${equinox(year, 20.8431)}`,
		`${year}-09-${equinox(year, 23.2488)}`,
	]);
	for (const day of [...days].sort()) {
		// 国民の休日: a day between two holidays
		const next = addDays(day, 1);
		if (!days.has(next) && days.has(addDays(day, 2)) && weekdayOf(next) !== 0) days.add(next);
		if (weekdayOf(day) !== 0) continue;
		// 振替休日: the first day after a Sunday's holiday that is none
		let substitute = addDays(day, 1);
		while (days.has(substitute)) substitute = addDays(substitute, 1);
		days.add(substitute);
	}
	return days;
}

/** The approximation in general use, right for 1980–2099; the government announces the day each February. */
function equinox(year: number, base: number): string {
	const day = Math.floor(base + 0.242194 * (year - 1980) - Math.floor((year - 1980) / 4));
	return String(day).padStart(2, '0');
}
