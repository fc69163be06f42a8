import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { Actor } from '#lib/kernel/actor.ts';
import { context, ownerQuery, testDatabase, trail } from '#test/database.ts';
import { aCouncil, anArea } from '#test/people.ts';
import { chooseColumns, confirmImport, draftImport, dropImport } from './commands.ts';
import { previewOf } from './queries.ts';
import type { ImportKind } from '../vocabulary/index.ts';

const demo = (name: string) => new Uint8Array(readFileSync(`demo/${name}`));
const csv = (text: string) => new TextEncoder().encode(text);
const upload = (kind: ImportKind, content: Uint8Array) => ({
	kind,
	file: [{ name: '名簿.csv', content }],
});

async function aCouncilWithAreas() {
	const council = await aCouncil();
	for (const name of ['北浜西', '本町', '橋詰', '松ヶ原台', '水見', '埠頭新町'])
		await anArea(council.operatorId, name);
	return council;
}

async function preview(actor: Actor, id: string) {
	const database = await testDatabase();
	return (await database.as(actor, (tx) => previewOf(tx, actor, id, '2026-11-22'))).plan;
}

async function draftAndConfirm(actor: Actor, kind: ImportKind, list: string) {
	const { id } = await draftImport(context(actor), upload(kind, csv(list)));
	return confirmImport(context(actor), { id });
}

async function organisationNames(operatorId: string): Promise<string[]> {
	const rows = await ownerQuery<{ name: string }>(
		'select name from organisations where operator_id = $1 order by name',
		[operatorId],
	);
	return rows.map((row) => row.name);
}

test('the 95 organisations and 74 places of the demo region come in through the import without a problem', async () => {
	const council = await aCouncilWithAreas();
	const { id } = await draftImport(
		context(council.sato),
		upload('organisations', demo('organisations.csv')),
	);
	const plan = await preview(council.sato, id);
	expect(plan.problems).toEqual([]);
	expect(plan.planned).toHaveLength(95);
	expect(await confirmImport(context(council.sato), { id })).toMatchObject({
		rowsAdded: 95,
		rowsChanged: 0,
	});
	const places = await draftImport(context(council.sato), upload('places', demo('places.csv')));
	expect((await preview(council.sato, places.id)).problems).toEqual([]);
	expect(await confirmImport(context(council.sato), { id: places.id })).toMatchObject({
		rowsAdded: 74,
	});
	expect(await trail(council.operatorId)).toEqual([
		'import.draft',
		'import.confirm',
		'import.draft',
		'import.confirm',
	]);
});

test('nothing is written before the import is confirmed, and nothing when it is dropped', async () => {
	const council = await aCouncilWithAreas();
	const before = await organisationNames(council.operatorId);
	const { id } = await draftImport(
		context(council.sato),
		upload('organisations', demo('organisations.csv')),
	);
	expect(await organisationNames(council.operatorId)).toEqual(before);
	await dropImport(context(council.sato), { id });
	expect(await organisationNames(council.operatorId)).toEqual(before);
	await expect(confirmImport(context(council.sato), { id })).rejects.toMatchObject({
		code: 'not-found',
	});
});

test('the same file twice makes no duplicate', async () => {
	const council = await aCouncilWithAreas();
	const list = csv(
		'団体名,フリガナ,団体種別,圏域\n髙﨑食堂,タカサキショクドウ,NPO法人,水見、本町、橋詰\n',
	);
	for (const expected of [
		{ rowsAdded: 1, rowsChanged: 0 },
		{ rowsAdded: 0, rowsChanged: 0 },
	]) {
		const { id } = await draftImport(context(council.sato), upload('organisations', list));
		expect(await confirmImport(context(council.sato), { id })).toMatchObject(expected);
	}
	expect(await organisationNames(council.operatorId)).toEqual(
		['あかりの会', 'みなと見守り隊', '髙﨑食堂'].toSorted(),
	);
});

