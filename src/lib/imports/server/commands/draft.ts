import { createHash } from 'node:crypto';
import { and, eq } from 'drizzle-orm';
import { personOf } from '../../../kernel/actor.ts';
import { dateInTokyo } from '../../../kernel/dates.ts';
import { refuseField } from '../../../kernel/refusal.ts';
import { cleanLine } from '../../../kernel/text.ts';
import { command } from '../../../server/command.ts';
import { ColumnsForm, ImportForm, ImportId } from '../../forms.ts';
import { choicesFrom } from '../../reading/choices.ts';
import { mayImport } from '../../rules.ts';
import { planImport } from '../plan.ts';
import { draftOrRefuse } from '../queries.ts';
import { importDrafts } from '../tables.ts';

/** Takes a file to look at. It must be a list; nothing of it reaches the directory. */
export const draftImport = command('import.draft', {
	input: ImportForm,
	subject: () => Promise.resolve(null),
	allow: mayImport,
	async run({ tx, actor, now, newId }, { kind, file: [file] }) {
		if (!file) throw refuseField('file', 'imports_file_missing');
		const uploaded = { kind, content: file.content, choices: {} };
		const plan = await planImport(tx, actor, uploaded, dateInTokyo(now()));
		if (plan.headerRow === null) throw refuseField('file', 'imports_no_headings');
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

/** What somebody has set right by hand: the sheet, the row of headings, or which column is what. */
export const chooseColumns = command('import.choose', {
	input: ColumnsForm,
	subject: ({ tx, actor }, { id }) => draftOrRefuse(tx, actor, id),
	allow: mayImport,
	async run({ tx, actor, now }, { id, ...input }, draft) {
		const today = dateInTokyo(now());
		const plan = await planImport(tx, actor, draft, today);
		const choices = choicesFrom(input, plan, draft.choices);
		const changed = await planImport(tx, actor, { ...draft, choices }, today);
		const isThere = choices.headerRow === undefined || choices.headerRow === changed.headerRow;
		if (!isThere || changed.headings.length === 0)
			throw refuseField('headerRow', 'imports_header_row_wrong');
		await tx
			.update(importDrafts)
			.set({ choices })
			.where(and(eq(importDrafts.operatorId, actor.operatorId), eq(importDrafts.id, id)));
		return { result: { id }, audit: { subject: { kind: 'importDraft', id } } };
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
