import { and, eq } from 'drizzle-orm';
import { personOf } from '../../../kernel/actor.ts';
import { dateInTokyo } from '../../../kernel/dates.ts';
import { Refusal } from '../../../kernel/refusal.ts';
import { command, type Work } from '../../../server/command.ts';
import { ImportId } from '../../forms.ts';
import { mayImport } from '../../rules.ts';
import { rememberMapping } from '../memory.ts';
import { planImport, type PlannedRow } from '../plan.ts';
import { draftOrRefuse } from '../queries.ts';
import { registers } from '../registers/index.ts';
import type { Register } from '../registers/register.ts';
import { importDrafts, imports } from '../tables.ts';
import { remember, type Written } from './remember.ts';

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
