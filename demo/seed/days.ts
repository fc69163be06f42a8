import { isOfficeHoliday } from '#lib/kernel/office-days.ts';
import {
	addDays,
	dateInTokyo,
	instantInTokyo,
	weekdayOf,
	type PlainDate,
} from '#lib/kernel/dates.ts';

/** Days as the demo region counts them: from today backwards. */
export type Days = {
	today: PlainDate;
	/** The moment at which the demo region is made; nothing has happened after it. */
	end: Date;
	/** The day so many days before today. */
	ago: (days: number) => PlainDate;
	/** The same, moved back to a day on which the office is open. */
	officeAgo: (days: number) => PlainDate;
};

export function daysUntil(end: Date): Days {
	const today = dateInTokyo(end);
	return {
		today,
		end,
		ago: (days) => addDays(today, -days),
		officeAgo: (days) => backToOfficeDay(addDays(today, -days)),
	};
}

export function at(date: PlainDate, time: string): Date {
	return instantInTokyo(date, time);
}

export function isOfficeDay(date: PlainDate): boolean {
	const weekday = weekdayOf(date);
	return weekday !== 0 && weekday !== 6 && !isOfficeHoliday(date);
}

function backToOfficeDay(date: PlainDate): PlainDate {
	let day = date;
	while (!isOfficeDay(day)) day = addDays(day, -1);
	return day;
}

/** The next day on which the office is open; `date` itself when it is. */
export function nextOfficeDay(date: PlainDate): PlainDate {
	let day = date;
	while (!isOfficeDay(day)) day = addDays(day, 1);
	return day;
}

/** So many office days later. */
export function officeDaysAfter(date: PlainDate, count: number): PlainDate {
	let day = nextOfficeDay(date);
	for (let left = count; left > 0; left -= 1) day = nextOfficeDay(addDays(day, 1));
	return day;
}
