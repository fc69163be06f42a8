import { partsOf, plainDate, weekdayOf } from './calendar.ts';
import type { PlainDate } from './calendar.ts';
import { formatTime } from './clock-times.ts';
import { eraNamed, eraOf, eraYear } from './eras.ts';
import { kanjiNumbersToDigits } from './kanji-numbers.ts';

export type DateLocale = 'ja' | 'ja-simple' | 'en';
export type DateFormat = {
	weekday?: boolean;
	/** Which year is printed in Japanese: 令和8年, 2026年 or both (the default). */
	era?: 'both' | 'wareki' | 'seireki';
	locale?: DateLocale;
};

const KANJI_WEEKDAYS = '日月火水木金土';
const ENGLISH_DATE = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' });
const ENGLISH_SHORT = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeZone: 'UTC' });
const ENGLISH_WEEKDAY = new Intl.DateTimeFormat('en-GB', { weekday: 'short', timeZone: 'UTC' });

/**
 * Years 1–19 without era or century are read as 令和 (5.4.21); a larger two-digit year could be
 * 平成, 昭和 or 20xx and is refused rather than guessed.
 */
const LAST_BARE_ERA_YEAR = 19;

const ERA_DATE =
	/^(明治|大正|昭和|平成|令和|[MTSHR])\.?(元|\d{1,2})(?:年|[./-])(\d{1,2})(?:月|[./-])(\d{1,2})日?$/iu;
const YEAR_DATE = /^(\d{4})(?:年|[./-])(\d{1,2})(?:月|[./-])(\d{1,2})日?$/u;
const BARE_DATE = /^(\d{1,2})(?:年|[./-])(\d{1,2})(?:月|[./-])(\d{1,2})日?$/u;
const COMPACT_DATE = /^(\d{4})(\d{2})(\d{2})$/u;
const COMPACT_ERA_DATE = /^([MTSHR])(\d{2})(\d{2})(\d{2})$/iu;
const MONTH_DAY = /^(\d{1,2})(?:月|[./-])(\d{1,2})日?$/u;
const TRAILING =
	/(?:\((?:[日月火水木金土]|[日月火水木金土]曜日?|\d{4}年?|祝|[日月火水木金土][・･]祝)\))+$/u;
const TRAILING_WEEKDAY = /[日月火水木金土]曜日?$/u;

/**
 * Reads a date as people write it: 令和5年7月14日(金), 令和元年…, R5.7.14, 5.4.21, 2023/4/21,
 * 2023年4月21日, 20230421, full-width or in kanji numerals too. Undefined for days that do not exist, also
 * in their era (平成31年5月1日). 7月14日 alone needs `today` and becomes the nearest such day.
 */
export function parseDate(
	text: string,
	{ today }: { today?: PlainDate | undefined } = {},
): PlainDate | undefined {
	const plain = plainDigits(text).replace(TRAILING, '').replace(TRAILING_WEEKDAY, '');
	const era = ERA_DATE.exec(plain) ?? COMPACT_ERA_DATE.exec(plain);
	if (era) return eraDate(era);
	const year = YEAR_DATE.exec(plain) ?? COMPACT_DATE.exec(plain);
	if (year) return plainDate(numbersOf(year));
	const bare = BARE_DATE.exec(plain);
	if (bare) {
		const { year: eraYears, month, day } = numbersOf(bare);
		if (eraYears > LAST_BARE_ERA_YEAR) return undefined;
		return eraDate(['', '令和', String(eraYears), String(month), String(day)]);
	}
	const short = MONTH_DAY.exec(plain);
	return short && today ? nearest(Number(short[1]), Number(short[2]), today) : undefined;
}

/** Digits, dots, slashes and dashes in their plain ASCII shapes, without any space. */
function plainDigits(text: string): string {
	const plain = text
		.normalize('NFKC')
		.replace(/\s+/gu, '')
		.replace(/[‐‑‒–—―−ー]/gu, '-')
		.replace(/[。・]/gu, '.')
		.replace(/^西暦/u, '');
	return kanjiNumbersToDigits(plain);
}

function numbersOf(match: ArrayLike<string | undefined>) {
	return { year: Number(match[1]), month: Number(match[2]), day: Number(match[3]) };
}

function eraDate(match: ArrayLike<string | undefined>): PlainDate | undefined {
	const era = eraNamed(match[1] ?? '');
	const years = match[2] === '元' ? 1 : Number(match[2]);
	if (!era || years < 1) return undefined;
	const date = plainDate({
		year: era.firstYear + years - 1,
		month: Number(match[3]),
		day: Number(match[4]),
	});
	return date && date >= era.from && date <= era.to ? date : undefined;
}

