import { and, eq, inArray, isNull } from 'drizzle-orm';
import { Refusal } from '../../../kernel/refusal.ts';
import { command, type Work } from '../../../server/command.ts';
import { ImportId } from '../../forms.ts';
import { mayImport, mayStillUndo, type Kept, type MadeKind } from '../../rules.ts';
import { importOrRefuse } from '../queries.ts';
import { restorables } from '../registers/index.ts';
import { fingerprint, type Content } from '../registers/register.ts';
import { importRows, imports } from '../tables.ts';
import { usedAmong } from '../usage.ts';

/**
 * Takes a whole import back: records that it made go, records that it changed are as before. What somebody has
 * changed or used since stays as it is, and the page of the import names it.
 */
export const undoImport = command('import.undo', {
	input: ImportId,
	subject: ({ tx, actor }, { id }) => importOrRefuse(tx, actor, id),
	allow: mayImport,
	async run(work, { id }, made) {
		const { tx, actor, now } = work;
		if (!mayStillUndo(made, now())) throw new Refusal('not-now', 'imports_undo_too_late');
		const [undone] = await tx
			.update(imports)
			.set({ undoneAt: now() })
			.where(
				and(eq(imports.operatorId, actor.operatorId), eq(imports.id, id), isNull(imports.undoneAt)),
			)
			.returning({ id: imports.id });
		if (!undone) throw new Refusal('not-now', 'refusal_changed_meanwhile');
		const { removed, restored, kept } = await takeBack(work, id, made.kind);
		return {
			result: { id, removed, restored, kept },
			audit: { subject: { kind: 'import', id }, detail: { removed, restored, kept } },
		};
	},
});

async function takeBack(work: Work, importId: string, kind: MadeKind) {
	const { tx, actor } = work;
	const register = restorables[kind];
	const rows = await tx
		.select()
		.from(importRows)
		.where(and(eq(importRows.operatorId, actor.operatorId), eq(importRows.importId, importId)))
		.for('update');
	const ids = rows.map(({ recordId }) => recordId);
	const now = await register.contents(tx, actor, ids);
	const isAsWritten = ({ recordId, afterSha256 }: (typeof rows)[number]) => {
		const content = now.get(recordId);
		return content !== undefined && fingerprint(content) === afterSha256;
	};
	const untouched = rows.filter(isAsWritten);
	const made = untouched.filter(({ before }) => before === null).map(({ recordId }) => recordId);
	const used = await usedAmong(tx, actor, register.use, made);
	const gone = made.filter((id) => !used.has(id));
	await register.remove(work, gone);
	const changed = untouched.filter(({ before }) => before !== null);
	for (const { recordId, before } of changed) {
		// the cast is safe: only confirmImport writes `before`, from this register's own contents
		await register.write(work, recordId, before as Content);
	}
	const touched = rows.filter((row) => !isAsWritten(row)).map(({ recordId }) => recordId);
	await markKept(work, importId, touched, 'changed');
	await markKept(work, importId, [...used], 'used');
	await forget(work, importId, [...gone, ...changed.map(({ recordId }) => recordId)]);
	return { removed: gone.length, restored: changed.length, kept: touched.length + used.size };
}

async function markKept(
	{ tx, actor }: Work,
	importId: string,
	ids: readonly string[],
	kept: Kept,
): Promise<void> {
	await tx
		.update(importRows)
		.set({ kept, before: null })
		.where(
			and(
				eq(importRows.operatorId, actor.operatorId),
				eq(importRows.importId, importId),
				inArray(importRows.recordId, [...ids]),
			),
		);
}

async function forget(
	{ tx, actor }: Work,
	importId: string,
	ids: readonly string[],
): Promise<void> {
	await tx
		.delete(importRows)
		.where(
			and(
				eq(importRows.operatorId, actor.operatorId),
				eq(importRows.importId, importId),
				inArray(importRows.recordId, [...ids]),
			),
		);
}
