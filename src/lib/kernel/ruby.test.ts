import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addReadings, parseRuby, rubyHtml } from './ruby.ts';

const readings = new Map([
	['相談', 'そうだん'],
	['相談窓口', 'そうだんまどぐち'],
	['墨田', 'すみだ'],
	['区', 'く'],
	['人', 'ひと'],
	['1人', 'ひとり'],
	['話し合い', 'はなしあい'],
	['お互い様', 'おたがいさま'],
	['居場所', 'いばしょ'],
	['𠮷', 'よし'],
	['かな', 'かな'],
]);

/** 相談(そうだん)する → one string, for short assertions. */
const written = (text: string) =>
	addReadings(text, readings)
		.map((segment) => segment.text + (segment.reading ? `(${segment.reading})` : ''))
		.join('');

describe('ruby markup', () => {
	test.each([
		['寛(ひろ)げ', [{ text: '寛', reading: 'ひろ' }, { text: 'げ' }]],
		['寛（ひろ）げ', [{ text: '寛', reading: 'ひろ' }, { text: 'げ' }]],
		['｜寛《ひろ》げ', [{ text: '寛', reading: 'ひろ' }, { text: 'げ' }]],
		['心を寛《ひろ》げ', [{ text: '心を' }, { text: '寛', reading: 'ひろ' }, { text: 'げ' }]],
		['｜お互い様《おたがいさま》', [{ text: 'お互い様', reading: 'おたがいさま' }]],
		['様式1(新規)', [{ text: '様式1(新規)' }]],
		['会場(ホール)', [{ text: '会場(ホール)' }]],
		['', []],
	])('%s', (markup, segments) => {
		expect(parseRuby(markup)).toEqual(segments);
	});
});

describe('readings in text', () => {
	test('takes the longest word', () => {
		expect(written('相談窓口で相談する')).toBe('相談窓口(そうだんまどぐち)で相談(そうだん)する');
	});

	test('leaves okurigana bare', () => {
		expect(written('話し合いの場')).toBe('話(はな)し合(あ)いの場');
		expect(written('お互い様')).toBe('お互(たが)い様(さま)');
	});

	test('reads a single kanji only where its reading is sure', () => {
		expect(written('人が来る')).toBe('人(ひと)が来る');
		expect(written('大人と人間')).toBe('大人と人間');
		expect(written('3人、３人')).toBe('3人、３人');
		expect(written('1人で')).toBe('1人(ひとり)で');
		expect(written('11人')).toBe('11人');
		expect(written('𠮷さん、𠮷野家')).toBe('𠮷(よし)さん、𠮷野家');
		expect(written('墨田区の区')).toBe('墨田(すみだ)区(く)の区(く)');
		expect(written('特別区')).toBe('特別区');
	});

	test('reads a counter after any number, and only there', () => {
		const counters = new Map([
			...readings,
			['#人', 'にん'],
			['#件', 'けん'],
			['#日間', 'にちかん'],
			['日間', 'ひま'],
		]);
		const counted = (text: string) =>
			addReadings(text, counters)
				.map((segment) => segment.text + (segment.reading ? `(${segment.reading})` : ''))
				.join('');
		expect(counted('11人と１人、人')).toBe('11人(にん)と１人(にん)、人(ひと)');
		expect(counted('1人')).toBe('1人(ひとり)');
		expect(counted('3日間の件')).toBe('3日間(にちかん)の件');
	});

	test('ignores words without kanji', () => {
		expect(addReadings('かなの話', readings)).toEqual([{ text: 'かなの話' }]);
	});

	test('the segments together are the text', () => {
		const japanese = fc.string({
			unit: fc.constantFrom(...'相談窓口墨田区人1話し合い居場所𠮷お互様大の'),
		});
		fc.assert(
			fc.property(japanese, (text) => {
				const segments = addReadings(text, readings);
				expect(segments.map((segment) => segment.text).join('')).toBe(text);
			}),
		);
	});
});

