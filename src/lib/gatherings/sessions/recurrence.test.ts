import { expect, test } from 'vitest';
import { isOfficeHoliday } from '../../kernel/office-days.ts';
import { monthlyDates } from './recurrence.ts';

const never = () => false;

test('第2火曜, six months, talk and study in turn', () => {
	const { planned } = monthlyDates(
		{ nth: 2, weekday: 2 },
		{ from: '2026-12', months: 6 },
		'alternate',
		never,
	);
	expect(planned.map(({ date }) => date)).toEqual([
		'2026-12-08',
		'2027-01-12',
		'2027-02-09',
		'2027-03-09',
		'2027-04-13',
		'2027-05-11',
	]);
	expect(planned.map(({ kind }) => kind)).toEqual([
		'talk',
		'study',
		'talk',
		'study',
		'talk',
		'study',
	]);
});

test('holidays are left out and named, and the turn goes on with the next session', () => {
	// 第2月曜: 2027-01-11 成人の日, 2027-10-11 スポーツの日
	const { planned, leftOut } = monthlyDates(
		{ nth: 2, weekday: 1 },
		{ from: '2026-12', months: 12 },
		'alternate',
		isOfficeHoliday,
	);
	expect(leftOut).toEqual(['2027-01-11', '2027-10-11']);
	expect(planned).toHaveLength(10);
	expect(planned[1]).toEqual({ date: '2027-02-08', kind: 'study' });
});

test('the last weekday of a month', () => {
	const { planned } = monthlyDates(
		{ nth: 5, weekday: 5 },
		{ from: '2026-12', months: 2 },
		'talk',
		never,
	);
	expect(planned.map(({ date }) => date)).toEqual(['2026-12-25', '2027-01-29']);
});

test('the holidays of 2026 to 2028 are those that the government announced', () => {
	// 内閣府「国民の祝日」について (2026, 2027); 2028 by 国民の祝日に関する法律 and the equinox formula
	const announced = [
		'2026-03-20',
		'2026-05-06',
		'2026-09-21',
		'2026-09-22',
		'2026-09-23',
		'2026-11-23',
		'2027-01-11',
		'2027-03-21',
		'2027-03-22',
		'2027-07-19',
		'2027-09-20',
		'2027-09-23',
		'2027-10-11',
		'2028-01-10',
		'2028-03-20',
		'2028-07-17',
		'2028-09-18',
		'2028-09-22',
		'2028-10-09',
	];
	expect(announced.filter((date) => !isOfficeHoliday(date))).toEqual([]);
	expect(['2026-12-08', '2027-09-22', '2028-05-02'].filter(isOfficeHoliday)).toEqual([]);
});
