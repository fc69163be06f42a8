import { and, eq, inArray, lt } from 'drizzle-orm';
import { personOf } from '../../../kernel/actor.ts';
import { dateInTokyo } from '../../../kernel/dates.ts';
import { Refusal } from '../../../kernel/refusal.ts';
import { command, type Work } from '../../../server/command.ts';
import { ImportId } from '../../forms.ts';
import { mayImport, undoDays } from '../../rules.ts';
import { rememberMapping } from '../memory.ts';
import { planImport, type PlannedRow } from '../plan.ts';
import { draftOrRefuse } from '../queries.ts';
import { registers } from '../registers/index.ts';
import { fingerprint, type Content, type Register } from '../registers/register.ts';
import { importDrafts, importRows, imports } from '../tables.ts';

/** Writes the rows that are right, in one transaction, and forgets the draft. Rows with problems stay out. */
export const confirmImport = command('import.confirm', {
	input: ImportId,
	subject: ({ tx, actor }, { id }) => draftOrRefuse(tx, actor, id),
	allow: mayImport,
	async run(work, { id: draftId }, draft) {
		const { tx, actor, now, newId } = work;
		const plan = await planImport(tx, actor, draft, dateInTokyo(now()));
		if (plan.planned.length === 0) throw new Refusal('not-now', 'imports_nothing_to_write');
		const id = newId();
		const written = await write(work, registers[draft.kind], plan.planned, id);
		const rowsAdded = written.filter(({ before }) => before === null).length;
		const rowsChanged = written.length - rowsAdded;
		await tx.insert(imports).values({
			operatorId: actor.operatorId,
			id,
			kind: draft.kind,
			fileName: draft.fileName,
			sha256: draft.sha256,
			rowsRead: plan.rows.length,
			rowsAdded,
			rowsChanged,
			mapping: Object.fromEntries(
				plan.columns.flatMap(({ source, target }) => (target ? [[target, source]] : [])),
			),
			madeBy: personOf(actor),
			madeAt: now(),
		});
		await remember(work, id, registers[draft.kind], written);
		const targets = plan.columns.map(({ target }) => target);
		await rememberMapping(work, draft.kind, plan.headings, targets);
		await tx
			.delete(importDrafts)
			.where(and(eq(importDrafts.operatorId, actor.operatorId), eq(importDrafts.id, draftId)));
		return {
			result: { id, rowsAdded, rowsChanged },
			audit: {
				subject: { kind: 'import', id },
				detail: { kind: draft.kind, rowsAdded, rowsChanged },
			},
		};
	},
});

type Written = { row: number; recordId: string; before: Content | null };

async function write(
	work: Work,
	register: Register,
	planned: readonly PlannedRow[],
	importId: string,
): Promise<Written[]> {
	const written: Written[] = [];
	for (const one of planned) {
		if (one.does === 'nothing') continue;
		if (one.does === 'add') {
			const recordId = await register.add(work, one.input, importId);
			written.push({ row: one.row, recordId, before: null });
		} else {
			await register.write(work, one.id, one.after);
			written.push({ row: one.row, recordId: one.id, before: one.before });
		}
	}
	return written;
}

/** Keeps what is needed to take the import back, and forgets what is too old for that. */
async function remember(
	{ tx, actor, now }: Work,
	importId: string,
	register: Register,
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
