import { describe, expect, test } from 'vitest';
import { Refusal } from '#lib/kernel/refusal.ts';
import { ownerQuery, testDatabase, trail } from '#test/database.ts';
import { aRunningSession, as, aWrittenSession } from '#test/gatherings.ts';
import { aCouncil } from '#test/people.ts';
import { approveReport, typeSheet, writePillar } from './commands.ts';
import { sessionPage } from './detail.ts';
import { listTypedSheets, sheetAsTyped } from './sheets.ts';
import { sessionOrRefuse } from './visible.ts';

const aSheet = (id: string, pillarId: string, overrides: Record<string, string> = {}) => ({
	...{ id, pillarId, table: '3', 'position-1': 'residents', 'position-2': 'company' },
	...{
		'place-1': '夕方に過ごせる場所がない',
		'place-2': '送り迎えが大変',
		'place-7': '店の前なら貸せる',
	},
	...{ 'group-1': '居場所', 'members-1': '１、７' },
	...overrides,
});

const opinionsOf = (sessionId: string) =>
	ownerQuery(
		`select o.text, o.actor_group as position, o.source, o.state, g.name as group, o.sheet_place as place
		from opinions o left join opinion_groups g on g.id = o.group_id where o.session_id = $1 order by o.position`,
		[sessionId],
	);

describe('a 討議シート that is typed in', () => {
	test('becomes opinions with position and まとまり, as if they had been written on a device', async () => {
		const { sato, operatorId } = await aCouncil();
		const { id, pillarId } = await aRunningSession(sato);
		await typeSheet(as(sato), aSheet(id, pillarId, { summary: '場所があれば始められる' }));
		const common = { source: 'session', state: 'kept' };
		expect(await opinionsOf(id)).toEqual([
			{
				...common,
				text: '夕方に過ごせる場所がない',
				position: 'residents',
				group: '居場所',
				place: 1,
			},
			{ ...common, text: '送り迎えが大変', position: 'residents', group: null, place: 2 },
			{ ...common, text: '店の前なら貸せる', position: 'company', group: '居場所', place: 7 },
		]);
		const database = await testDatabase();
		const page = await database.as(sato, (tx) => sessionPage(tx, sato, id));
		expect(page.summaries).toMatchObject([{ pillarId, table: 3, text: '場所があれば始められる' }]);
		expect((await trail(operatorId)).at(-1)).toBe('session.typeSheet');
	});

	test('gives the same record as the same words typed in by position', async () => {
		const { sato } = await aCouncil();
		const paper = await aRunningSession(sato);
		const device = await aRunningSession(sato);
		await typeSheet(as(sato), {
			...{ id: paper.id, pillarId: paper.pillarId, table: '1', 'position-1': 'residents' },
			...{ 'place-1': '一つめ', 'place-2': '二つめ', 'group-1': '居場所', 'members-1': '1 2' },
		});
		await writePillar(as(sato), {
			...{ id: device.id, pillarId: device.pillarId, opinions: '一つめ\n二つめ' },
			...{ actorGroup: 'residents', groupName: '居場所' },
		});
		const withoutPlace = (rows: Record<string, unknown>[]) =>
			rows.map((row) => ({ ...row, place: null }));
		expect(withoutPlace(await opinionsOf(paper.id))).toEqual(await opinionsOf(device.id));
	});

	test('twice by two people: the second is told, and may put it right', async () => {
		const { sato, kato } = await aCouncil();
		const { id, pillarId } = await aRunningSession(sato);
		await typeSheet(as(sato), aSheet(id, pillarId));
		const ids = await ownerQuery(
			'select id from opinions where session_id = $1 order by position',
			[id],
		);
		const again = aSheet(id, pillarId, { 'place-1': '夕方の場所がない', 'place-2': '' });
		await expect(typeSheet(as(kato), again)).rejects.toThrow('gatherings_sheet_typed');
		await typeSheet(as(kato), { ...again, isReplaced: 'yes' });
		expect(await opinionsOf(id)).toMatchObject([
			{ text: '夕方の場所がない', place: 1 },
			{ text: '店の前なら貸せる', place: 7 },
		]);
		// what stands there stays the same opinion: whatever points at it still does
		const after = await ownerQuery(
			'select id from opinions where session_id = $1 order by position',
			[id],
		);
		expect(after).toEqual([ids[0], ids[2]]);
	});

	test('can be looked at again as it stands now', async () => {
		const { sato } = await aCouncil();
		const { id, pillarId } = await aRunningSession(sato);
		await typeSheet(as(sato), aSheet(id, pillarId));
		const database = await testDatabase();
		const found = await database.as(sato, (tx) => sessionOrRefuse(tx, sato, id));
		const where = { pillarId, table: 3 };
		expect(await database.as(sato, (tx) => listTypedSheets(tx, sato, found))).toEqual([where]);
		const sheet = await database.as(sato, (tx) => sheetAsTyped(tx, sato, found, where));
		expect(sheet?.places).toMatchObject([
			{ place: 1, actorGroup: 'residents', groupName: '居場所' },
			{ place: 2, actorGroup: 'residents', groupName: '' },
			{ place: 7, actorGroup: 'company', groupName: '居場所' },
		]);
		const none = await database.as(sato, (tx) =>
			sheetAsTyped(tx, sato, found, { pillarId, table: 4 }),
		);
		expect(none).toBeUndefined();
	});

	test.each([
		[{ 'place-1': '', 'place-2': '', 'place-7': '' }, 'gatherings_sheet_empty'],
		[{ 'members-1': '' }, 'gatherings_sheet_group_half'],
		[{ 'group-1': '' }, 'gatherings_sheet_group_half'],
		[{ table: '0' }, 'gatherings_sheet_table_wrong'],
		[{ 'place-3': 'あ'.repeat(1_001) }, 'field_too_long'],
	])('%j is refused, and nothing is written', async (overrides, message) => {
		const { sato } = await aCouncil();
		const { id, pillarId } = await aRunningSession(sato);
		const refused = typeSheet(as(sato), aSheet(id, pillarId, overrides));
		await expect(refused).rejects.toThrow(message);
		await expect(refused).rejects.toBeInstanceOf(Refusal);
		expect(await opinionsOf(id)).toEqual([]);
	});

	test('not by residents or officers, and not after the report was approved', async () => {
		const { sato, kato, ito, ono } = await aCouncil();
		const { id, pillarId } = await aWrittenSession(sato);
		for (const actor of [ito, ono])
			await expect(typeSheet(as(actor), aSheet(id, pillarId))).rejects.toThrow(/not-/);
		await approveReport(as(kato), { id });
		await expect(typeSheet(as(sato), aSheet(id, pillarId))).rejects.toThrow(
			'gatherings_report_is_final',
		);
	});
});
