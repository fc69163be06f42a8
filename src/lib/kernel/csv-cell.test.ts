import { expect, test } from 'vitest';
import { safeCsvCell } from './csv-cell.ts';

test.each([
	'=1+1',
	'=HYPERLINK("http://example.jp")',
	'+81-88-621-2913',
	'-2+3',
	'-cmd',
	'@SUM(A1)',
	'\t=1',
	'\r=1',
	'  =1',
	'＝1',
	'＠A1',
	'-1,23',
])('%j is guarded', (text) => {
	expect(safeCsvCell(text)).toBe(`'${text}`);
});

test.each([
	'088-621-2913',
	'-5',
	'-12.5',
	'-1,234',
	'-3%',
	'佐藤 花子',
	'a=b',
	'',
	'令和5年',
	'〒770-0943',
])('%j reads as it is', (text) => {
	expect(safeCsvCell(text)).toBe(text);
});
