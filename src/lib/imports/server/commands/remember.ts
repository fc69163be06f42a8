import { and, eq, inArray, lt } from 'drizzle-orm';
import type { Work } from '../../../server/command.ts';
import { undoDays } from '../../rules.ts';
import { fingerprint, type Content, type Restorable } from '../registers/register.ts';
import { importRows, imports } from '../tables.ts';

/** One record that an import wrote; `before` is null for one that it made. */
export type Written = { row: number; recordId: string; before: Content | null };

/** Keeps what is needed to take the import back, and forgets what is too old for that. */
export async function remember(
	{ tx, actor, now }: Work,
	importId: string,
	register: Restorable,
	written: readonly Written[],
): Promise<void> {
	const { operatorId } = actor;
	const old = new Date(now().getTime() - undoDays * 86_400_000);
	await tx.delete(importRows).where(
		and(
			eq(importRows.operatorId, operatorId),
			inArray(
				importRows.importId,
				tx
					.select({ id: imports.id })
					.from(imports)
					.where(and(eq(imports.operatorId, operatorId), lt(imports.madeAt, old))),
			),
		),
	);
	const after = await register.contents(
		tx,
		actor,
		written.map(({ recordId }) => recordId),
	);
	for (let at = 0; at < written.length; at += 1_000) {
		await tx.insert(importRows).values(
			written.slice(at, at + 1_000).map(({ row, recordId, before }) => ({
				...{ operatorId, importId, recordId, row, before },
				afterSha256: fingerprint(after.get(recordId) ?? {}),
			})),
		);
	}
}
