import { and, asc, desc, eq, isNotNull, isNull, sql, type SQL } from 'drizzle-orm';
import { unionAll } from 'drizzle-orm/pg-core';
import type { Actor } from '../../kernel/actor.ts';
import type { PlainDate } from '../../kernel/dates.ts';
import { Refusal } from '../../kernel/refusal.ts';
import type { Tx } from '../../server/db.ts';
import { mayImport, type MadeKind } from '../rules.ts';
import { planImport } from './plan.ts';
import { planAreas } from './areas/plan.ts';
import { restorables } from './registers/index.ts';
import { areaDrafts, importDrafts, importRows, imports } from './tables.ts';

/** Drafts carry a whole list with contacts: only who may import sees them. */
function visibleTo(actor: Actor): SQL {
	return mayImport(actor) ? eq(importDrafts.operatorId, actor.operatorId) : sql`false`;
}

export async function draftOrRefuse(tx: Tx, actor: Actor, id: string) {
	const [draft] = await tx
		.select()
		.from(importDrafts)
		.where(and(visibleTo(actor), eq(importDrafts.id, id)));
	if (!draft) throw new Refusal('not-found', 'refusal_not_found');
	return draft;
}

/** What the draft would do, read again from its file. */
export async function previewOf(tx: Tx, actor: Actor, id: string, today: PlainDate) {
	const draft = await draftOrRefuse(tx, actor, id);
	const plan = await planImport(tx, actor, draft, today);
	const sameFileBefore = await sameFile(tx, actor, draft.sha256);
	return { fileName: draft.fileName, plan, sameFileBefore };
}

/** When the same file was imported before, or null. */
async function sameFile(tx: Tx, actor: Actor, sha256: string): Promise<Date | null> {
	const [before] = await tx
		.select({ madeAt: imports.madeAt })
		.from(imports)
		.where(
			and(
				eq(imports.operatorId, actor.operatorId),
				eq(imports.sha256, sha256),
				isNull(imports.undoneAt),
			),
		)
		.orderBy(desc(imports.madeAt))
		.limit(1);
	return before?.madeAt ?? null;
}

/** A file about areas that is being looked at. */
export async function areaDraftOrRefuse(tx: Tx, actor: Actor, id: string) {
	const [draft] = await tx
		.select()
		.from(areaDrafts)
		.where(
			and(
				mayImport(actor) ? eq(areaDrafts.operatorId, actor.operatorId) : sql`false`,
				eq(areaDrafts.id, id),
			),
		);
	if (!draft) throw new Refusal('not-found', 'refusal_not_found');
	return draft;
}

/** What a file about areas would do, read again. */
export async function areaPreviewOf(tx: Tx, actor: Actor, id: string) {
	const draft = await areaDraftOrRefuse(tx, actor, id);
	const plan = await planAreas(tx, actor, draft);
	return { ...draft, plan, sameFileBefore: await sameFile(tx, actor, draft.sha256) };
}

/** Files that somebody began to look at and neither confirmed nor dropped, newest first. */
export async function listDrafts(tx: Tx, actor: Actor) {
	if (!mayImport(actor)) throw new Refusal('not-found', 'refusal_not_found');
	const lists = tx
		.select({
			id: importDrafts.id,
			kind: sql<MadeKind>`${importDrafts.kind}`,
			fileName: importDrafts.fileName,
			madeAt: importDrafts.madeAt,
		})
		.from(importDrafts)
		.where(eq(importDrafts.operatorId, actor.operatorId));
	const whereabouts = tx
		.select({
			id: areaDrafts.id,
			kind: sql<MadeKind>`${areaDrafts.kind}`,
			fileName: areaDrafts.fileName,
			madeAt: areaDrafts.madeAt,
		})
		.from(areaDrafts)
		.where(eq(areaDrafts.operatorId, actor.operatorId));
	return unionAll(lists, whereabouts)
		.orderBy(sql`made_at desc`, sql`id`)
		.limit(50);
}

/** The imports that were made, newest first. */
export async function listImports(tx: Tx, actor: Actor) {
	if (!mayImport(actor)) throw new Refusal('not-found', 'refusal_not_found');
	return tx
		.select({
			id: imports.id,
			kind: imports.kind,
			fileName: imports.fileName,
			rowsRead: imports.rowsRead,
			rowsAdded: imports.rowsAdded,
			rowsChanged: imports.rowsChanged,
			madeAt: imports.madeAt,
			undoneAt: imports.undoneAt,
		})
		.from(imports)
		.where(eq(imports.operatorId, actor.operatorId))
		.orderBy(desc(imports.madeAt))
		.limit(50);
}

/** One import that was made. */
export async function importOrRefuse(tx: Tx, actor: Actor, id: string) {
	const [found] = await tx
		.select()
		.from(imports)
		.where(
			and(
				mayImport(actor) ? eq(imports.operatorId, actor.operatorId) : sql`false`,
				eq(imports.id, id),
			),
		);
	if (!found) throw new Refusal('not-found', 'refusal_not_found');
	return found;
}

/** What stayed when an import was taken back, in the order of the list. */
export async function keptOf(tx: Tx, actor: Actor, id: string) {
	const { kind } = await importOrRefuse(tx, actor, id);
	const rows = await tx
		.select({ recordId: importRows.recordId, kept: importRows.kept })
		.from(importRows)
		.where(
			and(
				eq(importRows.operatorId, actor.operatorId),
				eq(importRows.importId, id),
				isNotNull(importRows.kept),
			),
		)
		.orderBy(asc(importRows.row));
	const contents = await restorables[kind].contents(
		tx,
		actor,
		rows.map(({ recordId }) => recordId),
	);
	return rows.map(({ recordId, kept }) => ({
		id: recordId,
		kept,
		name: String(contents.get(recordId)?.name ?? ''),
	}));
}
