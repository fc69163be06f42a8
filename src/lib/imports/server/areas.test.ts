import { describe, expect, test } from 'vitest';
import type { Actor } from '#lib/kernel/actor.ts';
import type { PlainDate } from '#lib/kernel/dates.ts';
import { context, ownerQuery, testDatabase, trail } from '#test/database.ts';
import { aCouncil, anArea } from '#test/people.ts';
import { locatorOn, type Whereabouts } from '#lib/districts/server/locating.ts';
import { aWorkbook } from '#test/workbook.ts';
import { confirmAreas, draftAreas, undoImport } from './commands.ts';
import { areaPreviewOf } from './queries.ts';

/** Squares of a tenth of a degree, by name and south-west corner. */
function geoJson(corners: Record<string, [number, number]>) {
	const features = Object.entries(corners).map(([name, [west, south]]) => ({
		type: 'Feature',
		properties: { N03_004: name },
		geometry: {
			type: 'Polygon',
			coordinates: [
				[
					...[
						[west, south],
						[west + 0.1, south],
						[west + 0.1, south + 0.1],
					],
					...[
						[west, south + 0.1],
						[west, south],
					],
				],
			],
		},
	}));
	const content = new TextEncoder().encode(JSON.stringify({ type: 'FeatureCollection', features }));
	return [{ name: '圏域.geojson', content }];
}

async function aCouncilWithAPartition() {
	const council = await aCouncil();
	const areaId = await anArea(council.operatorId, '北浜東', '小地域');
	const [partition] = await ownerQuery<{ id: string }>(
		'select partition_id as id from areas where operator_id = $1 and id = $2',
		[council.operatorId, areaId],
	);
	return { ...council, areaId, partitionId: partition?.id ?? '' };
}

async function locate(actor: Actor, date: PlainDate, where: Partial<Whereabouts>) {
	const database = await testDatabase();
	const nowhere = { latitude: null, longitude: null, address: '' };
	return database.as(actor, async (tx) =>
		(await locatorOn(tx, actor, date))({ ...nowhere, ...where }),
	);
}

type Upload = { name: string; content: Uint8Array }[];
type About = { partitionId: string; from: PlainDate; endMissing?: string };

async function draft(actor: Actor, about: About & { kind?: string }, file: Upload) {
	return draftAreas(context(actor), { kind: 'boundaries', ...about, file });
}

async function importAreas(...given: Parameters<typeof draft>) {
	const { id } = await draft(...given);
	return confirmAreas(context(given[0]), { id });
}

const list = (content: string | Uint8Array) => [
	{
		name: '町丁目.csv',
		content: typeof content === 'string' ? new TextEncoder().encode(content) : content,
	},
];

async function preview(actor: Actor, id: string) {
	const database = await testDatabase();
	return (await database.as(actor, (tx) => areaPreviewOf(tx, actor, id))).plan;
}

