import { readFileSync } from 'node:fs';
import iconv from 'iconv-lite';
import { describe, expect, test } from 'vitest';
import { aWorkbook, aZip } from '#test/workbook.ts';
import { readList } from '../../reading/reading.ts';
import type { ImportKind } from '../../vocabulary/index.ts';
import { openList, openListBeside } from './open.ts';

const text = (content: string) => new TextEncoder().encode(content);
const inCp932 = (content: string) => new Uint8Array(iconv.encode(content, 'cp932'));

/** Opens and reads a file as the import does before it knows the directory. */
async function read(content: Uint8Array, kind?: ImportKind) {
	const { encoding, grids } = await openList(content);
	const list = readList(grids, kind, {}, () => undefined, undefined);
	const targets = Object.fromEntries(list.columns.map(({ source, target }) => [source, target]));
	return { encoding, targets, ...list };
}

const plain =
	'団体名,フリガナ,電話番号\n見守り隊,ミマモリタイ,03-0123-4567\n髙﨑食堂①,タカサキショクドウ,\n';

describe('the encoding is found out', () => {
	const utf16 = (bytes: Buffer, mark: number[]) =>
		new Uint8Array(Buffer.concat([Buffer.from(mark), bytes]));
	test.each([
		['UTF-8', text(plain)],
		['UTF-8 BOM', text(`\ufeff${plain}`)],
		['CP932', inCp932(plain.replaceAll('\n', '\r\n'))],
		['UTF-16LE', utf16(Buffer.from(plain, 'utf16le'), [0xff, 0xfe])],
		['UTF-16BE', utf16(Buffer.from(plain, 'utf16le').swap16(), [0xfe, 0xff])],
		['UTF-16LE', new Uint8Array(Buffer.from(plain, 'utf16le'))],
	])('%s', async (encoding, content) => {
		const list = await read(content);
		expect(list.encoding).toBe(encoding);
		expect(list.rows.map(({ values }) => values.name)).toEqual(['見守り隊', '髙﨑食堂①']);
	});

	test('EUC-JP is not taken for CP932', async () => {
		const content = new Uint8Array(
			iconv.encode('施設名,住所\n中央会館,本町一丁目\n北の家,北浜二丁目\n', 'euc-jp'),
		);
		const list = await read(content);
		expect([list.encoding, list.rows[0]?.values.name]).toEqual(['EUC-JP', '中央会館']);
	});
});

test.each([
	['tabs', '\t'],
	['semicolons', ';'],
])('cells between %s are read', async (_what, sign) => {
	const list = await read(text(plain.replaceAll(',', sign)));
	expect(list.targets).toEqual({ 団体名: 'name', フリガナ: 'nameKana', 電話番号: 'telephone' });
	expect(list.rows).toHaveLength(2);
});

test('comment rows above the headings are passed over, and a position in one cell is read', async () => {
	const list = await read(readFileSync('tests/fixtures/lists/takamatsu-kindergartens.csv'));
	expect([list.encoding, list.headerRow, list.kind]).toEqual(['UTF-8 BOM', 7, 'places']);
	expect(list.rows.map(({ row }) => row)).toEqual([10, 11, 13]);
	expect(list.rows[0]?.values).toMatchObject({
		name: '高松市立前田幼稚園',
		telephone: '087-847-6582',
		latitude: 34.296244,
		longitude: 134.113886,
	});
	expect(list.problems).toEqual([]);
});

test('a list with English headings is read', async () => {
	const list = await read(readFileSync('tests/fixtures/lists/takamatsu-elderly.csv'));
	expect(list.rows).toHaveLength(3);
	expect(list.rows[0]?.values).toMatchObject({
		address: '高松市香西北町260',
		hours: '月火水木金土日\n24時間対応',
	});
});

