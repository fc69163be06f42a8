import { and, asc, eq, gt, inArray, isNull, or } from 'drizzle-orm';
import type { Actor } from '../../kernel/actor.ts';
import type { PlainDate } from '../../kernel/dates.ts';
import { sortKey } from '../../kernel/kana.ts';
import { Refusal } from '../../kernel/refusal.ts';
import type { Work } from '../../server/command.ts';
import type { Tx } from '../../server/db.ts';
import type { Lie } from '../lie-of-areas.ts';
import { townKey } from '../towns.ts';
import { areaBoundaries, areas, areaTowns, partitions } from './tables.ts';

/** An area of a partition, as a file is compared with it. */
export type AreaInForce = { id: string; name: string; validFrom: PlainDate };

/** The name of a partition; what is not there is refused. */
export async function partitionOrRefuse(
	tx: Tx,
	actor: Actor,
	id: string,
): Promise<{ id: string; name: string }> {
	const [partition] = await tx
		.select({ id: partitions.id, name: partitions.name })
		.from(partitions)
		.where(and(eq(partitions.operatorId, actor.operatorId), eq(partitions.id, id)));
	if (!partition) throw new Refusal('not-found', 'refusal_not_found');
	return partition;
}

/** The areas of a partition that have not ended on a day, 五十音順. */
export function areasNotEnded(
	tx: Tx,
	actor: Actor,
	partitionId: string,
	date: PlainDate,
): Promise<AreaInForce[]> {
	return tx
		.select({ id: areas.id, name: areas.name, validFrom: areas.validFrom })
		.from(areas)
		.where(
			and(
				eq(areas.operatorId, actor.operatorId),
				eq(areas.partitionId, partitionId),
				or(isNull(areas.validUntil), gt(areas.validUntil, date)),
			),
		)
		.orderBy(asc(areas.sortKey), asc(areas.id))
		.limit(5_000);
}

/** Where these areas lie, in three statements. */
export async function lieOf(
	tx: Tx,
	actor: Actor,
	ids: readonly string[],
): Promise<Map<string, Lie>> {
	const { operatorId } = actor;
	const wanted = [...ids];
	const rows = await tx
		.select({ id: areas.id, name: areas.name, validUntil: areas.validUntil })
		.from(areas)
		.where(and(eq(areas.operatorId, operatorId), inArray(areas.id, wanted)));
	const drawn = await tx
		.select()
		.from(areaBoundaries)
		.where(and(eq(areaBoundaries.operatorId, operatorId), inArray(areaBoundaries.areaId, wanted)))
		.orderBy(asc(areaBoundaries.validFrom));
	const towns = await tx
		.select({ areaId: areaTowns.areaId, town: areaTowns.town })
		.from(areaTowns)
		.where(and(eq(areaTowns.operatorId, operatorId), inArray(areaTowns.areaId, wanted)))
		.orderBy(asc(areaTowns.townFolded), asc(areaTowns.town));
	const boundariesOf = Map.groupBy(drawn, ({ areaId }) => areaId);
	const townsOf = Map.groupBy(towns, ({ areaId }) => areaId);
	return new Map(
		rows.map(({ id, name, validUntil }) => [
			id,
			{
				...{ name, validUntil },
				boundaries: (boundariesOf.get(id) ?? []).map(
					({ validFrom, validUntil: until, geometry, west, south, east, north }) => ({
						...{ validFrom, validUntil: until, geometry, west, south, east, north },
					}),
				),
				towns: (townsOf.get(id) ?? []).map(({ town }) => town),
			},
		]),
	);
}

/** A new area, from a day on; its reading is asked for later. */
export async function insertArea(
	{ tx, actor, newId }: Work,
	area: { partitionId: string; name: string; code: string | null; validFrom: PlainDate },
): Promise<string> {
	const id = newId();
	await tx.insert(areas).values({
		...{ operatorId: actor.operatorId, id, nameKana: '', sortKey: sortKey(area.name) },
		...area,
	});
	return id;
}

/** Makes an area lie as it is said: boundaries and 町丁目 are replaced as a whole. */
export async function writeLie({ tx, actor }: Work, id: string, lie: Lie): Promise<void> {
	const { operatorId } = actor;
	await tx
		.update(areas)
		.set({ validUntil: lie.validUntil })
		.where(and(eq(areas.operatorId, operatorId), eq(areas.id, id)));
	await forgetLie(tx, operatorId, [id]);
	if (lie.boundaries.length > 0)
		await tx
			.insert(areaBoundaries)
			.values(lie.boundaries.map((boundary) => ({ operatorId, areaId: id, ...boundary })));
	if (lie.towns.length > 0)
		await tx
			.insert(areaTowns)
			.values(
				lie.towns.map((town) => ({ operatorId, areaId: id, town, townFolded: townKey(town) })),
			);
}

/** Takes areas out again; what refers to them was looked for before. */
export async function removeAreas({ tx, actor }: Work, ids: readonly string[]): Promise<void> {
	await forgetLie(tx, actor.operatorId, ids);
	await tx
		.delete(areas)
		.where(and(eq(areas.operatorId, actor.operatorId), inArray(areas.id, [...ids])));
}

async function forgetLie(tx: Tx, operatorId: string, ids: readonly string[]): Promise<void> {
	for (const part of [areaBoundaries, areaTowns])
		await tx
			.delete(part)
			.where(and(eq(part.operatorId, operatorId), inArray(part.areaId, [...ids])));
}
