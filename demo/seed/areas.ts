import { and, eq, inArray } from 'drizzle-orm';
import { addPartition } from '#lib/districts/server/commands.ts';
import { areaMemberships, areas, areaTowns, partitions } from '#lib/districts/server/tables.ts';
import { townKey } from '#lib/districts/towns.ts';
import { sortKey } from '#lib/kernel/kana.ts';
import {
	basicAreas,
	branchOffices,
	condominiums,
	dailyAreas,
	movedNeighbourhood,
	neighbourhoods,
	type DailyAreaName,
} from '../region.ts';
import { act, look, newIdAt, type Stage } from './stage.ts';

const since = '2018-04-01';
const smallPartition = '小地域（町会・自治会）';

type Named = { name: string; kana: string };

/**
 * Four ways to divide 蒼浜区. 生活圏域 comes first: where two areas share a name, people mean that one.
 */
export async function divideGround(stage: Stage): Promise<void> {
	const small = [
		...neighbourhoods.flatMap(({ names }) => names.map(([name, kana]) => ({ name, kana }))),
		...condominiums,
	];
	const daily = await partition(stage, '生活圏域', dailyAreas, true);
	const basic = await partition(stage, '基本圏域', basicAreas);
	const branches = await partition(stage, '出張所管内', branchOffices);
	const parts = await partition(stage, smallPartition, small);
	const dailyOf = new Map<string, DailyAreaName>([
		...neighbourhoods.flatMap(({ daily: whole, names }) =>
			names.map(([name]): [string, DailyAreaName] => [name, whole]),
		),
		...condominiums.map(({ name, daily: whole }): [string, DailyAreaName] => [name, whole]),
	]);
	const memberships = [
		...basicAreas.flatMap(({ name, daily: inside }) =>
			inside.map((part) => lies(daily, part, basic, name)),
		),
		...small.flatMap(({ name }) =>
			placesOf(name, dailyOf).map((span) => lies(parts, name, daily, span.whole, span)),
		),
		...branchOffices.flatMap(({ name, neighbourhoods: inside }) =>
			inside.map((part) => lies(parts, part, branches, name)),
		),
	];
	await look(stage, async (tx) => {
		const { operatorId } = stage;
		await tx.insert(areaMemberships).values(memberships.map((row) => ({ operatorId, ...row })));
		// the areas are older than the program
		await tx.update(areas).set({ validFrom: since }).where(eq(areas.operatorId, operatorId));
		for (const { name, population, households } of dailyAreas) {
			await tx
				.update(areas)
				.set({ population, households })
				.where(thisArea(stage, daily, name));
		}
		await tx
			.update(areas)
			.set({ kind: 'building' })
			.where(
				and(
					eq(areas.operatorId, operatorId),
					inArray(
						areas.id,
						condominiums.map(({ name }) => idOf(parts, name)),
					),
				),
			);
		await tx
			.update(partitions)
			.set({ namePlain: '住んでいる 地域' })
			.where(and(eq(partitions.operatorId, operatorId), eq(partitions.name, '生活圏域')));
		const towns = neighbourhoods.flatMap(({ daily: whole, names }) =>
			names.flatMap(([name]) => [
				{
					areaId: idOf(daily, name === movedNeighbourhood.name ? movedNeighbourhood.to : whole),
					town: name,
				},
				{ areaId: idOf(parts, name), town: name },
			]),
		);
		// 蒼浜区北浜東3-6-12 names no 町会: the district's own name leads to the district
		const wholes = dailyAreas.map(({ name }) => ({
			areaId: idOf(daily, name),
			town: `蒼浜区${name}`,
		}));
		await tx
			.insert(areaTowns)
			.values(
				[...towns, ...wholes].map((row) => ({ operatorId, ...row, townFolded: townKey(row.town) })),
			)
			.onConflictDoNothing();
	});
	await keepClosedArea(stage, daily);
	for (const [name, id] of [...parts, ...branches, ...basic, ...daily]) stage.areas.set(name, id);
}

/** A partition by the office's own command; answers the ids of its areas by name. */
export async function partition(
	stage: Stage,
	name: string,
	list: readonly Named[],
	isAsked = false,
): Promise<Map<string, string>> {
	const { id } = await act(stage, addPartition, stage.system, {
		name,
		areas: list.map((area) => `${area.name}（${area.kana}）`).join('\n'),
		...(isAsked && { askedOfResidents: 'yes' }),
	});
	const rows = await look(stage, (tx) =>
		tx
			.select({ name: areas.name, id: areas.id })
			.from(areas)
			.where(and(eq(areas.operatorId, stage.operatorId), eq(areas.partitionId, id))),
	);
	return new Map(rows.map((row) => [row.name, row.id]));
}

type Span = { validFrom: string; validUntil: string | null };

/** In which 生活圏域 a 町会 lies, from when to when: one of them moved. */
function placesOf(
	name: string,
	dailyOf: ReadonlyMap<string, DailyAreaName>,
): (Span & { whole: string })[] {
	const { from, to, on } = movedNeighbourhood;
	if (name !== movedNeighbourhood.name) {
		return [{ whole: dailyOf.get(name) ?? '', validFrom: since, validUntil: null }];
	}
	return [
		{ whole: from, validFrom: since, validUntil: on },
		{ whole: to, validFrom: on, validUntil: null },
	];
}

function lies(
	parts: Map<string, string>,
	part: string,
	wholes: Map<string, string>,
	whole: string,
	{ validFrom, validUntil }: Span = { validFrom: since, validUntil: null },
) {
	return { partId: idOf(parts, part), wholeId: idOf(wholes, whole), validFrom, validUntil };
}

function idOf(areaIds: Map<string, string>, name: string): string {
	const id = areaIds.get(name);
	if (!id) throw new Error(`no area ${name}`);
	return id;
}

function thisArea(stage: Stage, daily: Map<string, string>, name: string) {
	return and(eq(areas.operatorId, stage.operatorId), eq(areas.id, idOf(daily, name)));
}

/** A 町会 that was dissolved before the program began: areas end, their history stays. */
async function keepClosedArea(stage: Stage, daily: Map<string, string>): Promise<void> {
	const { operatorId } = stage;
	const id = newIdAt(stage.timeline.now());
	const closed = { name: '橋詰旧港', nameKana: 'ハシヅメキュウコウ' };
	const span = { validFrom: since, validUntil: '2022-04-01' };
	await look(stage, async (tx) => {
		const [small] = await tx
			.select({ id: partitions.id })
			.from(partitions)
			.where(and(eq(partitions.operatorId, operatorId), eq(partitions.name, smallPartition)));
		if (!small) throw new Error(`no partition ${smallPartition}`);
		await tx.insert(areas).values({
			...{ operatorId, id, partitionId: small.id, ...closed, sortKey: sortKey(closed.nameKana) },
			...span,
		});
		await tx
			.insert(areaMemberships)
			.values({ operatorId, partId: id, wholeId: idOf(daily, '橋詰'), ...span });
	});
}
