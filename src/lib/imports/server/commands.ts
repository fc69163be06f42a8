import { createHash } from 'node:crypto';
import { and, eq } from 'drizzle-orm';
import { personOf } from '../../kernel/actor.ts';
import { dateInTokyo } from '../../kernel/dates.ts';
import { Refusal } from '../../kernel/refusal.ts';
import { cleanLine } from '../../kernel/text.ts';
import { insertOrganisation, updateOrganisation } from '../../organisations/server/commands.ts';
import { insertPlace, updatePlace } from '../../places/server/commands.ts';
import { command } from '../../server/command.ts';
import { ImportForm, ImportId } from '../forms.ts';
import { mayImport } from '../rules.ts';
import { planImport } from './plan.ts';
import { draftOrRefuse } from './queries.ts';
import { importDrafts, imports } from './tables.ts';

/** Takes a file to look at. It must be readable; nothing of it reaches the directory. */
export const draftImport = command('import.draft', {
	input: ImportForm,
	subject: () => Promise.resolve(null),
	allow: mayImport,
	async run({ tx, actor, now, newId }, { kind, file: [file] }) {
		if (!file)
			throw new Refusal('not-valid', 'imports_file_missing', [
				{ field: 'file', message: 'imports_file_missing' },
			]);
		await planImport(tx, actor, kind, file.content, dateInTokyo(now()));
		const id = newId();
		await tx.insert(importDrafts).values({
			operatorId: actor.operatorId,
			id,
			kind,
			fileName: cleanLine(file.name).slice(0, 120),
			sha256: createHash('sha256').update(file.content).digest('hex'),
			content: file.content,
			madeBy: personOf(actor),
			madeAt: now(),
		});
		return { result: { id }, audit: { subject: { kind: 'importDraft', id }, detail: { kind } } };
	},
});

/** Writes the rows that are right, in one transaction, and forgets the draft. Rows with problems stay out. */
export const confirmImport = command('import.confirm', {
	input: ImportId,
	subject: ({ tx, actor }, { id }) => draftOrRefuse(tx, actor, id),
	allow: mayImport,
	async run(work, { id: draftId }, draft) {
		const { tx, actor, now, newId } = work;
		const plan = await planImport(tx, actor, draft.kind, draft.content, dateInTokyo(now()));
		if (plan.planned.length === 0) throw new Refusal('not-now', 'imports_nothing_to_write');
		const id = newId();
		if (plan.kind === 'organisations') {
			for (const { known, input } of plan.planned) {
				if (known) await updateOrganisation(work, known, input);
				else await insertOrganisation(work, input, id);
			}
		} else {
			for (const { known, input } of plan.planned) {
				if (known) await updatePlace(work, known, input);
				else await insertPlace(work, input, id);
			}
		}
		const rowsChanged = plan.planned.filter(({ known }) => known !== null).length;
		const rowsAdded = plan.planned.length - rowsChanged;
		await tx.insert(imports).values({
			operatorId: actor.operatorId,
			id,
			kind: draft.kind,
			fileName: draft.fileName,
			sha256: draft.sha256,
			rowsRead: plan.rowsRead,
			rowsAdded,
			rowsChanged,
			mapping: Object.fromEntries(plan.mapping.map(({ field, heading }) => [field, heading])),
			madeBy: personOf(actor),
			madeAt: now(),
		});
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

/** Lets a draft go without writing anything. */
export const dropImport = command('import.drop', {
	input: ImportId,
	subject: ({ tx, actor }, { id }) => draftOrRefuse(tx, actor, id),
	allow: mayImport,
	async run({ tx, actor }, { id }) {
		await tx
			.delete(importDrafts)
			.where(and(eq(importDrafts.operatorId, actor.operatorId), eq(importDrafts.id, id)));
		return { result: { id }, audit: { subject: { kind: 'importDraft', id } } };
	},
});
