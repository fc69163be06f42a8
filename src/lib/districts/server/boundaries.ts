import { and, eq, gt, inArray, isNull, lte, or } from 'drizzle-orm';
import { isSecretariat } from '../../kernel/actor.ts';
import type { PlainDate } from '../../kernel/dates.ts';
import { sortKey } from '../../kernel/kana.ts';
import { refuseField, Refusal } from '../../kernel/refusal.ts';
import { fold } from '../../kernel/text.ts';
import { command, type Work } from '../../server/command.ts';
import { boundariesForm } from '../forms.ts';
import { boundsOf, readBoundaries, type NamedBoundary } from '../geometry.ts';
import { areaBoundaries, areas, partitions } from './tables.ts';

const largestFile = 10 * 1024 * 1024;

/**
 * Boundaries from a GeoJSON file as a new version of a partition: areas of the same name get a new boundary from the
 * day on (the one before keeps its end), areas that are new begin on that day. Areas that the file does not name stay,
 * or end on that day if the office says so; what refers to them keeps their name.
 */
export const importBoundaries = command('partition.bound', {
	input: boundariesForm,
	subject: async ({ tx, actor }, { partitionId }) => {
		const [partition] = await tx
			.select({ id: partitions.id })
			.from(partitions)
			.where(and(eq(partitions.operatorId, actor.operatorId), eq(partitions.id, partitionId)))
			.for('update');
		if (!partition) throw new Refusal('not-found', 'refusal_not_found');
		return partition;
	},
	allow: (actor) => isSecretariat(actor),
	run: async (work, { from, endMissing, file: [file] }, { id }) => {
		if (!file || file.content.byteLength > largestFile)
			throw refuseField('file', 'districts_file_too_large');
		const found = readBoundaries(new TextDecoder().decode(file.content));
		if (!found) throw refuseField('file', 'districts_file_no_boundaries');
		const current = await areasOn(work, id, from);
		const byName = new Map(current.map((area) => [fold(area.name), area]));
		const fresh = found.filter(({ name }) => !byName.has(fold(name)));
		const made = await addAreas(work, id, fresh, from);
		const idOf = new Map([...byName].map(([name, area]) => [name, area.id] as const));
		for (const [name, areaId] of made) idOf.set(name, areaId);
		const drawn = await draw(work, found, idOf, from);
		const named = new Set(found.map(({ name }) => fold(name)));
		const missing = endMissing ? current.filter(({ name }) => !named.has(fold(name))) : [];
		await endAreas(work, missing, from);
		const counts = { added: made.size, drawn, ended: missing.length };
		return {
			result: { id, ...counts },
			audit: { subject: { kind: 'partition', id }, detail: counts },
		};
	},
});

type Current = { id: string; name: string; validFrom: PlainDate };

function areasOn({ tx, actor }: Work, partitionId: string, date: PlainDate): Promise<Current[]> {
	return tx
		.select({ id: areas.id, name: areas.name, validFrom: areas.validFrom })
		.from(areas)
		.where(
			and(
				eq(areas.operatorId, actor.operatorId),
				eq(areas.partitionId, partitionId),
				or(isNull(areas.validUntil), gt(areas.validUntil, date)),
			),
		);
}

async function addAreas(
	{ tx, actor, newId }: Work,
	partitionId: string,
	fresh: readonly NamedBoundary[],
	validFrom: PlainDate,
): Promise<Map<string, string>> {
	const rows = [...new Map(fresh.map((one) => [fold(one.name), one])).values()].map(
		({ name, code }) => ({
			...{ operatorId: actor.operatorId, id: newId(), partitionId, name, nameKana: '', code },
			...{ sortKey: sortKey(name), validFrom },
		}),
	);
	if (rows.length > 0) await tx.insert(areas).values(rows);
	return new Map(rows.map(({ name, id }) => [fold(name), id]));
}

/** Writes a version per area; one that begins on the same day is replaced. Answers how many were written. */
async function draw(
	{ tx, actor }: Work,
	found: readonly NamedBoundary[],
	idOf: ReadonlyMap<string, string>,
	from: PlainDate,
): Promise<number> {
	const { operatorId } = actor;
	const geometries = new Map<string, NamedBoundary['geometry']>();
	for (const { name, geometry } of found) {
		const areaId = idOf.get(fold(name)) ?? '';
		geometries.set(areaId, [...(geometries.get(areaId) ?? []), ...geometry]);
	}
	const ids = [...geometries.keys()];
	const later = await tx
		.select({ areaId: areaBoundaries.areaId })
		.from(areaBoundaries)
		.where(
			and(
				eq(areaBoundaries.operatorId, operatorId),
				inArray(areaBoundaries.areaId, ids),
				gt(areaBoundaries.validFrom, from),
			),
		)
		.limit(1);
	if (later.length > 0) throw refuseField('from', 'districts_day_too_early');
	const running = and(
		eq(areaBoundaries.operatorId, operatorId),
		inArray(areaBoundaries.areaId, ids),
	);
	await tx.delete(areaBoundaries).where(and(running, eq(areaBoundaries.validFrom, from)));
	await tx
		.update(areaBoundaries)
		.set({ validUntil: from })
		.where(and(running, lte(areaBoundaries.validFrom, from), isNull(areaBoundaries.validUntil)));
	for (const [areaId, geometry] of geometries) {
		await tx
			.insert(areaBoundaries)
			.values({ operatorId, areaId, validFrom: from, geometry, ...boundsOf(geometry) });
	}
	return geometries.size;
}

async function endAreas(
	{ tx, actor }: Work,
	missing: readonly Current[],
	from: PlainDate,
): Promise<void> {
	if (missing.some(({ validFrom }) => from <= validFrom))
		throw refuseField('from', 'districts_day_too_early');
	const ids = missing.map(({ id }) => id);
	await tx
		.update(areas)
		.set({ validUntil: from })
		.where(and(eq(areas.operatorId, actor.operatorId), inArray(areas.id, ids)));
}
