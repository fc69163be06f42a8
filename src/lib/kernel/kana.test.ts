import { describe, expect, test } from 'vitest';
import { gojuonRow, isFullWidthKatakana, sortKey, stripLegalForm, toKatakana } from './kana.ts';

describe('legal forms', () => {
	test.each([
		['NPO法人You&ゆう', 'You&ゆう'],
		['ＮＰＯ法人　きずな', 'きずな'],
		['特定非営利活動法人きずな', 'きずな'],
		['認定特定非営利活動法人きずな', 'きずな'],
		['認定NPO法人きずな', 'きずな'],
		['社会福祉法人墨田区社会福祉協議会', '墨田区社会福祉協議会'],
		['一般社団法人つながり', 'つながり'],
		['公益財団法人ささえ', 'ささえ'],
		['医療法人社団 桜会', '桜会'],
		['株式会社まちの灯', 'まちの灯'],
		['まちの灯株式会社', 'まちの灯'],
		['まちの灯（株）', 'まちの灯'],
		['㈱まちの灯', 'まちの灯'],
		['(福)墨田会', '墨田会'],
		['有限会社花', '花'],
		['合同会社 みらい', 'みらい'],
		['学校法人青葉学園', '青葉学園'],
	])('%s → %s', (name, rest) => {
		expect(stripLegalForm(name)).toBe(rest);
	});

	test.each(['きずなの会', '株式会社', 'NPOセンター', '社会福祉協議会', '株の会'])(
		'%s stays',
		(name) => {
			expect(stripLegalForm(name)).toBe(name);
		},
	);
});

describe('五十音順', () => {
	const sortedBySortKey = (names: readonly string[]) =>
		names
			.map((name) => ({ name, key: sortKey(name) }))
			.sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0))
			.map(({ name }) => name);

	test('ignores legal forms in writing and in kana', () => {
		expect(sortKey('シャカイフクシホウジンスミダカイ')).toBe(sortKey('スミダカイ'));
		expect(sortKey('トクテイヒエイリカツドウホウジン キズナ')).toBe(sortKey('きずな'));
		expect(sortKey('カブシキガイシャアオバ')).toBe(sortKey('アオバ'));
	});

	test('orders like a Japanese index', () => {
		const order = [
			'アイ',
			'カキ',
			'ガキ',
			'カキエ',
			'サクラ',
			'ハハ',
			'ババ',
			'パパ',
			'ハヒ',
			'ワ',
			'ン',
		];
		expect(sortedBySortKey([...order].reverse())).toEqual(order);
	});

	test('a long vowel sorts as its vowel, small letters before large ones', () => {
		const order = ['ラーメン', 'ラアメン', 'ライ', 'ビョウイン', 'ビヨウイン'];
		expect(sortedBySortKey([...order].reverse())).toEqual([
			'ビョウイン',
			'ビヨウイン',
			'ラーメン',
			'ラアメン',
			'ライ',
		]);
	});

	test('ignores spaces and punctuation', () => {
		expect(sortKey('マリア・サントス')).toBe(sortKey('マリアサントス'));
		expect(sortKey('「きずな」')).toBe(sortKey('きずな'));
	});

	test.each([
		['オオタ', 'あ'],
		['ガクシュウ', 'か'],
		['ジョウホウ', 'さ'],
		['ヅ', 'た'],
		['ノ', 'な'],
		['パン', 'は'],
		['ミンナ', 'ま'],
		['ャ', 'や'],
		['ロ', 'ら'],
		['ン', 'わ'],
		['ヴィラ', 'あ'],
		['NPO法人You&ゆう', '英数'],
		['3丁目', '英数'],
		['花', '他'],
		['', '他'],
	])('%s stands under %s', (name, row) => {
		expect(gojuonRow(sortKey(name))).toBe(row);
	});
});

test('tells and makes full-width katakana', () => {
	expect(isFullWidthKatakana('サトウ　ハナコ')).toBe(true);
	expect(isFullWidthKatakana('マリア・サントス')).toBe(true);
	expect(isFullWidthKatakana('ｻﾄｳ')).toBe(false);
	expect(isFullWidthKatakana('さとう')).toBe(false);
	expect(isFullWidthKatakana('　')).toBe(false);
	expect(toKatakana('さとう ﾊﾅｺ')).toBe('サトウ ハナコ');
	expect(toKatakana('ｶﾞｷﾞ佐藤ＡＢ')).toBe('ガギ佐藤ＡＢ');
});
