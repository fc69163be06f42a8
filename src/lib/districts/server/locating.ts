import { and, asc, desc, eq, gt, isNull, lte, or, sql } from 'drizzle-orm';
import type { Actor } from '../../kernel/actor.ts';
import type { PlainDate } from '../../kernel/dates.ts';
import type { Tx } from '../../server/db.ts';
import { contains } from '../geometry.ts';
import { addressKeys } from '../towns.ts';
import { areaBoundaries, areas, areaTowns, partitions } from './tables.ts';

/** A place on the ground, as far as it is known. */
export type Whereabouts = { latitude: number | null; longitude: number | null; address: string };

/**
 * From a position or an address to an area: by boundaries first, then by 町丁目 (the longest name in the address wins).
 * The partition in which residents are asked comes first, then the others in their order. Reads once, for a whole list.
 */
export async function locatorOn(
	tx: Tx,
	actor: Actor,
	date: PlainDate,
): Promise<(where: Whereabouts) => string | null> {
	const inForce = and(
		eq(areas.operatorId, actor.operatorId),
		lte(areas.validFrom, date),
		or(isNull(areas.validUntil), gt(areas.validUntil, date)),
	);
	const order = [desc(partitions.askedOfResidents), asc(partitions.position)] as const;
	const itsPartition = and(
		eq(partitions.operatorId, areas.operatorId),
		eq(partitions.id, areas.partitionId),
	);
	const boundaries = await tx
		.select({
			areaId: areaBoundaries.areaId,
			geometry: areaBoundaries.geometry,
			west: areaBoundaries.west,
			south: areaBoundaries.south,
			east: areaBoundaries.east,
			north: areaBoundaries.north,
		})
		.from(areaBoundaries)
		.innerJoin(
			areas,
			and(eq(areas.operatorId, areaBoundaries.operatorId), eq(areas.id, areaBoundaries.areaId)),
		)
		.innerJoin(partitions, itsPartition)
		.where(
			and(
				inForce,
				lte(areaBoundaries.validFrom, date),
				or(isNull(areaBoundaries.validUntil), gt(areaBoundaries.validUntil, date)),
			),
		)
		.orderBy(...order, asc(areas.sortKey), asc(areas.id))
		.limit(5_000);
	const towns = await tx
		.select({ areaId: areaTowns.areaId, town: areaTowns.townFolded })
		.from(areaTowns)
		.innerJoin(
			areas,
			and(eq(areas.operatorId, areaTowns.operatorId), eq(areas.id, areaTowns.areaId)),
		)
		.innerJoin(partitions, itsPartition)
		.where(inForce)
		.orderBy(desc(partitions.askedOfResidents), sql`length(${areaTowns.townFolded}) desc`, ...order)
		.limit(20_000);
	return ({ latitude, longitude, address }) => {
		const drawn =
			latitude === null || longitude === null
				? undefined
				: boundaries.find(
						({ west, south, east, north, geometry }) =>
							longitude >= west &&
							longitude <= east &&
							latitude >= south &&
							latitude <= north &&
							contains(geometry, [longitude, latitude]),
					);
		if (drawn) return drawn.areaId;
		const keys = addressKeys(address);
		return towns.find(({ town }) => keys.some((key) => key.includes(town)))?.areaId ?? null;
	};
}
