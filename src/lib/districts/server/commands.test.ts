import { expect, test } from 'vitest';
import { aCouncil } from '#test/people.ts';
import { context, ownerQuery, trail } from '#test/database.ts';
import { addAreas, addPartition } from './commands.ts';
import { listAreas } from './queries.ts';

test('the secretariat adds a way to divide the ground, and areas to it', async () => {
	const { operatorId, sato } = await aCouncil();
	const { id } = await addPartition(context(sato), {
		name: '出張所管内',
		areas: '第一（だいいち）\n第二',
		askedOfResidents: 'yes',
	});
	expect(await addAreas(context(sato), { partitionId: id, areas: '第二\n第三' })).toEqual({
		id,
		added: 1,
	});
	const rows = await ownerQuery<{ name: string }>(
		'select name from areas where operator_id = $1 and partition_id = $2 order by id',
		[operatorId, id],
	);
	expect(rows.map(({ name }) => name)).toEqual(['第一', '第二', '第三']);
	expect(await trail(operatorId)).toEqual(['partition.add', 'area.add']);
});

test('a name belongs to one partition, and nothing of a refused one is kept', async () => {
	const { operatorId, sato } = await aCouncil();
	await expect(
		addPartition(context(sato), { name: '生活圏域', areas: 'あ' }),
	).rejects.toMatchObject({
		problems: [{ field: 'name', message: 'districts_partition_taken' }],
	});
	await expect(
		addPartition(context(sato), { name: '新しい分け方', areas: '' }),
	).rejects.toMatchObject({
		problems: [{ field: 'areas', message: 'districts_areas_missing' }],
	});
	expect(await trail(operatorId)).toEqual([]);
});

test.each(['mori', 'ito', 'abe', 'visitor'] as const)('%s adds no areas', async (who) => {
	const council = await aCouncil();
	const [partition] = await ownerQuery<{ id: string }>(
		'select id from partitions where operator_id = $1',
		[council.operatorId],
	);
	const act = addAreas(context(council[who]), {
		partitionId: partition?.id ?? '',
		areas: '灯台下',
	});
	await expect(act).rejects.toMatchObject({ code: 'not-allowed' });
	const foreign = await aCouncil();
	const elsewhere = addAreas(context(foreign.sato), {
		partitionId: partition?.id ?? '',
		areas: '灯台下',
	});
	await expect(elsewhere).rejects.toMatchObject({ code: 'not-found' });
});

test('areas stand in the order of the Japanese index, however they were typed', async () => {
	const { sato } = await aCouncil();
	const order = [
		'B',
		'ァ',
		'ア',
		'ァー',
		'アア',
		'カ',
		'ガ',
		'カア',
		'ガア',
		'カイ',
		'パ',
		'ビョウ',
		'ビヨウ',
		'花',
	];
	const { id } = await addPartition(context(sato), {
		name: '出張所管内',
		areas: order.toReversed().join('\n'),
	});
	const { database, actor } = context(sato);
	const listed = await database.as(actor, (tx) => listAreas(tx, actor, '2026-12-01'));
	expect(listed.filter((area) => area.partitionId === id).map(({ name }) => name)).toEqual(order);
});
