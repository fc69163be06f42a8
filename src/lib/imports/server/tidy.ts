import { and, eq, inArray, lt } from 'drizzle-orm';
import type { Context } from '../../server/command.ts';
import { draftDays, undoDays } from '../rules.ts';
import { areaDrafts, importDrafts, importRows, imports } from './tables.ts';

const day = 86_400_000;

/** Throws away lists that were left lying, and what records said before imports that can no longer be taken back. */
export async function tidyImports({ database, actor, now }: Context): Promise<void> {
	const { operatorId } = actor;
	const before = (days: number) => new Date(now().getTime() - days * day);
	await database.as(actor, async (tx) => {
		for (const drafts of [importDrafts, areaDrafts]) {
			await tx
				.delete(drafts)
				.where(and(eq(drafts.operatorId, operatorId), lt(drafts.madeAt, before(draftDays))));
		}
		const settled = tx
			.select({ id: imports.id })
			.from(imports)
			.where(and(eq(imports.operatorId, operatorId), lt(imports.madeAt, before(undoDays))));
		await tx
			.delete(importRows)
			.where(and(eq(importRows.operatorId, operatorId), inArray(importRows.importId, settled)));
	});
}
