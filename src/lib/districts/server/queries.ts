import { and, asc, desc, eq, gt, inArray, isNull, lte, or, sql, type SQL } from 'drizzle-orm';
import type { PgColumn } from 'drizzle-orm/pg-core';
import type { Actor } from '../../kernel/actor.ts';
import type { PlainDate } from '../../kernel/dates.ts';
import { Refusal } from '../../kernel/refusal.ts';
import type { Tx } from '../../server/db.ts';
import type { Area, Partition, Validity } from '../rules.ts';
import { addressKeys } from '../towns.ts';
import { areaMemberships, areas, areaTowns, partitions } from './tables.ts';

/** Areas are public: everybody inside the operator sees all of them. */
function visibleTo(actor: Actor): SQL {
	return eq(areas.operatorId, actor.operatorId);
}

function inForce(from: PgColumn, until: PgColumn, date: PlainDate): SQL {
	return sql`${from} <= ${date} and (${until} is null or ${until} > ${date})`;
}

const columns = {
	id: areas.id,
	name: areas.name,
	nameKana: areas.nameKana,
	kind: areas.kind,
	partitionId: areas.partitionId,
	partitionName: partitions.name,
};

function select(tx: Tx) {
	return tx
		.select(columns)
		.from(areas)
		.innerJoin(
			partitions,
			and(eq(partitions.operatorId, areas.operatorId), eq(partitions.id, areas.partitionId)),
		);
}

const order = [asc(partitions.position), asc(areas.sortKey), asc(areas.id)] as const;

/** All areas in force on a date, partition after partition, each 五十音順. */
export function listAreas(tx: Tx, actor: Actor, date: PlainDate): Promise<Area[]> {
	return select(tx)
		.where(and(visibleTo(actor), inForce(areas.validFrom, areas.validUntil, date)))
		.orderBy(...order)
		.limit(2_000);
}

/** The areas in which a resident is asked "where?". */
export function listAskedAreas(tx: Tx, actor: Actor, date: PlainDate): Promise<Area[]> {
	return select(tx)
		.where(
			and(
				visibleTo(actor),
				eq(partitions.askedOfResidents, true),
				inForce(areas.validFrom, areas.validUntil, date),
			),
		)
		.orderBy(...order)
		.limit(2_000);
}

export async function areaOrRefuse(tx: Tx, actor: Actor, id: string): Promise<Area> {
	const [found] = await select(tx).where(and(visibleTo(actor), eq(areas.id, id)));
	if (!found) throw new Refusal('not-found', 'refusal_not_found');
	return found;
}

/** Names for a list of ids, in one statement. */
export async function areaNames(
	tx: Tx,
	actor: Actor,
	ids: readonly string[],
): Promise<Map<string, string>> {
	if (ids.length === 0) return new Map();
	const rows = await tx
		.select({ id: areas.id, name: areas.name })
		.from(areas)
		.where(and(visibleTo(actor), inArray(areas.id, [...new Set(ids)])));
	return new Map(rows.map((row) => [row.id, row.name]));
}

/** An area together with every smaller area that lies in it on the date: what "concerns of 北浜東" means. */
export async function areaWithParts(
	tx: Tx,
	actor: Actor,
	ids: readonly string[],
	date: PlainDate,
): Promise<string[]> {
	if (ids.length === 0) return [];
	const parts = await tx
		.selectDistinct({ id: areaMemberships.partId })
		.from(areaMemberships)
		.where(
			and(
				eq(areaMemberships.operatorId, actor.operatorId),
				inArray(areaMemberships.wholeId, [...ids]),
				lte(areaMemberships.validFrom, date),
				or(isNull(areaMemberships.validUntil), gt(areaMemberships.validUntil, date)),
			),
		);
	return [...new Set([...ids, ...parts.map((part) => part.id)])];
}

/** The larger areas in which an area lies on the date, one per other partition. */
export function wholesOf(tx: Tx, actor: Actor, id: string, date: PlainDate): Promise<Area[]> {
	return select(tx)
		.innerJoin(
			areaMemberships,
			and(eq(areaMemberships.operatorId, areas.operatorId), eq(areaMemberships.wholeId, areas.id)),
		)
		.where(
			and(
				visibleTo(actor),
				eq(areaMemberships.partId, id),
				inForce(areaMemberships.validFrom, areaMemberships.validUntil, date),
			),
		)
		.orderBy(...order);
}

