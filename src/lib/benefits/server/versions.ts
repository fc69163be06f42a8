import { and, asc, eq, inArray, max } from 'drizzle-orm';
import type { Actor } from '../../kernel/actor.ts';
import { personOf } from '../../kernel/actor.ts';
import { Refusal } from '../../kernel/refusal.ts';
import type { Work } from '../../server/command.ts';
import type { Tx } from '../../server/db.ts';
import type { Phase } from '../rules.ts';
import { sheetAt, type Sheet } from '../sheet.ts';
import { loadSheet } from './log.ts';
import { tableOrRefuse, type AtTable, type HallSecret } from './sight.ts';
import { benefitJudgements, benefitVersions } from './tables.ts';

export type Version = typeof benefitVersions.$inferSelect;

/** Without the sheet, for lists. */
export type VersionRow = Omit<Version, 'sheet' | 'operatorId'>;

const row = {
	id: benefitVersions.id,
	tableId: benefitVersions.tableId,
	number: benefitVersions.number,
	phase: benefitVersions.phase,
	seq: benefitVersions.seq,
	leftOut: benefitVersions.leftOut,
	keptBy: benefitVersions.keptBy,
	keptAt: benefitVersions.keptAt,
};

export function versionsOf(tx: Tx, operatorId: string, tableId: string): Promise<VersionRow[]> {
	return tx
		.select(row)
		.from(benefitVersions)
		.where(and(eq(benefitVersions.operatorId, operatorId), eq(benefitVersions.tableId, tableId)))
		.orderBy(asc(benefitVersions.number));
}

export type AtVersion = AtTable & { version: Version };

/** A version and its table. Whoever sees only what was published sees that one version. */
export async function versionOrRefuse(
	tx: Tx,
	actor: Actor,
	id: string,
	hallSecret?: HallSecret,
): Promise<AtVersion> {
	const [version] = await tx
		.select()
		.from(benefitVersions)
		.where(and(eq(benefitVersions.operatorId, actor.operatorId), eq(benefitVersions.id, id)));
	if (!version) throw new Refusal('not-found', 'refusal_not_found');
	const at = await tableOrRefuse(tx, actor, version.tableId, hallSecret);
	const isOpen = at.sight === 'draft' || at.table.publishedVersion === id;
	if (!isOpen) throw new Refusal('not-found', 'refusal_not_found');
	return { ...at, version };
}

/** Keeps the table as it stood after `seen` operations; what was written meanwhile is in the next one. */
export async function keep(
	{ tx, actor, now, newId }: Work,
	{ tableId, phase, seen }: { tableId: string; phase: Phase; seen: number },
): Promise<{ id: string; number: number; leftOut: number }> {
	const where = { operatorId: actor.operatorId, tableId };
	const { operations } = await loadSheet(tx, where);
	const seq = Math.min(seen, operations.length);
	const [last] = await tx
		.select({ number: max(benefitVersions.number) })
		.from(benefitVersions)
		.where(
			and(eq(benefitVersions.operatorId, actor.operatorId), eq(benefitVersions.tableId, tableId)),
		);
	const kept = {
		id: newId(),
		number: (last?.number ?? 0) + 1,
		leftOut: operations.length - seq,
	};
	await tx.insert(benefitVersions).values({
		...{ operatorId: actor.operatorId, tableId, phase, seq, ...kept },
		...{ sheet: sheetAt(operations, seq), keptBy: personOf(actor), keptAt: now() },
	});
	return kept;
}

export type Judgement = Omit<typeof benefitJudgements.$inferSelect, 'operatorId'>;

/** What the parties said of their 相利, by the id of the 相利. */
export async function judgementsOf(
	tx: Tx,
	operatorId: string,
	versionIds: readonly string[],
): Promise<Judgement[]> {
	if (versionIds.length === 0) return [];
	return tx
		.select({
			versionId: benefitJudgements.versionId,
			benefitId: benefitJudgements.benefitId,
			realised: benefitJudgements.realised,
			comment: benefitJudgements.comment,
			heardFrom: benefitJudgements.heardFrom,
			judgedBy: benefitJudgements.judgedBy,
			judgedFor: benefitJudgements.judgedFor,
			judgedAt: benefitJudgements.judgedAt,
		})
		.from(benefitJudgements)
		.where(
			and(
				eq(benefitJudgements.operatorId, operatorId),
				inArray(benefitJudgements.versionId, [...versionIds]),
			),
		);
}

/** What of a sheet somebody sees who looks at this version, or at what is being written. */
export type Shown = { sheet: Sheet; version: Version | null };

/** The version that is asked for; else what is being written, or what was published. */
export async function shownSheet(
	tx: Tx,
	actor: Actor,
	{ table, sight }: AtTable,
	versionId?: string | null,
): Promise<Shown> {
	const id = versionId ?? (sight === 'draft' ? null : table.publishedVersion);
	const where = { operatorId: actor.operatorId, tableId: table.id };
	if (id === null) return { sheet: (await loadSheet(tx, where)).sheet, version: null };
	if (sight !== 'draft' && id !== table.publishedVersion)
		throw new Refusal('not-found', 'refusal_not_found');
	const [version] = await tx
		.select()
		.from(benefitVersions)
		.where(
			and(
				eq(benefitVersions.operatorId, actor.operatorId),
				eq(benefitVersions.tableId, table.id),
				eq(benefitVersions.id, id),
			),
		);
	if (!version) throw new Refusal('not-found', 'refusal_not_found');
	return { sheet: version.sheet, version };
}
