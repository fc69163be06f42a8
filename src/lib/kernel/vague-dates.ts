import { isPlainDate, partsOf } from './calendar.ts';
import type { PlainDate, PlainMonth } from './calendar.ts';
import { formatDate, parseDate } from './date-texts.ts';
import type { DateFormat } from './date-texts.ts';
import { eraOf, eraYear } from './eras.ts';

export type MonthPart = 'early' | 'middle' | 'late';
export type Season = 'spring' | 'summer' | 'autumn' | 'winter';

/** When something is, as precisely as it is known: events slip and start as 「令和5年10月頃」. */
export type VagueDate =
	| { kind: 'day'; date: PlainDate }
	| { kind: 'month'; month: PlainMonth }
	| { kind: 'part'; month: PlainMonth; part: MonthPart }
	| { kind: 'season'; year: number; season: Season }
	| { kind: 'text'; text: string };

const PARTS = { 上旬: 'early', 初旬: 'early', 中旬: 'middle', 下旬: 'late' } satisfies Record<
	string,
	MonthPart
>;
const SEASONS = { 春: 'spring', 夏: 'summer', 秋: 'autumn', 冬: 'winter' } satisfies Record<
	string,
	Season
>;
const JAPANESE_PART = { early: '上旬', middle: '中旬', late: '下旬' } satisfies Record<
	MonthPart,
	string
>;
const SIMPLE_PART = {
	early: 'の はじめごろ',
	middle: 'の なかごろ',
	late: 'の おわりごろ',
} satisfies Record<MonthPart, string>;
const ENGLISH_PART = { early: 'early', middle: 'mid-', late: 'late' } satisfies Record<
	MonthPart,
	string
>;
const JAPANESE_SEASON = { spring: '春', summer: '夏', autumn: '秋', winter: '冬' } satisfies Record<
	Season,
	string
>;
const ENGLISH_MONTH = new Intl.DateTimeFormat('en-GB', {
	month: 'long',
	year: 'numeric',
	timeZone: 'UTC',
});

const YEAR =
	'(?:(明治|大正|昭和|平成|令和|[MTSHR]|西暦)?(元|\\d{1,4})(?:年|[./-])|(今年|本年|来年|今|来)?)';
const MONTH = new RegExp(`^${YEAR}[春夏秋冬]?の?(\\d{1,2})月(上旬|初旬|中旬|下旬)?$`, 'iu');
const ISO_MONTH = /^(\d{4})[./-](\d{1,2})$/u;
const SEASON = new RegExp(`^${YEAR}の?([春夏秋冬])$`, 'iu');

/**
 * Reads 令和5年10月頃, 令和5年10月上旬, 令和5年秋 and every exact date. Without a year (今秋10月頃)
 * the year comes from `today`. What cannot be read is kept as it was written.
 */
export function parseVagueDate(
	text: string,
	{ today }: { today?: PlainDate | undefined } = {},
): VagueDate {
	const date = parseDate(text, { today });
	if (date) return { kind: 'day', date };
	const plain = text
		.normalize('NFKC')
		.replace(/\s+/gu, '')
		.replace(/(?:頃|ごろ|予定|を予定|\(予定\))+$/u, '');
	return monthOf(plain, today) ?? seasonOf(plain, today) ?? { kind: 'text', text: text.trim() };
}

function monthOf(plain: string, today: PlainDate | undefined): VagueDate | undefined {
	const iso = ISO_MONTH.exec(plain);
	if (iso) return monthOf(`${iso[1]}年${iso[2]}月`, today);
	const match = MONTH.exec(plain);
	if (!match) return undefined;
	const month = String(match[4]).padStart(2, '0');
	const year = yearOf(match, today, `${month}-15`);
	if (year === undefined || !isPlainDate(`${year}-${month}-01`)) return undefined;
	const part = Object.entries(PARTS).find(([name]) => name === match[5])?.[1];
	const found = `${year}-${month}`;
	return part ? { kind: 'part', month: found, part } : { kind: 'month', month: found };
}

function seasonOf(plain: string, today: PlainDate | undefined): VagueDate | undefined {
	const match = SEASON.exec(plain);
	if (!match) return undefined;
	const season = Object.entries(SEASONS).find(([name]) => name === match[4])?.[1];
	const year = yearOf(match, today, '07-01');
	if (year === undefined || season === undefined) return undefined;
	return { kind: 'season', year, season };
}

/** Group 1 era, 2 year, 3 a word for this or next year; `monthDay` lies inside the wanted period. */
function yearOf(
	match: ArrayLike<string | undefined>,
	today: PlainDate | undefined,
	monthDay: string,
): number | undefined {
	const years = match[2];
	if (years !== undefined) {
		const era = match[1] === '西暦' ? '' : (match[1] ?? (years.length === 4 ? '' : '令和'));
		const date = parseDate(`${era}${years}-${monthDay}`);
		return date === undefined ? undefined : partsOf(date).year;
	}
	if (today === undefined) return undefined;
	return partsOf(today).year + (match[3]?.startsWith('来') ? 1 : 0);
}

export function formatVagueDate(vague: VagueDate, format: DateFormat = {}): string {
	switch (vague.kind) {
		case 'day':
			return formatDate(vague.date, format);
		case 'text':
			return vague.text;
		case 'season':
			return formatSeason(vague, format);
		case 'month':
			return formatMonth(vague.month, undefined, format);
		case 'part':
			return formatMonth(vague.month, vague.part, format);
	}
}

function formatMonth(month: PlainMonth, part: MonthPart | undefined, format: DateFormat): string {
	const first = `${month}-01`;
	const number = Number(month.slice(5));
	if (format.locale === 'en') {
		const name = ENGLISH_MONTH.format(new Date(`${first}T00:00:00Z`));
		if (!part) return `around ${name}`;
		return `${ENGLISH_PART[part]}${part === 'middle' ? '' : ' '}${name}`;
	}
	if (format.locale === 'ja-simple') {
		return withYear(first, `${number}月${part ? SIMPLE_PART[part] : 'ごろ'}`, format);
	}
	return withYear(first, `${number}月${part ? JAPANESE_PART[part] : '頃'}`, format);
}

function formatSeason({ year, season }: { year: number; season: Season }, format: DateFormat) {
	if (format.locale === 'en') return `${season} ${year}`;
	return withYear(`${year}-07-01`, JAPANESE_SEASON[season], format);
}

function withYear(date: PlainDate, tail: string, { era, locale }: DateFormat): string {
	const year = `${partsOf(date).year}年`;
	const wanted = era ?? (locale === 'ja-simple' ? 'seireki' : 'both');
	if (wanted === 'seireki' || !eraOf(date)) return `${year}${tail}`;
	return wanted === 'wareki' ? `${eraYear(date)}${tail}` : `${eraYear(date)}${tail}（${year}）`;
}

const SEASON_END = {
	spring: '05-31',
	summer: '08-31',
	autumn: '11-30',
	winter: '12-31',
} satisfies Record<Season, string>;
const PART_END = { early: '10', middle: '20', late: '31' } satisfies Record<MonthPart, string>;

/** Sorts by code unit: a vague date comes after every day it may mean, plain text comes last. */
export function vagueDateSortKey(vague: VagueDate): string {
	switch (vague.kind) {
		case 'day':
			return vague.date;
		case 'part':
			return `${vague.month}-${PART_END[vague.part]}~`;
		case 'month':
			return `${vague.month}-31~~`;
		case 'season':
			return `${vague.year}-${SEASON_END[vague.season]}~~~`;
		case 'text':
			return `~${vague.text}`;
	}
}