describe('a spreadsheet', () => {
	test('readings over cells are not part of the text', async () => {
		const list = await read(
			aWorkbook({
				name: '団体一覧',
				rows: [
					['令和8年度 登録団体一覧', '', ''],
					[{ text: '団体名', reading: 'ダンタイメイ' }, '代表者', '電話番号'],
					[{ text: '見守り隊', reading: 'ミマモリタイ' }, '山田', 362123456],
				],
				merges: ['A1:C1'],
			}),
		);
		expect([list.encoding, list.headerRow]).toEqual(['xlsx', 2]);
		// a spreadsheet has taken the zero away from the number
		expect(list.rows[0]?.values).toMatchObject({ name: '見守り隊', telephone: '03-6212-3456' });
	});

	test('two rows of headings are one header, and a group drawn over rows counts for each of them', async () => {
		const list = await read(
			aWorkbook({
				name: '名簿',
				rows: [
					['地区', '団体名', '代表者', '', '連絡先', ''],
					['', '', '役職', '氏名', '電話', 'FAX'],
					['北浜', 'ひだまり', '会長', '佐藤 花子', '03-0123-4567', ''],
					['', 'そよかぜ', '代表', '田中 一', '', '03-0123-4568'],
					['合計', '2団体', '', '', '', ''],
				],
				merges: ['A1:A2', 'B1:B2', 'C1:D1', 'E1:F1', 'A3:A4'],
			}),
			'organisations',
		);
		expect(list.headerRow).toBe(2);
		expect(list.columns.map(({ target }) => target)).toEqual([
			...['areas', 'name', 'representativeTitle', 'representativeName', 'telephone', 'fax'],
		]);
		expect(list.rows.map(({ input }) => input.areas)).toEqual(['北浜', '北浜']);
	});

	test('the list is found among several sheets; hidden ones are not read', async () => {
		const list = await read(
			aWorkbook(
				{ name: '表紙', rows: [['団体名簿'], ['福祉課']] },
				{
					name: '古い名簿',
					rows: [
						['団体名', '電話番号'],
						['なくなった会', ''],
					],
					hidden: true,
				},
				{
					name: '名簿',
					rows: [
						['団体名', '電話番号'],
						['ひだまり', ''],
						['そよかぜ', ''],
					],
				},
			),
		);
		expect(list.sheets).toEqual(['表紙', '名簿']);
		expect(list.rows.map(({ values }) => values.name)).toEqual(['ひだまり', 'そよかぜ']);
	});
});

const bomb = (claimed?: number) =>
	aZip(
		[
			['xl/workbook.xml', '<workbook/>'],
			['xl/worksheets/sheet1.xml', new Uint8Array(80 * 1024 * 1024)],
		],
		claimed,
	);
const farCell = aZip([
	['xl/workbook.xml', '<workbook/>'],
	['xl/worksheets/sheet1.xml', '<c r="A1"/><c r="XFD1048576" t="n"><v>1</v></c>'],
]);

test.each([
	['an empty file', new Uint8Array(), 'imports_file_empty'],
	['a file of empty rows', text(',,\n,,\n'), 'imports_file_empty'],
	['a PDF with another name', text('%PDF-1.7\n%âãÏÓ'), 'imports_file_is_pdf'],
	[
		'a spreadsheet with a password',
		new Uint8Array(
			Buffer.concat([
				Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]),
				Buffer.from('EncryptedPackage', 'utf16le'),
			]),
		),
		'imports_file_has_password',
	],
	[
		'an old spreadsheet',
		new Uint8Array([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]),
		'imports_file_is_old_excel',
	],
	['an archive that is no spreadsheet', aZip([['a.txt', 'a']]), 'imports_file_is_archive'],
	['a broken spreadsheet', new Uint8Array([0x50, 0x4b, 3, 4, 1]), 'imports_file_broken_excel'],
	['an archive that unpacks to too much', bomb(), 'imports_file_too_long'],
	['an archive that lies about its size', bomb(10), 'imports_file_too_long'],
	['a sheet with a cell far out', farCell, 'imports_file_too_long'],
	['data for programs', text('{"type":"FeatureCollection"}'), 'imports_file_unreadable'],
	['a web page', text('<!DOCTYPE html><table></table>'), 'imports_file_is_page'],
	[
		'a program',
		new Uint8Array([0x7f, 0x45, 0x4c, 0x46, 2, 1, 1, 0, 0, 0]),
		'imports_file_unreadable',
	],
	['a broken table', text('団体名,フリガナ\n"開いたまま,ア\n'), 'imports_file_broken'],
])('%s is refused in plain words', async (_what, content, message) => {
	await expect(openList(content)).rejects.toMatchObject({ problems: [{ field: 'file', message }] });
});

describe('a large file is read in a thread of its own, with the same answers', () => {
	test('a list', async () => {
		const rows = Array.from({ length: 8_000 }, (_, row) => `髙﨑食堂${row},タカサキ`);
		const { encoding, grids } = await openListBeside(
			inCp932(['団体名,フリガナ', ...rows].join('\r\n')),
		);
		expect([encoding, grids[0]?.rows.length]).toEqual(['CP932', 8_001]);
		expect(grids[0]?.rows.at(-1)).toEqual(['髙﨑食堂7999', 'タカサキ']);
	});

	test.each([
		['too long a list', text(`団体名\n${'あ\n'.repeat(40_000)}`), 'imports_file_too_long'],
		['an archive that unpacks to too much', bomb(), 'imports_file_too_long'],
	])('%s', async (_what, content, message) => {
		await expect(openListBeside(content)).rejects.toMatchObject({
			...{ code: 'not-valid', key: message, problems: [{ field: 'file', message }] },
		});
	});
});
