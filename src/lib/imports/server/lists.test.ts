import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { Actor } from '#lib/kernel/actor.ts';
import { csvText } from '#lib/server/csv.ts';
import { context, ownerQuery, testDatabase } from '#test/database.ts';
import { aCouncil, anArea } from '#test/people.ts';
import type { ImportKind } from '../vocabulary/index.ts';
import { listColumns } from '../writing.ts';
import { confirmImport, draftImport } from './commands.ts';
import { directoryList } from './lists.ts';
import { peopleRegister } from './registers/people.ts';

async function aCouncilWithAreas() {
	const council = await aCouncil();
	for (const name of ['北浜西', '本町', '橋詰', '松ヶ原台', '水見', '埠頭新町'])
		await anArea(council.operatorId, name);
	// an area of the same name in another partition must be told apart
	await anArea(council.operatorId, '本町', '出張所管内');
	return council;
}

async function importList(actor: Actor, kind: ImportKind, content: Uint8Array | string) {
	const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
	const file = [{ name: '名簿.csv', content: bytes }];
	const { id } = await draftImport(context(actor), { kind, file });
	return confirmImport(context(actor), { id });
}

/** What was imported; the two organisations that every test council has are not of any list. */
async function idsIn(table: string, operatorId: string): Promise<string[]> {
	const rows = await ownerQuery<{ id: string }>(
		`select id from ${table} where operator_id = $1 and import_id is not null order by name`,
		[operatorId],
	);
	return rows.map(({ id }) => id);
}

async function exported(actor: Actor, kind: 'organisations' | 'places'): Promise<string> {
	const ids = await idsIn(kind, actor.operatorId);
	const database = await testDatabase();
	const { columns, rows } = await database.as(actor, (tx) =>
		directoryList(tx, actor, kind, ids, '2026-11-22'),
	);
	return csvText(columns, rows);
}

describe('what is written is what is read', () => {
	test.each(['organisations', 'places'] as const)('%s of the demo region', async (kind) => {
		const here = await aCouncilWithAreas();
		if (kind === 'places')
			await importList(
				here.sato,
				'organisations',
				new Uint8Array(readFileSync('demo/organisations.csv')),
			);
		await importList(here.sato, kind, new Uint8Array(readFileSync(`demo/${kind}.csv`)));
		const list = await exported(here.sato, kind);
		expect(await importList(here.sato, kind, list)).toMatchObject({ rowsAdded: 0, rowsChanged: 0 });
		const elsewhere = await aCouncilWithAreas();
		if (kind === 'places')
			await importList(elsewhere.sato, 'organisations', await exported(here.sato, 'organisations'));
		await importList(elsewhere.sato, kind, list);
		expect(await exported(elsewhere.sato, kind)).toBe(list);
	});

	test('an area of a name that two partitions have, and text that a spreadsheet would run', async () => {
		const { sato, operatorId } = await aCouncilWithAreas();
		await importList(
			sato,
			'organisations',
			'団体名,活動内容,圏域\n"=SUM(A1)の会","+を足す、\n""引く""",本町（出張所管内）\n',
		);
		const list = await exported(sato, 'organisations');
		expect(list).toContain('本町（出張所管内）');
		expect(await importList(sato, 'organisations', list)).toMatchObject({ rowsChanged: 0 });
		expect(await idsIn('organisations', operatorId)).toHaveLength(1);
	});

	test('people', async () => {
		const { sato } = await aCouncil();
		const list =
			'氏名,フリガナ,呼び名,地域との関わり,電話番号,FAX番号,メール,連絡の希望\r\n佐藤 花子,サトウ ハナコ,はなさん,在勤,03-0123-4567,,hanako@example.jp,夕方に\r\n';
		await importList(sato, 'people', list);
		const [row] = await ownerQuery<{ id: string }>(
			`select id from people where operator_id = $1 and name = '佐藤 花子'`,
			[sato.operatorId],
		);
		const database = await testDatabase();
		const contents = await database.as(sato, (tx) =>
			peopleRegister.contents(tx, sato, [row?.id ?? '']),
		);
		expect(csvText(listColumns('people', new Map()), [...contents.values()])).toBe(`\ufeff${list}`);
	});
});

test('whoever is not staff gets what everybody may see', async () => {
	const { sato, ito, visitor } = await aCouncilWithAreas();
	await importList(
		sato,
		'organisations',
		'団体名,電話番号,メール,活動内容\nひだまり,03-0123-4567,a@example.jp,見守り\n',
	);
	for (const actor of [ito, visitor]) {
		const list = await exported(actor, 'organisations');
		expect(list).toContain('見守り');
		expect(list).not.toContain('03-0123-4567');
		expect(list).not.toContain('a@example.jp');
	}
	expect(await exported(sato, 'organisations')).toContain('03-0123-4567');
});
