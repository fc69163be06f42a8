import { describe, expect, test } from 'vitest';
import type { ImportKind } from '../vocabulary/index.ts';
import type { Grid } from './grid.ts';
import { readList, type Choices } from './reading.ts';

/** A list written as lines of cells between |. */
function grid(list: string): Grid {
	const rows = list
		.trim()
		.split('\n')
		.map((line) =>
			line
				.trim()
				.split('|')
				.map((cell) => cell.trim().replaceAll('⏎', '\n')),
		);
	return { name: '', rows, merges: [] };
}

function read(list: string, kind?: ImportKind, choices: Choices = {}) {
	return readList([grid(list)], kind, choices, () => undefined, undefined);
}

const targets = (list: string, kind?: ImportKind) =>
	read(list, kind).columns.map(({ target }) => target);
const values = (list: string, kind?: ImportKind) => read(list, kind).rows.map((row) => row.values);

describe('the row of headings', () => {
	test.each([
		[
			'stands below a title and a date',
			3,
			'||みなと市災害拠点病院一覧|||\n||||令和8年1月1日現在|\n医療圏||施設名|所在地|電話番号|三次⏎救急\n中央||みなと病院|本町1-6|03－0123－1711|○',
		],
		[
			'stands below a comment',
			2,
			'# 施設一覧\n市区町村コード|NO|名称|住所\n352128|1|会館|本町1-2\n352128|2|ホール|本町1-3',
		],
		['may begin with a sign', 1, '#property|name|address\n1|会館|本町1-2'],
		[
			'may be two rows',
			2,
			'団体名|代表者||連絡先|\n|役職|氏名|電話|FAX\nひだまり|会長|佐藤|03-0123-4567|',
		],
		[
			'may have unknown words',
			2,
			'一覧表|||\n屋号|だれが|つながる番号|ひとこと\nひだまり|佐藤|03-0123-4567|元気\nそよかぜ|田中|03-0123-4568|静か\nこもれび|林|03-0123-4569|長い',
		],
	])('%s', (_what, row, list) => {
		expect(read(list).headerRow).toBe(row);
	});

	test('somebody who knows better is believed', () => {
		const list = '団体名|電話\n団体の正式な名|正しい電話\nひだまり|03-0123-4567';
		expect(read(list, 'organisations', { headerRow: 2 }).headings).toEqual([
			...['団体の正式な名', '正しい電話'],
		]);
	});

	test('a list without any is told so', () => {
		const { headerRow, problems } = read('1|2\n3|4');
		expect(headerRow).toBeNull();
		expect(problems.map(({ message }) => message)).toEqual(['imports_no_headings']);
	});
});

describe('which column is what', () => {
	test('headings as offices write them', () => {
		expect(
			targets(
				'整理番号|団体の名称（正式）|代表者 氏名|所在地（住所）|電話番号（代表）|ＦＡＸ|Ｅ－ｍａｉｌ|主な活動内容|会員数（人）\n1|ひだまり|佐藤|本町1-2|||||',
				'organisations',
			),
		).toEqual([
			...[null, 'name', 'representativeName', 'address', 'telephone', 'fax', 'email', 'activity'],
			'memberCount',
		]);
	});

	test('without a telling heading the cells tell', () => {
		expect(
			targets(
				'屋号|場所はここ|つながる番号|くわしくは\nひだまり|蒼浜区本町1-2|03-0123-4567|https://a.example\nそよかぜ|蒼浜区本町1-3|03-0123-4568|https://b.example\nこもれび|蒼浜区本町1-4|03-0123-4569|https://c.example',
				'organisations',
			),
		).toEqual(['name', 'address', 'telephone', 'url']);
	});

	test('the reading of a chair is not the reading of the organisation', () => {
		const list =
			'団体名|代表者名||連絡先|\n|氏　名|ふりがな|電話番号|メール\nひだまり|佐藤|さとう|03-0123-4567|';
		expect(targets(list, 'organisations')).toEqual([
			...['name', 'representativeName', null, 'telephone', 'email'],
		]);
	});

	test('連絡先 is a number only if it holds numbers', () => {
		expect(targets('施設名|問合せ先\n会館|福祉課\nホール|福祉課')).toEqual(['name', null]);
		expect(targets('施設名|問合せ先\n会館|福祉課 03-0123-4567')).toEqual(['name', 'telephone']);
	});

	test.each([
		['自治会名|会長名|世帯数\n本町会|田中|1,234', 'organisations'],
		['こども食堂名|会長名\nみんなの食堂|田中', 'places'],
		['屋台名|住所\nみんなの屋台|本町1-1', 'places'],
	] as const)('a heading that ends in 名 is the name: %s', (list, kind) => {
		expect(read(list, kind).columns[0]?.target).toBe('name');
	});

	test.each([
		['organisations', '団体名|代表者|活動内容\nひだまり|佐藤|見守り'],
		['organisations', '自治会名|会長名|世帯数\n本町会|田中|1,234'],
		['places', '施設名|住所|緯度|経度\n会館|本町|35.1|139.9'],
		['people', '氏名|フリガナ|携帯電話\n佐藤 花子|サトウ ハナコ|090-0123-4567'],
	])('a list of %s is known by its headings', (kind, list) => {
		expect(read(list).kind).toBe(kind);
	});

	test('the standard headings of 自治体標準オープンデータセット make one address', () => {
		expect(
			values(
				'名称|所在地_連結表記|所在地_都道府県|所在地_市区町村|所在地_町字|所在地_番地以下|建物名等(方書)\n会館||東京都|蒼浜区|本町二丁目|1-1|別館',
				'places',
			)[0],
		).toMatchObject({ address: '東京都蒼浜区本町二丁目1-1', building: '別館' });
	});
});

