import { expect, test } from 'vitest';
import { context, ownerQuery, testDatabase, trail } from '#test/database.ts';
import { aCouncil, anArea } from '#test/people.ts';
import { endArea, moveArea } from './changes.ts';
import { townKey } from '../towns.ts';
import { areasOfAddress, areaWithParts, listAreas, wholesOf } from './queries.ts';

async function aDividedCouncil() {
	const council = await aCouncil();
	const town = await anArea(council.operatorId, '橋詰三丁目', '小地域');
	const branch = await anArea(council.operatorId, '橋詰出張所', '出張所管内');
	const move = (wholeId: string, from: string) =>
		moveArea(context(council.sato), { id: town, wholeId, from });
	return { ...council, town, branch, move };
}

test('a 町会 that moves on a date lies where it lay before that date, and elsewhere from that date on', async () => {
	const { sato, town, branch, harbourArea, hillArea, move, operatorId } = await aDividedCouncil();
	await move(harbourArea, '2020-04-01');
	await move(branch, '令和2年4月1日');
	await move(hillArea, 'R6.4.1');
	const database = await testDatabase();
	const names = (date: string) =>
		database.as(sato, async (tx) =>
			(await wholesOf(tx, sato, town, date)).map(({ name }) => name).toSorted(),
		);
	expect(await names('2024-03-31')).toEqual(['北浜東', '橋詰出張所']);
	expect(await names('2024-04-01')).toEqual(['橋詰出張所', '灯山']);
	const inside = (date: string) =>
		database.as(sato, (tx) => areaWithParts(tx, sato, [harbourArea], date));
	expect(await inside('2024-03-31')).toEqual([harbourArea, town]);
	expect(await inside('2024-04-01')).toEqual([harbourArea]);
	expect(await trail(operatorId)).toEqual(['area.move', 'area.move', 'area.move']);
});

test('an area cannot lie in one of its own partition, twice in the same, or move before it lay there', async () => {
	const { town, harbourArea, hillArea, move, operatorId } = await aDividedCouncil();
	const sister = await anArea(operatorId, '橋詰二丁目', '小地域');
	await move(harbourArea, '2024-04-01');
	await expect(move(sister, '2025-04-01')).rejects.toMatchObject({
		key: 'districts_same_partition',
	});
	await expect(move(harbourArea, '2025-04-01')).rejects.toMatchObject({
		key: 'districts_lies_there',
	});
	await expect(move(hillArea, '2024-04-01')).rejects.toMatchObject({
		key: 'districts_day_too_early',
	});
	expect(town).toBeTruthy();
});

test('an area that ended is offered no more from that day, and only the secretariat ends one', async () => {
	const { sato, mori, ito, visitor, hillArea } = await aDividedCouncil();
	for (const actor of [mori, ito, visitor]) {
		await expect(
			endArea(context(actor), { id: hillArea, from: '2026-04-01' }),
		).rejects.toMatchObject({
			code: 'not-allowed',
		});
	}
	await endArea(context(sato), { id: hillArea, from: '2026-04-01' });
	await expect(endArea(context(sato), { id: hillArea, from: '2026-05-01' })).rejects.toMatchObject({
		code: 'not-now',
	});
	const database = await testDatabase();
	const offered = (date: string) =>
		database.as(sato, async (tx) => (await listAreas(tx, sato, date)).map(({ id }) => id));
	expect(await offered('2026-03-31')).toContain(hillArea);
	expect(await offered('2026-04-01')).not.toContain(hillArea);
});

test('an address finds its area by the longest town name, in every partition', async () => {
	const { sato, town, harbourArea, operatorId } = await aDividedCouncil();
	for (const [areaId, name] of [
		[harbourArea, '橋詰'],
		[town, '橋詰三丁目'],
	] as const) {
		await ownerQuery(
			'insert into area_towns (operator_id, area_id, town, town_folded) values ($1, $2, $3, $4)',
			[operatorId, areaId, name, townKey(name)],
		);
	}
	const database = await testDatabase();
	const found = await database.as(sato, (tx) =>
		areasOfAddress(tx, sato, '蒼浜区橋詰三丁目4-5', '2026-11-22'),
	);
	expect(found.map(({ areaId }) => areaId).toSorted()).toEqual([harbourArea, town].toSorted());
});