test('what is wrong is said per row and column, and only good rows are written', async () => {
	const council = await aCouncilWithAreas();
	const list = csv(
		'蒼浜区 団体名簿,,,\n団体名,フリガナ,種別,電話番号,圏域\nひだまり,ヒダマリ,ボランティア,０３－０１２３－４５６７,灯山\n,ナナシ,NPO法人,,\nそよかぜ,ソヨカゼ,宇宙人,12,竜宮\n合計,,,,\n',
	);
	const { id } = await draftImport(context(council.sato), upload('organisations', list));
	const plan = await preview(council.sato, id);
	expect(plan.headerRow).toBe(2);
	expect(plan.planned.map(({ name }) => name)).toEqual(['ひだまり']);
	expect(plan.problems).toEqual([
		{ row: 4, heading: '団体名', message: 'organisations_name_missing' },
		{ row: 5, heading: '電話番号', message: 'field_phone_wrong' },
		{ row: 5, heading: '圏域', message: 'imports_area_unknown' },
	]);
});

test.each([
	['no list', new Uint8Array(), 'imports_file_empty'],
	['a list without headings', csv('1,2\n3,4\n'), 'imports_no_headings'],
])('%s is refused beside the file', async (_what, content, message) => {
	const council = await aCouncil();
	await expect(
		draftImport(context(council.sato), upload('organisations', content)),
	).rejects.toMatchObject({ problems: [{ field: 'file', message }] });
});

test('a list says nothing about what it leaves empty: what was written by hand stays', async () => {
	const council = await aCouncilWithAreas();
	await draftAndConfirm(
		council.sato,
		'organisations',
		'団体名,フリガナ,団体種別,電話番号,活動内容,圏域\nひだまり,ヒダマリ,NPO法人,03-0123-4567,見守り,本町\n',
	);
	const result = await draftAndConfirm(
		council.sato,
		'organisations',
		'団体名,電話番号,活動内容\nひだまり,03-0123-9999,\n',
	);
	expect(result).toMatchObject({ rowsAdded: 0, rowsChanged: 1 });
	const [row] = await ownerQuery(
		`select o.kind, o.telephone, o.activity, o.publicity ->> 'url' as url, count(a.area_id)::int as areas
		from organisations o left join organisation_areas a on a.operator_id = o.operator_id and a.organisation_id = o.id
		where o.operator_id = $1 and o.name = 'ひだまり' group by o.operator_id, o.id`,
		[council.operatorId],
	);
	expect(row).toEqual({
		...{ kind: 'npo', telephone: '03-0123-9999', activity: '見守り', url: 'public', areas: 1 },
	});
});

test('two places of one name at two addresses are two places, also the second time', async () => {
	const { sato } = await aCouncilWithAreas();
	const list = '名称,住所\n集会所,本町1-2\n集会所,水見3-4\n集会所,本町1-2\n';
	for (const rowsAdded of [2, 0])
		expect(await draftAndConfirm(sato, 'places', list)).toMatchObject({ rowsAdded });
});

test('a place lies in the area in which its position is', async () => {
	const { sato, operatorId } = await aCouncilWithAreas();
	const [area] = await ownerQuery<{ id: string }>(
		`insert into area_boundaries (operator_id, area_id, valid_from, geometry, west, south, east, north)
		select operator_id, id, '2020-04-01', '[[[[139,35],[140,35],[140,36],[139,36],[139,35]]]]', 139, 35, 140, 36
		from areas where operator_id = $1 and name = '本町' returning area_id as id`,
		[operatorId],
	);
	await draftAndConfirm(
		sato,
		'places',
		'名称,緯度,経度,圏域\n会館,35.5,139.5,\nホール,30.5,139.5,\n',
	);
	const rows = await ownerQuery(
		'select name, area_id from places where operator_id = $1 order by name desc',
		[operatorId],
	);
	expect(rows).toEqual([
		{ name: '会館', area_id: area?.id },
		{ name: 'ホール', area_id: null },
	]);
});

