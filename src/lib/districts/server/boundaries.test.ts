import { expect, test } from 'vitest';
import type { Actor } from '#lib/kernel/actor.ts';
import type { PlainDate } from '#lib/kernel/dates.ts';
import { context, ownerQuery, testDatabase, trail } from '#test/database.ts';
import { aCouncil, anArea } from '#test/people.ts';
import { importBoundaries } from './boundaries.ts';
import { locatorOn, type Whereabouts } from './locating.ts';

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

test('boundaries of a file belong to the areas of that name, and new names are new areas', async () => {
	const { sato, operatorId, areaId, partitionId } = await aCouncilWithAPartition();
	const file = geoJson({ 北浜東: [139, 35], 水見: [139.1, 35] });
	expect(
		await importBoundaries(context(sato), { partitionId, from: '2026-04-01', file }),
	).toMatchObject({ added: 1, drawn: 2, ended: 0 });
	const inside = { latitude: 35.05, longitude: 139.05 };
	expect(await locate(sato, '2026-11-22', inside)).toBe(areaId);
	expect(await locate(sato, '2026-03-31', inside)).toBeNull();
	expect((await trail(operatorId)).at(-1)).toBe('partition.bound');
});

test('a new file is a new version: an earlier day is still answered as it was', async () => {
	const { sato, areaId, partitionId } = await aCouncilWithAPartition();
	for (const [from, west] of [
		['2025-04-01', 139],
		['2026-04-01', 139.5],
	] as const) {
		const file = geoJson({ 北浜東: [west, 35] });
		await importBoundaries(context(sato), { partitionId, from, file });
	}
	const before = { latitude: 35.05, longitude: 139.05 };
	expect(await locate(sato, '2025-10-01', before)).toBe(areaId);
	expect(await locate(sato, '2026-10-01', before)).toBeNull();
	expect(await locate(sato, '2026-10-01', { latitude: 35.05, longitude: 139.55 })).toBe(areaId);
});

test('areas that the file does not name end only if the office says so', async () => {
	const { sato, operatorId, partitionId } = await aCouncilWithAPartition();
	const file = geoJson({ 水見: [139.1, 35] });
	await importBoundaries(context(sato), { partitionId, from: '2026-12-01', file });
	expect(
		await importBoundaries(context(sato), {
			...{ partitionId, from: '2026-12-02', endMissing: 'yes', file },
		}),
	).toMatchObject({ added: 0, ended: 1 });
	const ended = await ownerQuery(
		'select name from areas where operator_id = $1 and valid_until is not null',
		[operatorId],
	);
	expect(ended).toEqual([{ name: '北浜東' }]);
});

test('without a position the 町丁目 in the address tells', async () => {
	const { sato, operatorId, areaId } = await aCouncilWithAPartition();
	await ownerQuery(
		`insert into area_towns (operator_id, area_id, town, town_folded) values ($1, $2, '北浜東三丁目', '北浜東三丁目')`,
		[operatorId, areaId],
	);
	expect(await locate(sato, '2026-11-22', { address: '蒼浜区北浜東三丁目6-12' })).toBe(areaId);
	expect(await locate(sato, '2026-11-22', { address: '蒼浜区水見1-1' })).toBeNull();
});

test('a file of points is refused, and only the secretariat draws', async () => {
	const { sato, ueda, ito, visitor, partitionId } = await aCouncilWithAPartition();
	const points = [{ name: 'a.geojson', content: new TextEncoder().encode('{}') }];
	await expect(
		importBoundaries(context(sato), { partitionId, from: '2026-04-01', file: points }),
	).rejects.toMatchObject({
		problems: [{ field: 'file', message: 'districts_file_no_boundaries' }],
	});
	const file = geoJson({ 水見: [139, 35] });
	for (const actor of [ueda, ito, visitor]) {
		await expect(
			importBoundaries(context(actor), { partitionId, from: '2026-04-01', file }),
		).rejects.toMatchObject({ code: 'not-allowed' });
	}
	const other = await aCouncil();
	await expect(
		importBoundaries(context(other.sato), { partitionId, from: '2026-04-01', file }),
	).rejects.toMatchObject({ code: 'not-found' });
});