describe('readings in a page', () => {
	const SODAN = '<ruby>相談<rt>そうだん</rt></ruby>';

	test('adds readings to text', () => {
		expect(rubyHtml('<p class="a">相談</p>', readings)).toBe(`<p class="a">${SODAN}</p>`);
		expect(rubyHtml('<button>相談</button>', readings)).toBe(`<button>${SODAN}</button>`);
		expect(rubyHtml('1 < 2 相談 &amp; <b>相談</b>', readings)).toBe(
			`1 < 2 ${SODAN} &amp; <b>${SODAN}</b>`,
		);
	});

	test.each([
		'<script>const a = "相談</p>";</script>',
		'<SCRIPT type="x">相談</SCRIPT>',
		'<style>p::after { content: "相談" }</style>',
		'<textarea>相談<p></textarea>',
		'<head><title>相談</title><meta content="相談"></head>',
		'<select><option>相談</option></select>',
		'<input placeholder="相談" value="a > 相談">',
		"<p title='相談 \" > 相談'></p>",
		'<ruby>相談<rt>そうだん</rt></ruby>',
		'<div data-no-ruby><p>相談</p><div>相談</div>相談</div>',
		'<p lang="zh">相談</p>',
		'<div contenteditable="true">相談</div>',
		'<!-- 相談 > 相談 -->',
		'<!doctype html 相談>',
		'<svg><text>相談</text></svg>',
		'<code>相談</code>',
		'<p data-a=相談>',
		'</p 相談>',
		'<p title="相談',
		'&#1人;',
	])('leaves %s alone', (html) => {
		expect(rubyHtml(html, readings)).toBe(html);
	});

	test.each([
		['<div data-no-ruby><div>相談</div></div>', '相談'],
		['<ruby>人<rt>ひと</rt></ruby>', '相談'],
		['<script>"</scripted>"</script>', '相談'],
		['<svg/>', '相談'],
		['<input data-no-ruby>', '相談'],
		['<div data-no-ruby><textarea></div></textarea></div>', '相談'],
		['<!-->', '相談'],
		['<p lang="ja"></p>', '相談'],
		["<a href=it's>x</a>", '相談'],
	])('goes on after %s', (html, text) => {
		expect(rubyHtml(html + text, readings)).toBe(html + SODAN);
	});

	test('a page in another language still reads its Japanese', () => {
		expect(rubyHtml('<html lang="en"><body>相談</body></html>', readings)).toContain(SODAN);
	});

	test('taking the added tags away gives back the page', () => {
		const piece = fc.constantFrom(
			...[
				'<p>',
				'</p>',
				'<div data-no-ruby>',
				'</div>',
				'<script>',
				'</script>',
				'<!--',
				'-->',
				'<',
			],
			...[
				'>',
				'"',
				"'",
				'=',
				'<a href="',
				'相談',
				'話し合い',
				'1人',
				'人',
				'区',
				'&amp;',
				'&#',
				'<svg',
			],
			...[
				'/>',
				'<br>',
				'<textarea>',
				'</textarea>',
				' ',
				'<select>',
				'</select>',
				'<head>',
				'</head>',
			],
		);
		fc.assert(
			fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
				const html = pieces.join('');
				const bare = rubyHtml(html, readings)
					.replace(/<rt>[^<]*<\/rt><\/ruby>/gu, '')
					.replace(/<ruby>/gu, '');
				expect(bare).toBe(html);
			}),
			{ numRuns: 2_000 },
		);
	});

	test('a 60 kB page takes milliseconds', () => {
		const many = new Map(readings);
		for (let i = 0; i < 2_000; i += 1) {
			many.set(String.fromCharCode(0x4e00 + i, 0x5000 + ((i * 7) % 2_000)), 'よみ');
		}
		const page = `<main>${'<p class="note">お互い様の居場所で、相談窓口の人と話し合い。</p>'.repeat(1_100)}</main>`;
		rubyHtml(page, many);
		const before = process.cpuUsage();
		rubyHtml(page, many);
		expect(page.length).toBeGreaterThan(40_000);
		expect(process.cpuUsage(before).user / 1_000).toBeLessThan(300);
	});
});