function nearest(month: number, day: number, today: PlainDate): PlainDate | undefined {
	const thisYear = partsOf(today).year;
	const now = Date.parse(today);
	return [thisYear - 1, thisYear, thisYear + 1]
		.map((year) => plainDate({ year, month, day }))
		.filter((date) => date !== undefined)
		.sort((a, b) => Math.abs(Date.parse(a) - now) - Math.abs(Date.parse(b) - now))[0];
}

/**
 * 令和8年11月22日（2026年）, with weekday 令和8年11月22日(日)（2026年）. やさしい日本語 prints
 * 2026年11月22日 日曜日: its guideline asks for the Western year. English has no era.
 */
export function formatDate(date: PlainDate, format: DateFormat = {}): string {
	const { weekday = false, locale = 'ja' } = format;
	const era = format.era ?? (locale === 'ja-simple' ? 'seireki' : 'both');
	if (locale === 'en') {
		const instant = new Date(`${date}T00:00:00Z`);
		const day = ENGLISH_DATE.format(instant);
		return weekday ? `${ENGLISH_WEEKDAY.format(instant)} ${day}` : day;
	}
	const { year, month, day } = partsOf(date);
	const name = KANJI_WEEKDAYS[weekdayOf(date)] ?? '';
	const long = locale === 'ja-simple';
	const tail = `${month}月${day}日${weekday ? (long ? ` ${name}曜日` : `(${name})`) : ''}`;
	if (era === 'seireki' || !eraOf(date)) return `${year}年${tail}`;
	return era === 'wareki' ? `${eraYear(date)}${tail}` : `${eraYear(date)}${tail}（${year}年）`;
}

/** For tables and lists: R8.11.22, as municipal lists print it; 2026/11/22 in やさしい日本語. */
export function formatDateShort(date: PlainDate, locale: DateLocale = 'ja'): string {
	if (locale === 'en') return ENGLISH_SHORT.format(new Date(`${date}T00:00:00Z`));
	const { year, month, day } = partsOf(date);
	const found = eraOf(date);
	if (locale === 'ja-simple' || !found) return `${year}/${month}/${day}`;
	return `${found.era.letter}${found.year}.${month}.${day}`;
}

/** Date and time of an instant on the clock of Japan: 令和8年11月22日（2026年）13時30分. */
export function formatDateTime(instant: Date, format: DateFormat = {}): string {
	const { locale = 'ja' } = format;
	const time = formatTime(timeInTokyo(instant), locale);
	return `${formatDate(dateInTokyo(instant), format)}${locale === 'ja' ? '' : ' '}${time}`;
}

/** Japan has kept UTC+9 without summer time since 1952. */
const TOKYO_OFFSET_MS = 9 * 3_600_000;

export function dateInTokyo(instant: Date): PlainDate {
	return new Date(instant.getTime() + TOKYO_OFFSET_MS).toISOString().slice(0, 10);
}

/** The clock of Japan, 'HH:MM'. */
export function timeInTokyo(instant: Date): string {
	return new Date(instant.getTime() + TOKYO_OFFSET_MS).toISOString().slice(11, 16);
}

/** The instant of a day and time ('HH:MM') in Japan; throws RangeError when they are not real. */
export function instantInTokyo(date: PlainDate, time: string): Date {
	const instant = new Date(`${date}T${time}:00+09:00`);
	if (Number.isNaN(instant.getTime()) || dateInTokyo(instant) !== date) {
		throw new RangeError(`not a date and time: ${date} ${time}`);
	}
	return instant;
}

/** 令和6年度(2024年度); English: FY2024. The year an era begins is its 元年度. */
export function formatFiscalYear(fiscalYear: number, locale: DateLocale = 'ja'): string {
	if (locale === 'en') return `FY${fiscalYear}`;
	if (locale === 'ja-simple') return `${fiscalYear}年度`;
	return `${eraYear(`${fiscalYear}-12-31`)}度(${fiscalYear}年度)`;
}

/** How long something has waited: 5分, 3時間, 2日. Whole units, rounded down. */
export function formatAge(from: Date, now: Date, locale: DateLocale = 'ja'): string {
	const minutes = Math.max(0, Math.floor((now.getTime() - from.getTime()) / 60_000));
	const [amount, unit, english] =
		minutes < 60
			? [minutes, '分', 'minute']
			: minutes < 24 * 60
				? [Math.floor(minutes / 60), '時間', 'hour']
				: [Math.floor(minutes / (24 * 60)), '日', 'day'];
	if (locale === 'en') return `${amount} ${english}${amount === 1 ? '' : 's'}`;
	return `${amount}${unit}`;
}
