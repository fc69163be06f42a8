import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
	addDays,
	addMonths,
	businessDaysBetween,
	dateInTokyo,
	daysBetween,
	fiscalYearOf,
	fiscalYearRange,
	formatAge,
	formatDate,
	formatDateShort,
	formatDateTime,
	formatFiscalYear,
	formatTime,
	formatTimeRange,
	formatVagueDate,
	halfOf,
	instantInTokyo,
	isPlainDate,
	nthWeekdayOfMonth,
	parseDate,
	parseTime,
	parseVagueDate,
	timeInTokyo,
	vagueDateSortKey,
	weekdayOf,
} from './dates.ts';

const anyDate = fc
	.date({ min: new Date('1873-01-01'), max: new Date('2099-12-31'), noInvalidDate: true })
	.map((date) => date.toISOString().slice(0, 10));

const eras: readonly ('both' | 'wareki' | 'seireki')[] = ['both', 'wareki', 'seireki'];

describe('reading dates', () => {
	test.each([
		['令和5年7月14日', '2023-07-14'],
		['令和５年７月１４日（金）', '2023-07-14'],
		['令和5年7月14日(金曜日)', '2023-07-14'],
		['令和5年7月14日 金曜日', '2023-07-14'],
		['令和元年5月1日', '2019-05-01'],
		['令和五年七月十四日', '2023-07-14'],
		['二〇二三年四月二十一日', '2023-04-21'],
		['㋿5年7月14日', '2023-07-14'],
		['R5.7.14', '2023-07-14'],
		['r5/7/14', '2023-07-14'],
		['Ｒ５．７．１４', '2023-07-14'],
		['R元.5.1', '2019-05-01'],
		['R050714', '2023-07-14'],
		['5.4.21', '2023-04-21'],
		['5・4・21', '2023-04-21'],
		['2023/4/21', '2023-04-21'],
		['2023-04-21', '2023-04-21'],
		['２０２３ー０４ー２１', '2023-04-21'],
		['2023年4月21日', '2023-04-21'],
		['西暦2023年4月21日', '2023-04-21'],
		['20230421', '2023-04-21'],
		['平成31年4月30日', '2019-04-30'],
		['H31.4.30', '2019-04-30'],
		['昭和64年1月7日', '1989-01-07'],
		['S22.10.3', '1947-10-03'],
		['大正15年12月25日', '1926-12-25'],
		['昭和元年12月25日', '1926-12-25'],
		['T10.1.2', '1921-01-02'],
		['明治45年7月30日', '1912-07-30'],
		['M40/5/5', '1907-05-05'],
		['令和8年11月22日(日)（2026年）', '2026-11-22'],
		[' 令和 5年 7月 14日 ', '2023-07-14'],
	])('%s is %s', (text, date) => {
		expect(parseDate(text)).toBe(date);
	});

	test.each([
		'平成31年5月1日',
		'令和元年4月30日',
		'昭和64年1月8日',
		'平成元年1月7日',
		'明治5年12月2日',
		'2023年2月29日',
		'令和5年13月1日',
		'令和0年5月1日',
		'23.4.21',
		'7月14日',
		'0000-01-01',
		'令和5年7月',
		'来週',
		'',
	])('%s is no date', (text) => {
		expect(parseDate(text)).toBeUndefined();
	});

	test('a day without a year is the nearest one to today', () => {
		expect(parseDate('1月12日', { today: '2023-12-20' })).toBe('2024-01-12');
		expect(parseDate('12月20日', { today: '2024-01-12' })).toBe('2023-12-20');
		expect(parseDate('7/14', { today: '2023-07-01' })).toBe('2023-07-14');
	});

	test('reads back every form it prints', () => {
		fc.assert(
			fc.property(anyDate, fc.boolean(), (date, weekday) => {
				for (const era of eras) {
					expect(parseDate(formatDate(date, { weekday, era }))).toBe(date);
				}
				expect(parseDate(formatDateShort(date))).toBe(date);
			}),
		);
	});

	test('agrees with Intl about the era', () => {
		const intl = new Intl.DateTimeFormat('ja-JP-u-ca-japanese', {
			dateStyle: 'long',
			timeZone: 'UTC',
		});
		fc.assert(
			fc.property(anyDate, (date) => {
				const expected = intl.format(new Date(date));
				expect(formatDate(date, { era: 'wareki' })).toBe(expected);
			}),
		);
	});
});

