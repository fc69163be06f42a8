import type { Work } from '../../../server/command.ts';
import { fingerprint, type Content, type Restorable } from '../registers/register.ts';
import { importRows } from '../tables.ts';

/** One record that an import wrote; `before` is null for one that it made. */
export type Written = { row: number; recordId: string; before: Content | null };

/** Keeps what is needed to take the import back, for `undoDays` (tidy.ts). */
export async function remember(
	{ tx, actor }: Work,
	importId: string,
	register: Restorable,
	written: readonly Written[],
): Promise<void> {
	const { operatorId } = actor;
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