/** From an address to its areas by 町丁目: the longest town name that the address contains wins in each partition. */
export async function areasOfAddress(
	tx: Tx,
	actor: Actor,
	address: string,
	date: PlainDate,
): Promise<{ areaId: string; partitionId: string; town: string }[]> {
	const keys = addressKeys(address);
	if (keys.length === 0) return [];
	const rows = await tx
		.select({ areaId: areaTowns.areaId, partitionId: areas.partitionId, town: areaTowns.town })
		.from(areaTowns)
		.innerJoin(
			areas,
			and(eq(areas.operatorId, areaTowns.operatorId), eq(areas.id, areaTowns.areaId)),
		)
		.where(
			and(
				visibleTo(actor),
				or(...keys.map((key) => sql`position(${areaTowns.townFolded} in ${key}) > 0`)),
				inForce(areas.validFrom, areas.validUntil, date),
			),
		)
		.orderBy(sql`length(${areaTowns.townFolded}) desc`, asc(areas.sortKey))
		.limit(100);
	const longest = new Map<string, (typeof rows)[number]>();
	for (const row of rows) if (!longest.has(row.partitionId)) longest.set(row.partitionId, row);
	return [...longest.values()];
}

/** From when to when an area holds. */
export async function validityOf(tx: Tx, actor: Actor, id: string): Promise<Validity> {
	const [found] = await tx
		.select({ validFrom: areas.validFrom, validUntil: areas.validUntil })
		.from(areas)
		.where(and(visibleTo(actor), eq(areas.id, id)));
	if (!found) throw new Refusal('not-found', 'refusal_not_found');
	return found;
}

/** The larger areas in which an area lies on the date, and the smaller ones that lie in it; one statement. */
export async function relativesOf(
	tx: Tx,
	actor: Actor,
	id: string,
	date: PlainDate,
): Promise<{ wholes: Area[]; parts: Area[] }> {
	const relatives = await tx
		.select({ ...columns, isPart: sql<boolean>`${areaMemberships.wholeId} = ${id}` })
		.from(areas)
		.innerJoin(
			partitions,
			and(eq(partitions.operatorId, areas.operatorId), eq(partitions.id, areas.partitionId)),
		)
		.innerJoin(
			areaMemberships,
			and(
				eq(areaMemberships.operatorId, areas.operatorId),
				or(
					and(eq(areaMemberships.partId, areas.id), eq(areaMemberships.wholeId, id)),
					and(eq(areaMemberships.wholeId, areas.id), eq(areaMemberships.partId, id)),
				),
			),
		)
		.where(
			and(visibleTo(actor), inForce(areaMemberships.validFrom, areaMemberships.validUntil, date)),
		)
		.orderBy(...order);
	const those = (isPart: boolean) =>
		relatives.filter((area) => area.isPart === isPart).map(({ isPart: _which, ...area }) => area);
	return { wholes: those(false), parts: those(true) };
}

/** Where an area lay and lies, newest first: the history of the boundaries. */
export function lyingOf(tx: Tx, actor: Actor, id: string) {
	return tx
		.select({
			name: areas.name,
			partitionName: partitions.name,
			validFrom: areaMemberships.validFrom,
			validUntil: areaMemberships.validUntil,
		})
		.from(areaMemberships)
		.innerJoin(
			areas,
			and(eq(areas.operatorId, areaMemberships.operatorId), eq(areas.id, areaMemberships.wholeId)),
		)
		.innerJoin(
			partitions,
			and(eq(partitions.operatorId, areas.operatorId), eq(partitions.id, areas.partitionId)),
		)
		.where(and(visibleTo(actor), eq(areaMemberships.partId, id)))
		.orderBy(asc(partitions.position), desc(areaMemberships.validFrom));
}

/** The ways in which this operator divides the ground. */
export function listPartitions(tx: Tx, actor: Actor): Promise<Partition[]> {
	return tx
		.select({
			id: partitions.id,
			name: partitions.name,
			askedOfResidents: partitions.askedOfResidents,
		})
		.from(partitions)
		.where(eq(partitions.operatorId, actor.operatorId))
		.orderBy(asc(partitions.position));
}

/** The areas themselves, the smaller ones in them and the larger ones around them, as they lie today. */
export async function areasAround(tx: Tx, actor: Actor, ids: readonly string[]): Promise<string[]> {
	if (ids.length === 0) return [];
	const { partId, wholeId, operatorId, validUntil } = areaMemberships;
	const pairs = await tx
		.select({ partId, wholeId })
		.from(areaMemberships)
		.where(
			and(
				eq(operatorId, actor.operatorId),
				isNull(validUntil),
				or(inArray(partId, [...ids]), inArray(wholeId, [...ids])),
			),
		);
	return [...new Set([...ids, ...pairs.flatMap((pair) => [pair.partId, pair.wholeId])])];
}
