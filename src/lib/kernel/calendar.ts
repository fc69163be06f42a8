/** A day in Japan, 'YYYY-MM-DD'. */
export type PlainDate = string;
/** A month in Japan, 'YYYY-MM'. */
export type PlainMonth = string;
/** 0 = Sunday … 6 = Saturday. */
export type Weekday = 0 | 1 | 2 | 3 | 4 | 5 | 6;

const DAY_MS = 86_400_000;
const WEEKDAYS: readonly Weekday[] = [0, 1, 2, 3, 4, 5, 6];

export type DateParts = { year: number; month: number; day: number };

/** The date, or undefined when the day does not exist (2023-02-29). Years 1000–9999. */
export function plainDate({ year, month, day }: DateParts): PlainDate | undefined {
	if (!Number.isInteger(year) || year < 1000 || year > 9999) return undefined;
	const date = new Date(Date.UTC(year, month - 1, day));
	const isReal =
		date.getUTCFullYear() === year && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
	return isReal ? date.toISOString().slice(0, 10) : undefined;
}

export function isPlainDate(text: string): boolean {
	return /^\d{4}-\d{2}-\d{2}$/.test(text) && plainDate(partsOf(text)) === text;
}

export function partsOf(date: PlainDate): DateParts {
	return {
		year: Number(date.slice(0, 4)),
		month: Number(date.slice(5, 7)),
		day: Number(date.slice(8, 10)),
	};
}

/** Throws when `date` is no real date: a caller that stores dates holds real ones. */
function dayNumber(date: PlainDate): number {
	if (!isPlainDate(date)) throw new RangeError(`not a date: ${date}`);
	const { year, month, day } = partsOf(date);
	return Date.UTC(year, month - 1, day) / DAY_MS;
}

function fromDayNumber(days: number): PlainDate {
	return new Date(days * DAY_MS).toISOString().slice(0, 10);
}

export function addDays(date: PlainDate, days: number): PlainDate {
	return fromDayNumber(dayNumber(date) + days);
}

/** Same day of the month, or its last day where that is shorter (31 January + 1 → 28 February). */
export function addMonths(date: PlainDate, months: number): PlainDate {
	const { year, month, day } = partsOf(date);
	dayNumber(date);
	const index = year * 12 + (month - 1) + months;
	const target = { year: Math.floor(index / 12), month: (((index % 12) + 12) % 12) + 1 };
	const last = new Date(Date.UTC(target.year, target.month, 0)).getUTCDate();
	return fromDayNumber(Date.UTC(target.year, target.month - 1, Math.min(day, last)) / DAY_MS);
}

/** Days from `from` to `to`; negative when `to` is earlier. */
export function daysBetween(from: PlainDate, to: PlainDate): number {
	return dayNumber(to) - dayNumber(from);
}

export function weekdayOf(date: PlainDate): Weekday {
	// 1970-01-01 was a Thursday.
	return WEEKDAYS[(((dayNumber(date) + 4) % 7) + 7) % 7] ?? 0;
}

/** The n-th weekday of a month (第2火曜), n = 1–5, or -1 for the last; undefined if there is none. */
export function nthWeekdayOfMonth(
	month: PlainMonth,
	weekday: Weekday,
	n: number,
): PlainDate | undefined {
	const first = `${month}-01`;
	const firstHit = addDays(first, (weekday - weekdayOf(first) + 7) % 7);
	if (n === -1) {
		const fifth = addDays(firstHit, 28);
		return fifth.startsWith(month) ? fifth : addDays(firstHit, 21);
	}
	if (!Number.isInteger(n) || n < 1) return undefined;
	const hit = addDays(firstHit, (n - 1) * 7);
	return hit.startsWith(month) ? hit : undefined;
}

/** The fiscal year (年度, April to March) a day belongs to. */
export function fiscalYearOf(date: PlainDate): number {
	const { year, month } = partsOf(date);
	return month >= 4 ? year : year - 1;
}

export function fiscalYearRange(fiscalYear: number): { from: PlainDate; to: PlainDate } {
	return { from: `${fiscalYear}-04-01`, to: `${fiscalYear + 1}-03-31` };
}

export type Half = 'first' | 'second';

/** 上半期 (April–September) or 下半期 of the fiscal year the day belongs to. */
export function halfOf(date: PlainDate): { fiscalYear: number; half: Half } {
	const { month } = partsOf(date);
	return {
		fiscalYear: fiscalYearOf(date),
		half: month >= 4 && month <= 9 ? 'first' : 'second',
	};
}

/**
 * Working days after `from` up to and including `to`: Monday to Friday without `isHoliday`.
 * Negative when `to` is earlier.
 */
export function businessDaysBetween(
	from: PlainDate,
	to: PlainDate,
	isHoliday: (date: PlainDate) => boolean,
): number {
	if (to < from) return -businessDaysBetween(to, from, isHoliday);
	let count = 0;
	for (let date = from; date < to;) {
		date = addDays(date, 1);
		const weekday = weekdayOf(date);
		if (weekday !== 0 && weekday !== 6 && !isHoliday(date)) count += 1;
	}
	return count;
}
