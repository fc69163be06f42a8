import { describe, expect, test } from 'vitest';
import { excerpt, highlighted } from './highlight.ts';
import { casesOf, synonymsOf, waysToSay } from './rules.ts';

const ways = (q: string, ...own: string[][]) =>
	waysToSay(q, synonymsOf(own.map((words, at) => ({ id: String(at), words }))));

describe('ways to say what was asked', () => {
	test('one word in other spellings, also inside a longer word', () => {
		expect(ways('こども食堂')[0]).toEqual(
			expect.arrayContaining(['こども食堂', '子ども食堂', '子供食堂']),
		);
		expect(ways('買物')[0]).toEqual(['買物', '買い物', '買いもの']);
	});

	test('a staff group joins the standard group with which it shares a word', () => {
		expect(ways('ぼっち', ['孤独', 'ぼっち'])[0]).toContain('孤立');
		expect(ways('ぼっち')[0]).toEqual(['ぼっち']);
	});

	test('width, katakana and variant kanji are one', () => {
		expect(ways('ｻﾛﾝ')[0]?.[0]).toBe('さろん');
		expect(ways('髙橋')).toEqual([['高橋']]);
	});

	test('however many words, the cases stay few and every word stays asked', () => {
		const many = ways('こども 孤独 高齢 居場所 買い物 見守り 一人 困窮 坂 川');
		expect(many).toHaveLength(8);
		expect(many.every((way) => way.length > 0)).toBe(true);
		expect(casesOf(many).length).toBeLessThanOrEqual(24);
		expect(casesOf(many)[0]?.words).toHaveLength(8);
		expect(casesOf([])).toEqual([]);
	});

	test('a word is found by its pairs of letters, a single letter by itself', () => {
		expect(casesOf([['見守り']])[0]?.grams).toEqual(['見守', '守り']);
		expect(casesOf([['坂']])[0]?.grams).toEqual(['坂']);
		expect(casesOf([['𠮷野家']])[0]?.grams).toEqual(['𠮷野', '野家']);
	});
});

describe('marks', () => {
	const marked = (text: string, words: string[]) =>
		highlighted(text, words)
			.map((piece) => (piece.hit ? `[${piece.text}]` : piece.text))
			.join('');

	test('stand where the text says it, in its own spelling', () => {
		expect(marked('ｺｰﾋｰのサロン', ['さろん', 'こーひー'])).toBe('[ｺｰﾋｰ]の[サロン]');
		expect(marked('髙橋さんと葛󠄀西', ['高橋', '葛西'])).toBe('[髙橋]さんと[葛󠄀西]');
		expect(marked('見守り見守', ['見守り', '守り見'])).toBe('[見守り][見]守');
	});

	test('the whole text is there, with or without marks', () => {
		for (const text of ['', 'あ', '<b>見守り</b>', '見守り'.repeat(3)]) {
			expect(
				highlighted(text, ['見守り', ''])
					.map((piece) => piece.text)
					.join(''),
			).toBe(text);
		}
	});

	test('an excerpt begins a little before the first mark', () => {
		const text = `${'あ'.repeat(100)}見守り${'い'.repeat(200)}`;
		const [first, second, third] = excerpt(text, ['見守り']);
		expect([first?.text, second?.text, third?.text]).toEqual(['…', 'あ'.repeat(25), '見守り']);
		expect(excerpt(text, ['見守り']).at(-1)?.text).toBe('…');
	});
});