describe('printing dates', () => {
	test('prints both calendars', () => {
		expect(formatDate('2026-11-22')).toBe('令和8年11月22日（2026年）');
		expect(formatDate('2026-11-22', { weekday: true })).toBe('令和8年11月22日(日)（2026年）');
		expect(formatDate('2019-05-01', { era: 'wareki' })).toBe('令和元年5月1日');
		expect(formatDate('2023-04-21', { era: 'seireki', weekday: true })).toBe('2023年4月21日(金)');
	});

	test('prints easy Japanese and English', () => {
		expect(formatDate('2026-11-22', { locale: 'ja-simple', weekday: true })).toBe(
			'2026年11月22日 日曜日',
		);
		expect(formatDate('2026-11-22', { locale: 'en' })).toBe('22 November 2026');
		expect(formatDate('2026-11-22', { locale: 'en', weekday: true })).toBe('Sun 22 November 2026');
	});

	test('prints short dates for tables', () => {
		expect(formatDateShort('2026-11-22')).toBe('R8.11.22');
		expect(formatDateShort('1989-01-07')).toBe('S64.1.7');
		expect(formatDateShort('2026-11-22', 'ja-simple')).toBe('2026/11/22');
		expect(formatDateShort('2026-11-22', 'en')).toBe('22 Nov 2026');
	});

	test('prints instants on the clock of Japan', () => {
		const instant = new Date('2026-11-22T15:05:00Z');
		expect(dateInTokyo(instant)).toBe('2026-11-23');
		expect(timeInTokyo(instant)).toBe('00:05');
		expect(formatDateTime(instant)).toBe('令和8年11月23日（2026年）0時5分');
		expect(formatDateTime(instant, { locale: 'en' })).toBe('23 November 2026 00:05');
	});

	test('an instant in Tokyo comes back as its day and time', () => {
		const instant = instantInTokyo('2026-11-23', '00:05');
		expect(instant.toISOString()).toBe('2026-11-22T15:05:00.000Z');
		expect(() => instantInTokyo('2026-02-30', '10:00')).toThrow(RangeError);
		expect(() => instantInTokyo('2026-02-03', '25:00')).toThrow(RangeError);
	});
});

describe('times of day', () => {
	test.each([
		['13時30分', '13:30'],
		['１３：３０', '13:30'],
		['13:30', '13:30'],
		['1330', '13:30'],
		['9時', '09:00'],
		['午後1時半', '13:30'],
		['午後０時15分', '12:15'],
		['午前10時', '10:00'],
		['正午', '12:00'],
		['PM1:30', '13:30'],
		['12:15 am', '00:15'],
	])('%s is %s', (text, time) => {
		expect(parseTime(text)).toBe(time);
	});

	test.each(['25:00', '13:60', '午前12時', '午後13時', '24:00', '夕方', ''])(
		'%s is no time of day',
		(text) => {
			expect(parseTime(text)).toBeUndefined();
		},
	);

	test('prints times and ranges', () => {
		expect(formatTime('13:30')).toBe('13時30分');
		expect(formatTimeRange('13:30', '15:00')).toBe('13時30分～15時');
		expect(formatTimeRange('13:30', undefined)).toBe('13時30分～');
		expect(formatTimeRange('13:30', '15:00', 'en')).toBe('13:30–15:00');
		expect(formatTimeRange('09:00', '12:30', 'ja-simple')).toBe('午前9時から 午後12時30分まで');
		expect(formatTime('00:30', 'ja-simple')).toBe('午前0時30分');
	});
});

describe('the calendar', () => {
	test('adds days and months', () => {
		expect(addDays('2024-02-28', 2)).toBe('2024-03-01');
		expect(addMonths('2023-01-31', 1)).toBe('2023-02-28');
		expect(addMonths('2023-01-31', -2)).toBe('2022-11-30');
		expect(addMonths('2023-12-15', 1)).toBe('2024-01-15');
		expect(daysBetween('2023-12-31', '2024-03-01')).toBe(61);
		expect(() => addDays('2023-02-29', 1)).toThrow(RangeError);
	});

	test('adding days and counting them are inverse', () => {
		fc.assert(
			fc.property(anyDate, fc.integer({ min: -20_000, max: 20_000 }), (date, days) => {
				expect(daysBetween(date, addDays(date, days))).toBe(days);
			}),
		);
	});

	test('knows weekdays', () => {
		expect(weekdayOf('2023-04-21')).toBe(5);
		expect(weekdayOf('1969-12-28')).toBe(0);
		expect(nthWeekdayOfMonth('2026-11', 2, 2)).toBe('2026-11-10');
		expect(nthWeekdayOfMonth('2026-11', 0, 5)).toBe('2026-11-29');
		expect(nthWeekdayOfMonth('2026-11', 2, 5)).toBeUndefined();
		expect(nthWeekdayOfMonth('2026-11', 2, -1)).toBe('2026-11-24');
		expect(nthWeekdayOfMonth('2026-11', 0, -1)).toBe('2026-11-29');
		expect(nthWeekdayOfMonth('2026-11', 0, 0)).toBeUndefined();
	});

	test('a fiscal year runs from April to March', () => {
		expect(fiscalYearOf('2024-03-31')).toBe(2023);
		expect(fiscalYearOf('2024-04-01')).toBe(2024);
		expect(fiscalYearRange(2024)).toEqual({ from: '2024-04-01', to: '2025-03-31' });
		expect(halfOf('2024-09-30')).toEqual({ fiscalYear: 2024, half: 'first' });
		expect(halfOf('2025-01-10')).toEqual({ fiscalYear: 2024, half: 'second' });
		expect(formatFiscalYear(2024)).toBe('令和6年度(2024年度)');
		expect(formatFiscalYear(2019)).toBe('令和元年度(2019年度)');
		expect(formatFiscalYear(2018)).toBe('平成30年度(2018年度)');
		expect(formatFiscalYear(2024, 'en')).toBe('FY2024');
		expect(formatFiscalYear(2024, 'ja-simple')).toBe('2024年度');
	});

	test('counts working days without holidays', () => {
		const isHoliday = (date: string) => date === '2026-11-23';
		expect(businessDaysBetween('2026-11-20', '2026-11-25', isHoliday)).toBe(2);
		expect(businessDaysBetween('2026-11-25', '2026-11-20', isHoliday)).toBe(-2);
		expect(businessDaysBetween('2026-11-21', '2026-11-22', isHoliday)).toBe(0);
	});

	test('tells real dates from text', () => {
		expect(isPlainDate('2024-02-29')).toBe(true);
		expect(isPlainDate('2023-02-29')).toBe(false);
		expect(isPlainDate('2023-2-9')).toBe(false);
	});
});