describe('boundaries', () => {
	test('of a file belong to the areas of that name, and new names are new areas; nothing before it is confirmed', async () => {
		const { sato, operatorId, areaId, partitionId } = await aCouncilWithAPartition();
		const file = geoJson({ 北浜東: [139, 35], 水見: [139.1, 35] });
		const { id } = await draft(sato, { partitionId, from: '2026-04-01' }, file);
		const inside = { latitude: 35.05, longitude: 139.05 };
		expect(await locate(sato, '2026-11-22', inside)).toBeNull();
		const { deeds } = await preview(sato, id);
		expect(deeds.map(({ name, does }) => [name, does])).toEqual([
			['北浜東', 'change'],
			['水見', 'add'],
		]);
		expect(await confirmAreas(context(sato), { id })).toMatchObject({
			...{ rowsAdded: 1, rowsChanged: 1 },
		});
		expect(await locate(sato, '2026-11-22', inside)).toBe(areaId);
		expect(await locate(sato, '2026-03-31', inside)).toBeNull();
		expect((await trail(operatorId)).at(-1)).toBe('partition.confirm');
		await expect(confirmAreas(context(sato), { id })).rejects.toMatchObject({ code: 'not-found' });
	});

	test('a new file is a new version: an earlier day is still answered as it was; the same file again changes nothing', async () => {
		const { sato, areaId, partitionId } = await aCouncilWithAPartition();
		for (const [from, west] of [
			['2025-04-01', 139],
			['2026-04-01', 139.5],
		] as const)
			await importAreas(sato, { partitionId, from }, geoJson({ 北浜東: [west, 35] }));
		const before = { latitude: 35.05, longitude: 139.05 };
		expect(await locate(sato, '2025-10-01', before)).toBe(areaId);
		expect(await locate(sato, '2026-10-01', before)).toBeNull();
		expect(await locate(sato, '2026-10-01', { latitude: 35.05, longitude: 139.55 })).toBe(areaId);
		const again = await draft(
			...([sato, { partitionId, from: '2026-04-01' }, geoJson({ 北浜東: [139.5, 35] })] as const),
		);
		await expect(confirmAreas(context(sato), again)).rejects.toMatchObject({
			key: 'imports_nothing_to_write',
		});
		await expect(
			draft(sato, { partitionId, from: '2025-06-01' }, geoJson({ 北浜東: [139, 35] })),
		).rejects.toMatchObject({ problems: [{ field: 'from', message: 'districts_day_too_early' }] });
	});

	test('areas that the file does not name end only if the office says so; taken back, all is as before', async () => {
		const { sato, operatorId, areaId, partitionId } = await aCouncilWithAPartition();
		await importAreas(sato, { partitionId, from: '2026-12-01' }, geoJson({ 北浜東: [139, 35] }));
		const state = () =>
			ownerQuery(
				`select a.name, a.valid_until, b.valid_from, b.valid_until as line_until, b.west from areas a
				left join area_boundaries b on b.operator_id = a.operator_id and b.area_id = a.id
				where a.operator_id = $1 order by a.name, b.valid_from`,
				[operatorId],
			);
		const before = await state();
		const file = geoJson({ 水見: [139.1, 35] });
		const made = await importAreas(
			...([sato, { partitionId, from: '2026-12-02', endMissing: 'yes' }, file] as const),
		);
		expect(made).toMatchObject({ rowsAdded: 1, rowsChanged: 1 });
		expect(await locate(sato, '2026-12-03', { latitude: 35.05, longitude: 139.05 })).toBeNull();
		expect(await undoImport(context(sato), { id: made.id })).toMatchObject({
			...{ removed: 1, restored: 1, kept: 0 },
		});
		expect(await state()).toEqual(before);
		expect(await locate(sato, '2026-12-03', { latitude: 35.05, longitude: 139.05 })).toBe(areaId);
	});

	test('a new area that is used by now stays when the file is taken back', async () => {
		const { sato, operatorId, partitionId } = await aCouncilWithAPartition();
		const made = await importAreas(
			...([sato, { partitionId, from: '2026-04-01' }, geoJson({ 水見: [139.1, 35] })] as const),
		);
		await ownerQuery(
			`insert into area_memberships (operator_id, part_id, whole_id, valid_from)
			select $1, a.id, b.id, '2026-04-01' from areas a, areas b
			where a.operator_id = $1 and b.operator_id = $1 and a.name = '水見' and b.name = '北浜東'`,
			[operatorId],
		);
		expect(await undoImport(context(sato), { id: made.id })).toMatchObject({ removed: 0, kept: 1 });
	});

	test('a file of points is refused, and only the secretariat looks at one', async () => {
		const { sato, ueda, ito, visitor, partitionId } = await aCouncilWithAPartition();
		const about = { partitionId, from: '2026-04-01' };
		await expect(draft(sato, about, list('{}'))).rejects.toMatchObject({
			problems: [{ field: 'file', message: 'districts_file_no_boundaries' }],
		});
		const file = geoJson({ 水見: [139, 35] });
		for (const actor of [ueda, ito, visitor])
			await expect(draft(actor, about, file)).rejects.toMatchObject({ code: 'not-allowed' });
		const other = await aCouncil();
		await expect(draft(other.sato, about, file)).rejects.toMatchObject({ code: 'not-found' });
		const { id } = await draft(sato, about, file);
		await expect(confirmAreas(context(other.sato), { id })).rejects.toMatchObject({
			code: 'not-found',
		});
	});
});

