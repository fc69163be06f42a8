import { and, eq, max } from 'drizzle-orm';
import { isSecretariat } from '../../kernel/actor.ts';
import { dateInTokyo, type PlainDate } from '../../kernel/dates.ts';
import { sortKey } from '../../kernel/kana.ts';
import { Refusal, refuseField } from '../../kernel/refusal.ts';
import { command, type Work } from '../../server/command.ts';
import { areasForm, partitionForm } from '../forms.ts';
import type { TypedArea } from '../rules.ts';
import { areas, partitions } from './tables.ts';

/** A further way to divide the ground; partitions lie beside each other, none is above another. */
export const addPartition = command('partition.add', {
	input: partitionForm,
	subject: async () => null,
	allow: (actor) => isSecretariat(actor),
	run: async (work, { name, areas: typed, askedOfResidents }) => {
		const id = await makePartition(work, {
			...{ name, areas: typed, validFrom: dateInTokyo(work.now()) },
			askedOfResidents,
		});
		return {
			result: { id },
			audit: { subject: { kind: 'partition', id }, detail: { areas: typed.length } },
		};
	},
});

/** More areas in a partition that is there. A name that is there already stays what it is. */
export const addAreas = command('area.add', {
	input: areasForm,
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
	run: async (work, { areas: typed }, { id }) => {
		const { tx, actor } = work;
		const known = await tx
			.select({ name: areas.name })
			.from(areas)
			.where(and(eq(areas.operatorId, actor.operatorId), eq(areas.partitionId, id)));
		const names = new Set(known.map(({ name }) => name));
		const added = typed.filter(({ name }) => !names.has(name));
		await insertAreas(work, id, added, dateInTokyo(work.now()));
		return {
			result: { id, added: added.length },
			audit: { subject: { kind: 'partition', id }, detail: { areas: added.length } },
		};
	},
});

type NewPartition = {
	name: string;
	areas: readonly TypedArea[];
	askedOfResidents: boolean;
	validFrom: PlainDate;
};

/** Writes a partition with its areas, as part of a command; the newest stands last. */
export async function makePartition(work: Work, partition: NewPartition): Promise<string> {
	const { tx, actor, newId } = work;
	const { operatorId } = actor;
	const [last] = await tx
		.select({ position: max(partitions.position) })
		.from(partitions)
		.where(eq(partitions.operatorId, operatorId));
	const id = newId();
	const { name, askedOfResidents, validFrom } = partition;
	const made = await tx
		.insert(partitions)
		.values({ operatorId, id, name, position: (last?.position ?? 0) + 1, askedOfResidents })
		.onConflictDoNothing()
		.returning({ id: partitions.id });
	if (made.length === 0) throw refuseField('name', 'districts_partition_taken');
	await insertAreas(work, id, partition.areas, validFrom);
	return id;
}

async function insertAreas(
	{ tx, actor, newId }: Work,
	partitionId: string,
	typed: readonly TypedArea[],
	validFrom: PlainDate,
): Promise<void> {
	if (typed.length === 0) return;
	await tx.insert(areas).values(
		typed.map(({ name, nameKana }) => ({
			...{ operatorId: actor.operatorId, id: newId(), partitionId, name, nameKana, validFrom },
			sortKey: sortKey(nameKana || name),
		})),
	);
}
