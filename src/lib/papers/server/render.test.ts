import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { readPdf } from '#test/pdf.ts';
import type { Block } from '../document.ts';
import { codePointsOf, coverage, fontFiles } from './fonts.ts';
import { printable } from './printable.ts';
import { renderPdf } from './render.ts';

const at = new Date('2026-11-22T01:00:00Z');

const order = (blocks: readonly Block[], title = '開催報告') => ({
	...{ title: '第2回　夕方の公園を考える', author: 'ひかり区社会福祉協議会' },
	language: 'ja' as const,
	common: { title: '夕方の公園', operator: 'ひかり区', words: { entry: '', qr: '' }, address: '' },
	parts: [{ template: '/papers/templates/document.typ', data: { title, note: '', blocks } }],
});

const textBlock = (text: string): Block => ({ kind: 'text', text });

describe('a PDF', () => {
	test('says what it is, in which language, and reads in order', async () => {
		const blocks: Block[] = [
			{ kind: 'heading', level: 2, text: '話したこと' },
			textBlock('髙﨑さんと𠮷田さん'),
			{ kind: 'list', items: ['夕方の居場所', '送り迎え'] },
			{
				...{ kind: 'table', caption: '決まったこと', head: ['内容', '担当'] },
				...{ rows: [['公園を見に行く', '町会']], widths: [2, 1] },
			},
		];
		const pdf = await renderPdf(order(blocks), at);
		const read = await readPdf(pdf.content);
		expect(read).toMatchObject({
			...{ language: 'ja-JP', title: '第2回　夕方の公園を考える', isTagged: true },
			sizes: [[210, 297]],
		});
		expect(pdf.pages).toBe(1);
		for (const role of ['H1', 'H2', 'L', 'Table', 'TH', 'TD']) expect(read.roles).toContain(role);
		expect(read.text).toMatch(
			/開催報告.*話したこと.*髙﨑さんと𠮷田さん.*夕方の居場所.*公園を見に行く/s,
		);
	});

	test('is PDF/UA-1 by its own statement', async () => {
		const { content } = await renderPdf(order([textBlock('本文')]), at);
		expect(Buffer.from(content).toString('latin1')).toContain('pdfuaid');
	});

	test('has the shipped fonts in it and no other', async () => {
		const hard = '髙﨑 葛󠄀城 𠮷田 ㈱ ①⑳ ☑ ☐ ⚠ é ñ Я λ 😀 한글 〒 ㌔ ～－∥';
		const { content } = await renderPdf(
			order([textBlock(hard), { kind: 'strong', text: hard }]),
			at,
		);
		const { fonts } = await readPdf(content);
		for (const font of fonts)
			expect(font).toMatch(/^(?:BIZUDPGothic|NotoSansJP)-(?:Regular|Bold)$/);
		expect(fonts).toContain('BIZUDPGothic-Regular');
	});

	test('shows 葛󠄀 in the form that its writer chose, and a form that the font has not in its ordinary one', async () => {
		/** The letters of which shapes are embedded: the tag before the name of a font is made from them. */
		const shapesOf = async (text: string) => {
			const { content, missing } = await renderPdf(order([textBlock(text)]), at);
			expect(missing).toBe(0);
			expect((await readPdf(content)).text).toContain([...text][0]);
			const names = Buffer.from(content).toString('latin1');
			return new Set(names.match(/[A-Z]{6}\+BIZUDPGothic-Regular/g));
		};
		// BIZ UDPGothic has 205 own forms for the first selector, none for the others
		expect(await shapesOf('葛\u{e0100}城')).not.toEqual(await shapesOf('葛城'));
		expect(await shapesOf('邉\u{e0101}')).toEqual(await shapesOf('邉'));
	});

	test('is the same twice', async () => {
		const one = await renderPdf(order([textBlock('同じ')]), at);
		const two = await renderPdf(order([textBlock('同じ')]), at);
		expect(Buffer.from(one.content).equals(Buffer.from(two.content))).toBe(true);
	});

	test('prints what somebody wrote as letters, never as commands', async () => {
		const text = '#panic("x") $a$ *太字* = 見出し @ref <label> `code` \\ // \u{0}\u{202e}';
		const { content } = await renderPdf(order([textBlock(text)]), at);
		expect((await readPdf(content)).text).toContain('#panic("x") $a$ *太字* = 見出し @ref <label>');
	});

	test('takes 10,000 letters without a blank, and a word that has no end', async () => {
		const long = order([textBlock('あ'.repeat(10_000)), textBlock('x'.repeat(4_999) + 'y')]);
		const { pages, content } = await renderPdf(long, at);
		expect(pages).toBeGreaterThan(6);
		expect((await readPdf(content)).lost).toEqual([]);
		const read = await readPdf(content);
		expect(read.text.match(/あ/g)?.length).toBe(10_000);
		expect(read.text.match(/x/g)?.length).toBe(4_999);
		expect(read.pages.at(-1)).toContain('y');
	});

	test('a heading that skips a level is refused, and the refusal quotes nothing', async () => {
		const skipped = order([{ kind: 'heading', level: 3, text: '秘密の見出し' }]);
		await expect(renderPdf(skipped, at)).rejects.toThrow(/typst refused a paper/);
		await expect(renderPdf(skipped, at)).rejects.not.toThrow(/秘密/);
	});

	test('a picture without words for it is refused', async () => {
		const part = { template: '/papers/templates/wordless.test.typ', data: {} };
		await expect(renderPdf({ ...order([]), parts: [part] }, at)).rejects.toThrow(/alt/);
	});
});

describe('letters', () => {
	test('both weights of a font have the same letters, so that bold names lose nothing', () => {
		const [regular, bold, other, otherBold] = fontFiles().map(
			(file) => new Set(codePointsOf(readFileSync(file))),
		);
		expect(regular?.symmetricDifference(bold ?? new Set()).size).toBe(0);
		expect(other?.symmetricDifference(otherBold ?? new Set()).size).toBe(0);
	});

	test.each([
		['髙﨑𠮷田神', '髙﨑𠮷田神', 0],
		['葛󠄀城', '葛󠄀城', 0],
		['よく来た😀', 'よく来た〓', 1],
		['家族👨‍👩‍👧です', '家族〓です', 1],
		['한글', '〓〓', 2],
		['一行\r\n二行\tだよ', '一行\n二行 だよ', 0],
		['x'.repeat(30), `${'x'.repeat(24)}\u{200b}xxxxxx`, 0],
		['\u{feff}見\u{200b}え\u{202e}ない\u{7}', '見えない', 0],
	])('%s is printed as %s', (text, printed, missing) => {
		expect(printable({ a: [text] }, coverage())).toEqual({ data: { a: [printed] }, missing });
	});
});
