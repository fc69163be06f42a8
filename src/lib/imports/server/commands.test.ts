import { readFileSync } from 'node:fs';
import iconv from 'iconv-lite';
import { expect, test } from 'vitest';
import type { Actor } from '#lib/kernel/actor.ts';
import { context, ownerQuery, testDatabase, trail } from '#test/database.ts';
import { aCouncil, anArea } from '#test/people.ts';
import { confirmImport, draftImport, dropImport } from './commands.ts';
import { previewOf } from './queries.ts';

const demo = (name: string) => new Uint8Array(readFileSync(`demo/${name}`));
const csv = (text: string) => new TextEncoder().encode(text);
const upload = (kind: 'organisations' | 'places', content: Uint8Array) => ({
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
	const list = csv('団体名,フリガナ,団体種別\n髙﨑食堂,タカサキショクドウ,NPO法人\n');
	for (const expected of [
		{ rowsAdded: 1, rowsChanged: 0 },
		{ rowsAdded: 0, rowsChanged: 1 },
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
		{ row: 5, heading: '種別', message: 'organisations_kind_missing' },
		{ row: 5, heading: '電話番号', message: 'field_phone_wrong' },
		{ row: 5, heading: '圏域', message: 'imports_area_unknown' },
	]);
});

test('a list in CP932 is read', async () => {
	const council = await aCouncilWithAreas();
	const list = new Uint8Array(
		iconv.encode('団体名,フリガナ\r\n見守り隊,ミマモリタイ\r\n', 'cp932'),
	);
	const { id } = await draftImport(context(council.sato), upload('organisations', list));
	const plan = await preview(council.sato, id);
	expect(plan.encoding).toBe('CP932');
	expect(plan.planned.map(({ name }) => name)).toEqual(['見守り隊']);
});

test.each([
	['an Excel file', new Uint8Array([0x50, 0x4b, 3, 4]), 'imports_file_is_excel'],
	['an empty file', new Uint8Array(), 'imports_file_empty'],
	['a list without headings', csv('1,2\n3,4\n'), 'imports_no_headings'],
	['a broken table', csv('団体名,フリガナ\n"開いたまま,ア\n'), 'imports_file_broken'],
])('%s is refused in plain words', async (_what, content, message) => {
	const council = await aCouncil();
	await expect(
		draftImport(context(council.sato), upload('organisations', content)),
	).rejects.toMatchObject({
		problems: [{ field: 'file', message }],
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