describe('a register of people', () => {
	const list =
		'氏名,フリガナ,電話番号,メール\n佐藤 花子,サトウ ハナコ,03-0123-4567,hanako@example.jp\n田中 一,タナカ ハジメ,,\n';

	test('comes in once, without letters, roles or logins', async () => {
		const { sato, operatorId } = await aCouncil();
		expect(await draftAndConfirm(sato, 'people', list)).toMatchObject({ rowsAdded: 2 });
		expect(await draftAndConfirm(sato, 'people', list)).toMatchObject({ rowsAdded: 0 });
		const counts = await ownerQuery(
			`select (select count(*)::int from mails where operator_id = $1) as mails,
				(select count(*)::int from people where operator_id = $1 and name = '佐藤 花子' and auth_user_id is null) as people`,
			[operatorId],
		);
		expect(counts).toEqual([{ mails: 0, people: 1 }]);
	});

	test('two persons of one name with two numbers are two persons', async () => {
		const { sato } = await aCouncil();
		const namesakes = '氏名,電話番号\n林 明,03-0123-0001\n林 明,03-0123-0002\n';
		expect(await draftAndConfirm(sato, 'people', namesakes)).toMatchObject({ rowsAdded: 2 });
	});

	test('a mail address of somebody else is told', async () => {
		const { sato } = await aCouncil();
		await draftAndConfirm(sato, 'people', list);
		const { id } = await draftImport(
			context(sato),
			upload('people', csv('氏名,メール\n別人 太郎,hanako@example.jp\n')),
		);
		expect((await preview(sato, id)).problems).toEqual([
			{ row: 2, heading: '氏名', message: 'people_email_taken' },
		]);
	});
});

describe('columns set right by hand', () => {
	const list = (name: string) => `呼び名,役割,団体名\n${name},見守り,本部\n`;

	test('are read that way, and the next list with these headings too', async () => {
		const { sato } = await aCouncil();
		const { id } = await draftImport(context(sato), upload('organisations', csv(list('ひだまり'))));
		expect((await preview(sato, id)).planned.map(({ name }) => name)).toEqual(['本部']);
		const columns = { column0: 'name', column1: 'activity', column2: '' };
		await chooseColumns(context(sato), { id, ...columns });
		expect((await preview(sato, id)).planned.map(({ name }) => name)).toEqual(['ひだまり']);
		await confirmImport(context(sato), { id });
		const next = await draftImport(context(sato), upload('organisations', csv(list('そよかぜ'))));
		const plan = await preview(sato, next.id);
		expect(plan.isRemembered).toBe(true);
		expect(plan.planned.map(({ name }) => name)).toEqual(['そよかぜ']);
		const elsewhere = await aCouncil();
		const other = await draftImport(
			context(elsewhere.sato),
			upload('organisations', csv(list('こもれび'))),
		);
		expect((await preview(elsewhere.sato, other.id)).isRemembered).toBe(false);
	});

	test.each([
		[
			{ column0: 'name', column2: 'name' },
			{ field: 'column2', message: 'imports_columns_twice' },
		],
		[
			{ column0: '', column2: '' },
			{ field: '', message: 'imports_no_name_column' },
		],
		[{ headerRow: '99' }, { field: 'headerRow', message: 'imports_header_row_wrong' }],
	])('what cannot be is refused: %j', async (choice, problem) => {
		const { sato } = await aCouncil();
		const { id } = await draftImport(context(sato), upload('organisations', csv(list('ひだまり'))));
		await expect(chooseColumns(context(sato), { id, ...choice })).rejects.toMatchObject({
			problems: [problem],
		});
	});
});

test('only the secretariat imports, and nobody else sees a draft', async () => {
	const council = await aCouncilWithAreas();
	const { id } = await draftImport(context(council.sato), upload('places', demo('places.csv')));
	for (const actor of [council.visitor, council.ito, council.ueda, council.mori, council.ono]) {
		await expect(
			draftImport(context(actor), upload('places', demo('places.csv'))),
		).rejects.toMatchObject({ code: 'not-allowed' });
		await expect(confirmImport(context(actor), { id })).rejects.toMatchObject({
			code: 'not-found',
		});
	}
	const other = await aCouncil();
	await expect(confirmImport(context(other.sato), { id })).rejects.toMatchObject({
		code: 'not-found',
	});
});