describe('lists of 町丁目', () => {
	async function twoAreas() {
		const council = await aCouncilWithAPartition();
		const southId = await anArea(council.operatorId, '南浜', '小地域');
		const about = { kind: 'towns', partitionId: council.partitionId, from: '2026-04-01' };
		const write = (file: Upload) => importAreas(council.sato, about, file);
		return { ...council, southId, about, write };
	}

	test('without a position the 町丁目 in the address tells', async () => {
		const { sato, areaId, southId, about } = await twoAreas();
		const { id } = await draft(
			...([
				sato,
				about,
				list('町丁目,圏域名\n北浜東一丁目～三丁目,北浜東圏域\n本町、港町,南浜\n'),
			] as const),
		);
		expect((await preview(sato, id)).deeds).toMatchObject([
			{ name: '北浜東', after: { towns: ['北浜東1丁目', '北浜東2丁目', '北浜東3丁目'] } },
			{ name: '南浜', does: 'change', after: { towns: ['本町', '港町'] } },
		]);
		await confirmAreas(context(sato), { id });
		expect(await locate(sato, '2026-11-22', { address: '蒼浜区北浜東三丁目6-12' })).toBe(areaId);
		expect(await locate(sato, '2026-11-22', { address: '蒼浜区北浜東２－６－１２' })).toBe(areaId);
		expect(await locate(sato, '2026-11-22', { address: '蒼浜区港町4-1' })).toBe(southId);
		expect(await locate(sato, '2026-11-22', { address: '蒼浜区水見1-1' })).toBeNull();
	});

	test('a spreadsheet with a title, areas drawn over rows and a sum', async () => {
		const { sato, about } = await twoAreas();
		const rows = [
			['圏域別町丁目一覧', '', ''],
			['圏域', '町名', '世帯数'],
			['北浜東', '北浜東一丁目', '120'],
			['', '北浜東二丁目', '98'],
			['南浜', '本町', '40'],
			['合計', '3', '258'],
		];
		const content = aWorkbook({ name: '一覧', rows, merges: ['A3:A4'] });
		const plan = await preview(sato, (await draft(sato, about, list(content))).id);
		expect(plan).toMatchObject({ read: 3, problems: [] });
		expect(plan.deeds).toMatchObject([
			{ name: '北浜東', after: { towns: ['北浜東一丁目', '北浜東二丁目'] } },
			{ name: '南浜', after: { towns: ['本町'] } },
		]);
	});

	test('areas that are not of this division and towns of two areas are named by row; the rest is written', async () => {
		const { sato, about } = await twoAreas();
		const file = list('圏域,町丁目\n北浜東,本町\n西浜,浜町\n南浜,本町\n南浜,港町\n');
		const plan = await preview(sato, (await draft(sato, about, file)).id);
		expect(plan.problems).toEqual([
			{ row: 3, heading: '圏域', message: 'imports_towns_area_unknown' },
			{ row: 4, heading: '圏域', message: 'imports_towns_twice' },
		]);
		expect(plan.deeds).toMatchObject([
			{ name: '北浜東', after: { towns: ['本町'] } },
			{ name: '南浜', after: { towns: ['港町'] } },
		]);
	});

	test('a new list stands in place of the old one for the areas that it names, and is taken back', async () => {
		const { sato, operatorId, write, about } = await twoAreas();
		const towns = () =>
			ownerQuery('select town from area_towns where operator_id = $1 order by town', [operatorId]);
		await write(list('圏域,町丁目\n北浜東,本町\n南浜,港町\n'));
		const before = await towns();
		const made = await write(list('圏域,町丁目\n北浜東,浜町\n'));
		expect(await towns()).toEqual([{ town: '港町' }, { town: '浜町' }]);
		await undoImport(context(sato), { id: made.id });
		expect(await towns()).toEqual(before);
		const same = await draft(sato, about, list('圏域,町丁目\n南浜,港町\n'));
		expect((await preview(sato, same.id)).deeds).toMatchObject([{ does: 'nothing' }]);
	});

	test('a table without any area of the division is refused', async () => {
		const { sato, about } = await twoAreas();
		await expect(draft(sato, about, list('圏域,町丁目\n西浜,浜町\n'))).rejects.toMatchObject({
			problems: [{ field: 'file', message: 'imports_towns_no_areas' }],
		});
	});
});