test('the age of a waiting item is told in one unit', () => {
	const from = new Date('2026-11-22T00:00:00Z');
	const after = (minutes: number) => new Date(from.getTime() + minutes * 60_000);
	expect(formatAge(from, after(0))).toBe('0分');
	expect(formatAge(from, after(59))).toBe('59分');
	expect(formatAge(from, after(3 * 60 + 50))).toBe('3時間');
	expect(formatAge(from, after(2 * 24 * 60 + 5))).toBe('2日');
	expect(formatAge(from, after(24 * 60), 'en')).toBe('1 day');
	expect(formatAge(after(5), from)).toBe('0分');
});

describe('vague dates', () => {
	test.each([
		['令和5年10月頃', { kind: 'month', month: '2023-10' }],
		['令和５年１０月ごろ', { kind: 'month', month: '2023-10' }],
		['2023年10月', { kind: 'month', month: '2023-10' }],
		['2023-10', { kind: 'month', month: '2023-10' }],
		['R5.10月頃', { kind: 'month', month: '2023-10' }],
		['今秋10月頃', { kind: 'month', month: '2023-10' }],
		['10月上旬', { kind: 'part', month: '2023-10', part: 'early' }],
		['令和5年10月中旬頃', { kind: 'part', month: '2023-10', part: 'middle' }],
		['来年1月下旬', { kind: 'part', month: '2024-01', part: 'late' }],
		['令和5年秋', { kind: 'season', year: 2023, season: 'autumn' }],
		['来春', { kind: 'season', year: 2024, season: 'spring' }],
		['令和6年1月12日(金)', { kind: 'day', date: '2024-01-12' }],
		['日程が決まり次第', { kind: 'text', text: '日程が決まり次第' }],
		['令和5年13月頃', { kind: 'text', text: '令和5年13月頃' }],
	])('%s', (text, vague) => {
		expect(parseVagueDate(text, { today: '2023-07-14' })).toEqual(vague);
	});

	test('without today a month needs its year', () => {
		expect(parseVagueDate('10月頃')).toEqual({ kind: 'text', text: '10月頃' });
	});

	test.each([
		['令和5年10月頃（2023年）', 'around October 2023', '2023年10月ごろ'],
		['令和5年10月上旬（2023年）', 'early October 2023', '2023年10月の はじめごろ'],
		['令和5年10月中旬（2023年）', 'mid-October 2023', '2023年10月の なかごろ'],
		['令和5年秋（2023年）', 'autumn 2023', '2023年秋'],
		['未定', '未定', '未定'],
	])('prints %s', (japanese, english, simple) => {
		const vague = parseVagueDate(japanese.replace('（2023年）', ''));
		expect(formatVagueDate(vague)).toBe(japanese);
		expect(formatVagueDate(vague, { locale: 'en' })).toBe(english);
		expect(formatVagueDate(vague, { locale: 'ja-simple' })).toBe(simple);
	});

	test('sorts after every day it may mean', () => {
		const written = [
			'未定',
			'令和5年秋',
			'令和5年10月頃',
			'2023/10/31',
			'令和5年10月上旬',
			'2023/10/10',
		];
		const sorted = written
			.map((text) => ({ text, key: vagueDateSortKey(parseVagueDate(text)) }))
			.sort((a, b) => (a.key < b.key ? -1 : 1))
			.map(({ text }) => text);
		expect(sorted).toEqual([
			'2023/10/10',
			'令和5年10月上旬',
			'2023/10/31',
			'令和5年10月頃',
			'令和5年秋',
			'未定',
		]);
	});
});
