/** The furigana of the pages: every kanji that やさしい日本語 shows has a reading. */
import { globSync, readFileSync } from 'node:fs';
import * as v from 'valibot';
import { expect, test } from 'vitest';
import words from '../messages/readings.json' with { type: 'json' };
import { addReadings, rubyHtml } from '../src/lib/kernel/ruby.ts';

const readings = new Map(Object.entries(words));
const kanji = /[\p{Script=Han}々]/u;
const texts = v.record(v.string(), v.string());

test('every kanji of the simple texts has a reading (else run: node scripts/readings.ts --review)', () => {
	const bare = globSync('messages/ja-simple/*.json').flatMap((file) =>
		Object.entries(v.parse(texts, JSON.parse(readFileSync(file, 'utf8')))).flatMap(
			([key, text]) => {
				// a blank is filled with a number or with somebody's words
				const shown = text.replace(/\{[^}]*\}/gu, '3');
				const missing = addReadings(shown, readings).filter(
					(piece) => !piece.reading && kanji.test(piece.text),
				);
				return missing.map((piece) => `${file} ${key}: ${piece.text}`);
			},
		),
	);
	expect(bare).toEqual([]);
});

test.each([
	['障がいのある方', 'しょうがいのあるかた'],
	['羽田の圏域で相利を考える', 'はねだのけんいきでそうりをかんがえる'],
	['一人で困っている方', 'ひとりでこまっているかた'],
	['町会と社協の話し合いの場', 'ちょうかいとしゃきょうのはなしあいのば'],
	['2026年11月1日 日曜日', '2026ねん11がつついたち にちようび'],
	['討議の柱は3件', 'とうぎのはしらは3けん'],
])('%s is read %s', (text, reading) => {
	const read = addReadings(text, readings)
		.map((piece) => piece.reading ?? piece.text)
		.join('');
	expect(read).toBe(reading);
});

test('readings stand above the kanji only', () => {
	expect(rubyHtml('<p>困りごと</p>', readings)).toBe('<p><ruby>困<rt>こま</rt></ruby>りごと</p>');
});
