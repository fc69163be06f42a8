import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import {
	countOrNone,
	dateOrNone,
	email,
	id,
	idOrNone,
	ids,
	line,
	neededCount,
	neededDate,
	neededId,
	neededKana,
	neededLine,
	neededLines,
	neededTick,
	neededVagueDate,
	oneOf,
	oneOfOrNone,
	phone,
	postalCode,
	someOf,
	ticked,
	timeOrNone,
	uploads,
	version,
	webAddress,
} from './fields.ts';

const missing = 'field_date_missing';
const one = '018f0000-0000-7000-8000-000000000001';
const two = '018f0000-0000-7000-8000-000000000002';

/** What a form keeps of one field, or the text that it answers. */
function read(field: v.GenericSchema, typed: unknown): unknown {
	const parsed = v.safeParse(v.object({ field }), typed === undefined ? {} : { field: typed });
	return parsed.success ? parsed.output.field : parsed.issues[0].message;
}

describe('text', () => {
	test.each([
		['one line', line(3), ' あ\nい ', 'あ い'],
		['a letter of two code points is one', line(3), '葛󠄀がか', '葛󠄀がか'],
		['too long a line', line(3), 'あいうえ', 'field_too_long'],
		['an empty line', line(3), undefined, ''],
		['a line that is needed', neededLine(3, missing), '　', missing],
		['lines that are needed', neededLines(9, missing), undefined, missing],
		['lines', neededLines(9, missing), 'あ\r\nい', 'あ\nい'],
		['a reading in hiragana', neededKana(9, missing), 'さとう', 'サトウ'],
		['a reading in kanji', neededKana(9, missing), '佐藤', 'field_kana_wrong'],
		['no reading', neededKana(9, missing), '', missing],
	])('%s', (_, field, typed, kept) => {
		expect(read(field, typed)).toBe(kept);
	});
});

describe('choices', () => {
	const kinds = ['notice', 'need'] as const;
	test.each([
		['a choice', oneOf(kinds, missing), 'need', 'need'],
		['nothing pressed', oneOf(kinds, missing), undefined, missing],
		['nothing chosen', oneOf(kinds, missing), '', missing],
		['nothing chosen where one stands for it', oneOf(kinds, missing, 'need'), undefined, 'need'],
		['a forged choice', oneOf(kinds, missing, 'need'), 'other', missing],
		['a choice or none', oneOfOrNone(kinds), 'need', 'need'],
		['none', oneOfOrNone(kinds), '', null],
		['a forged choice or none', oneOfOrNone(kinds), 'other', 'field_choice_unknown'],
		['a tick', ticked, 'yes', true],
		['no tick', ticked, undefined, false],
		['a tick that is needed', neededTick(missing), undefined, missing],
		['a record', id, one, one],
		['no record', id, 'x', 'refusal_not_valid'],
		['a record that is needed', neededId(missing), '', missing],
		['a record or none', idOrNone, '', null],
		['a forged record or none', idOrNone, 'x', 'field_choice_unknown'],
	])('%s', (_, field, typed, kept) => {
		expect(read(field, typed)).toBe(kept);
	});

	test('several are kept once each, and not without bounds', () => {
		expect(read(someOf(kinds), ['need', 'need', 'notice'])).toEqual(['need', 'notice']);
		expect(read(someOf(kinds), undefined)).toEqual([]);
		expect(read(someOf(kinds), ['other'])).toBe('refusal_not_valid');
		expect(read(ids(2), [one, two, one].slice(1))).toEqual([two, one]);
		expect(read(ids(1), [one, two])).toBe('refusal_not_valid');
	});
});

describe('how to reach somebody', () => {
	test.each([
		['a number in any spelling', phone, '０３（１２３４）５６７８', '03-1234-5678'],
		['half a number', phone, '03-12', 'field_phone_wrong'],
		['no number', phone, ' ', ''],
		['a postal code', postalCode, '〒１２３４５６７', '123-4567'],
		['half a postal code', postalCode, '123', 'field_postal_code_wrong'],
		['full-width letters', email, ' Ｈａｎａｋｏ＠ｅｘａｍｐｌｅ．ｊｐ', 'Hanako@example.jp'],
		[
			'an old address of a mobile phone',
			email,
			'hana..ko.@example.ne.jp',
			'hana..ko.@example.ne.jp',
		],
		['two addresses', email, 'a@example.jp,b@example.jp', 'field_email_wrong'],
		['no domain', email, 'hanako@', 'field_email_wrong'],
		['a domain with a dot at the end', email, 'hanako@example.jp.', 'field_email_wrong'],
		['no address', email, '', ''],
		['a page', webAddress, 'https://example.jp/a', 'https://example.jp/a'],
		['a script', webAddress, 'javascript:alert(1)', 'field_url_wrong'],
	])('%s', (_, field, typed, kept) => {
		expect(read(field, typed)).toBe(kept);
	});
});

describe('dates, times, numbers', () => {
	test.each([
		['a day', dateOrNone, '令和8年12月8日', '2026-12-08'],
		['no day', dateOrNone, '', null],
		['a day that is none', dateOrNone, '2月30日', 'field_date_wrong'],
		['a day that is needed', neededDate(missing), '', missing],
		['a needed day that is none', neededDate(missing), 'いつか', 'field_date_wrong'],
		['a time', timeOrNone, '午後1時半', '13:30'],
		['no time', timeOrNone, undefined, null],
		['a time that is none', timeOrNone, '25時', 'field_time_wrong'],
		['no vague date', neededVagueDate(missing), ' ', missing],
		['a number of people', countOrNone(2_000), '１，２００人', 1200],
		['no number', countOrNone(9), '', null],
		['too many', countOrNone(9), '10', 'field_number_wrong'],
		['too few', countOrNone(9, { least: 1 }), '0', 'field_number_wrong'],
		['words', neededCount(1, 9, missing), '三', missing],
		['a number that is needed', neededCount(1, 9, missing), undefined, missing],
		['the number of a version', version, '3', 3],
		['a forged version', version, '-1', 'refusal_not_valid'],
	])('%s', (_, field, typed, kept) => {
		expect(read(field, typed)).toBe(kept);
	});

	test('a date is kept as precisely as it is known', () => {
		expect(read(neededVagueDate(missing), '令和8年12月頃')).toEqual({
			kind: 'month',
			month: '2026-12',
		});
		expect(read(neededVagueDate(missing), '未定')).toEqual({ kind: 'text', text: '未定' });
	});
});

test('files are as many as the form takes', () => {
	const file = { name: 'a.pdf', content: new Uint8Array([1]) };
	expect(read(uploads(1), undefined)).toEqual([]);
	expect(read(uploads(1), [file])).toEqual([file]);
	expect(read(uploads(1), [file, file])).toBe('field_too_many_files');
});
