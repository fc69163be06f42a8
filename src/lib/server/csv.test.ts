import { parse } from 'csv-parse/sync';
import { expect, test } from 'vitest';
import { csvResponse, csvText } from './csv.ts';

const columns = [
	{ label: '名称', value: (row: { name: string; count: number | null }) => row.name },
	{ label: '件数', value: (row: { name: string; count: number | null }) => row.count },
];

test('Excel opens the file as UTF-8 with one line per row', () => {
	const text = csvText(columns, [{ name: '髙﨑さんの会 & "ゆう", 葛󠄀飾', count: 12 }]);
	expect(text).toBe('\ufeff名称,件数\r\n"髙﨑さんの会 & ""ゆう"", 葛󠄀飾",12\r\n');
});

test('what somebody wrote never runs as a formula, and comes back whole', () => {
	const names = ['=HYPERLINK("http://evil.example")', '+81-3', '@SUM(A1)', '一行目\n二行目', "'"];
	const lines: unknown = parse(
		csvText(
			columns,
			names.map((name) => ({ name, count: null })),
		),
		{ bom: true },
	);
	expect(lines).toEqual([
		['名称', '件数'],
		[`'${names[0]}`, ''],
		[`'${names[1]}`, ''],
		[`'${names[2]}`, ''],
		['一行目\n二行目', ''],
		["'", ''],
	]);
});

test('a number of the program stays a number, also below zero', () => {
	expect(csvText(columns, [{ name: '差', count: -5 }])).toContain('差,-5');
});

test('the download carries a Japanese file name and is kept by no cache', async () => {
	const response = csvResponse('地域課題 (11月).csv', columns, []);
	expect(response.headers.get('content-disposition')).toBe(
		`attachment; filename="export.csv"; filename*=UTF-8''${encodeURIComponent('地域課題 ')}%2811${encodeURIComponent('月')}%29.csv`,
	);
	expect(response.headers.get('cache-control')).toContain('no-store');
	expect([...new Uint8Array(await response.arrayBuffer())].slice(0, 3)).toEqual([0xef, 0xbb, 0xbf]);
});
