import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
	bigrams,
	cleanLine,
	cleanText,
	displayWidth,
	fold,
	graphemeLength,
	truncate,
} from './text.ts';

describe('folding for search', () => {
	test.each([
		['髙橋', '高橋'],
		['山﨑', '山崎'],
		['渡邉', '渡辺'],
		['渡邊', '渡辺'],
		['齋藤', '斉藤'],
		['齊藤', '斉藤'],
		['斎藤', '斉藤'],
		['澤田', '沢田'],
		['濱田', '浜田'],
		['濵田', '浜田'],
		['龍', '竜'],
		['𠮷野家', '吉野家'],
		['廣島', '広島'],
		['國学院', '国学院'],
		['葛\u{e0100}飾区', '葛飾区'],
		['神\ufe00社', '神社'],
		['\ufa19社', '神社'],
		['ボランティア', 'ぼらんてぃあ'],
		['ﾎﾞﾗﾝﾃｨｱ', 'ぼらんてぃあ'],
		['サ−ビス', 'さーびす'],
		['サｰビス', 'さーびす'],
		['ＮＰＯ法人', 'npo法人'],
		['０８８ー６２１ー２９１３', '088-621-2913'],
		['1‐2–3—4−5', '1-2-3-4-5'],
		['You＆ゆう', 'you&ゆう'],
		['  ひとり　暮らし\n支援 ', 'ひとり 暮らし 支援'],
		['13時〜15時', '13時~15時'],
		['㈱きずな', '(株)きずな'],
		['居\u200b場所', '居場所'],
	])('%s → %s', (text, folded) => {
		expect(fold(text)).toBe(folded);
	});

	test.each([
		['子ども', '子供'],
		['さいとう', 'さとう'],
		['板橋', '坂橋'],
		['はーと', 'はと'],
	])('%s and %s stay apart', (one, other) => {
		expect(fold(one)).not.toBe(fold(other));
	});

	test('folding twice changes nothing', () => {
		const japanese = fc.string({
			unit: fc.oneof(
				fc.constantFrom(...'アーが゛髙﨑ﾞｶ-−〜　①㈱ｰヶヴ々邉'),
				fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }),
			),
		});
		fc.assert(
			fc.property(japanese, (text) => {
				expect(fold(fold(text))).toBe(fold(text));
			}),
			{ numRuns: 2_000 },
		);
	});
});

describe('cleaning for storage', () => {
	test('a line has no newlines, control characters or bidi overrides', () => {
		expect(cleanLine('　佐藤\u202e　花子\u0000\n ')).toBe('佐藤　花子');
		expect(cleanLine('一\r\n二\t三')).toBe('一 二 三');
	});

	test('a name keeps its own glyphs', () => {
		expect(cleanLine('\ufa19\ufa11')).toBe('\ufa19\ufa11');
		expect(cleanLine('葛\u{e0100}城')).toBe('葛\u{e0100}城');
		expect(cleanLine('か\u3099')).toBe('が');
		expect(cleanLine('ＮＰＯ①')).toBe('ＮＰＯ①');
	});

	test('a text keeps its paragraphs and indentation', () => {
		expect(cleanText('\r\n　一行目  \r\n二行目\u0007\n\n\n\n三行目\n')).toBe(
			'　一行目\n二行目\n\n三行目',
		);
	});

	test('nothing unstorable is left over', () => {
		fc.assert(
			fc.property(fc.string({ unit: 'binary' }), (text) => {
				expect(cleanLine(text)).not.toMatch(/[\p{Cc}\u202a-\u202e\u2066-\u2069]/u);
				expect(cleanText(text)).not.toMatch(/[\p{Cc}--\n]/v);
				expect(cleanLine(text).isWellFormed()).toBe(true);
			}),
		);
	});
});

describe('counting and cutting', () => {
	test('counts what a person counts', () => {
		expect(graphemeLength('支え合い')).toBe(4);
		expect(graphemeLength('葛\u{e0100}飾')).toBe(2);
		expect(graphemeLength('👨‍👩‍👧')).toBe(1);
		expect(graphemeLength('が')).toBe(1);
		expect(graphemeLength('か\u3099')).toBe(1);
	});

	test('measures columns', () => {
		expect(displayWidth('abc')).toBe(3);
		expect(displayWidth('支え合い')).toBe(8);
		expect(displayWidth('ｶﾞ')).toBe(2);
		expect(displayWidth('①→※')).toBe(6);
		expect(displayWidth('Nguyễn')).toBe(6);
		expect(displayWidth('葛\u{e0100}')).toBe(2);
		expect(displayWidth('👨‍👩‍👧')).toBe(2);
	});

	test('cuts at a width', () => {
		expect(truncate('支え合いの場', 12)).toBe('支え合いの場');
		expect(truncate('支え合いの場', 11)).toBe('支え合い…');
		expect(truncate('NPO法人', 6)).toBe('NPO…');
	});

	test('a cut text is never wider than asked', () => {
		fc.assert(
			fc.property(fc.string({ unit: 'binary' }), fc.integer({ min: 2, max: 30 }), (text, width) => {
				expect(displayWidth(truncate(text, width))).toBeLessThanOrEqual(width);
			}),
		);
	});
});

test('bigrams stay inside words', () => {
	expect(bigrams('見守り、見守り ネコ')).toEqual(['見守', '守り', 'ねこ']);
	expect(bigrams('髙')).toEqual(['高']);
	expect(bigrams('サービス')).toEqual(['さー', 'ーび', 'びす']);
	expect(bigrams(' 、 ')).toEqual([]);
});