describe('which rows are records', () => {
	const hospitals = `
		医療圏||施設名|所在地|電話番号|病床数
		中央||中央病院|本町1-6|03－0123－1711|320
		|☆|みなと病院|本町１|03－0123－9111|1,075
		||二つの館の病院|港1-2|本館 03-0123-1111|100
		||||別館|50
		|||||
		医療圏||施設名|所在地|電話番号|病床数
		南部||南病院|南町3|03-0123-2222|90
		合計||4施設|||1,635
		☆印は地域の中核となる病院を表す。|||||`;

	test('no totals, footnotes, repeated headings, empty rows or continued ones', () => {
		const { rows, notices } = read(hospitals, 'places');
		expect(rows.map(({ row }) => row)).toEqual([2, 3, 4, 8]);
		expect(notices).toEqual([
			{ row: 4, heading: '電話番号', message: 'imports_notice_phone' },
			{ row: 5, heading: '', message: 'imports_notice_continued' },
		]);
	});

	test('a group that stands only in its first row counts for the rows below it', () => {
		const list = '地区|団体名|電話\n北|ひだまり|\n|そよかぜ|\n|こもれび|\n南|あさがお|';
		expect(read(list, 'organisations').rows.map(({ input }) => input.areas)).toEqual([
			...['北', '北', '北', '南'],
		]);
	});

	test('a name alone is a record, a note alone is none', () => {
		const list =
			'団体名|電話|住所\nひだまり||\n※電話は代表者の自宅です||\n【北地区】||\n出典：福祉課||';
		expect(read(list, 'organisations').rows.map(({ row }) => row)).toEqual([2]);
	});
});

describe('what is in a cell', () => {
	test.each([
		['０８８ー６２１ー２９１３', '088-621-2913', 0],
		['03-0123-4567（代表）', '03-0123-4567', 0],
		['03-0123-4567 / 090-0123-4567', '03-0123-4567', 1],
		['312345678', '03-1234-5678', 0],
		['なし', '', 0],
		['－', '', 0],
	])('telephone %s', (cell, telephone, notices) => {
		const list = read(`団体名|電話番号\nひだまり|${cell}`, 'organisations');
		expect(list.rows[0]?.values.telephone ?? '').toBe(telephone);
		expect(list.notices).toHaveLength(notices);
		expect(list.problems).toEqual([]);
	});

	test.each([
		['３５．１２３４|１３９．５６７８', 35.1234, 139.5678],
		['139.5678|35.1234', 35.1234, 139.5678],
		['35度7分30秒|139度30分0秒', 35.125, 139.5],
	])('position %s', (cells, latitude, longitude) => {
		expect(values(`名称|緯度|経度\n会館|${cells}`, 'places')[0]).toMatchObject({
			latitude,
			longitude,
		});
	});

	test('names in two cells, and what is not needed is not read', () => {
		const list = read(
			'姓|名|セイ|メイ|生年月日|性別|自宅電話\n佐藤|花子|サトウ|ハナコ|昭和30年1月2日|女|03-0123-4567',
		);
		expect(list.kind).toBe('people');
		expect(list.rows[0]?.values).toEqual({
			...{ name: '佐藤 花子', nameKana: 'サトウ ハナコ', telephone: '03-0123-4567' },
		});
	});

	test('a kind that is not ours becomes the nearest one, and that is said', () => {
		const list = read('団体名|種別\nひだまり|地縁の町内会\nそよかぜ|宇宙人', 'organisations');
		expect(list.rows.map((row) => row.values.kind)).toEqual(['neighborhood', 'other']);
		expect(list.notices.map(({ row, heading }) => [row, heading])).toEqual([
			[2, '種別'],
			[3, '種別'],
		]);
	});

	test('what is wrong is said per row and column', () => {
		expect(
			read('団体名|フリガナ|電話番号\n|ナナシ|\nひだまり||12', 'organisations').problems,
		).toEqual([
			{ row: 2, heading: '団体名', message: 'organisations_name_missing' },
			{ row: 3, heading: '電話番号', message: 'field_phone_wrong' },
		]);
	});
});
