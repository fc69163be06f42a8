import { createHash } from 'node:crypto';
import { and, eq } from 'drizzle-orm';
import { insertArea, writeLie } from '../../../districts/server/lie-of-areas.ts';
import { personOf } from '../../../kernel/actor.ts';
import { Refusal, refuseField } from '../../../kernel/refusal.ts';
import { cleanLine } from '../../../kernel/text.ts';
import { command, type Work } from '../../../server/command.ts';
import { AreasForm, ImportId } from '../../forms.ts';
import { mayImport } from '../../rules.ts';
import { planAreas, type AreaDeed } from '../areas/plan.ts';
import { areaDraftOrRefuse } from '../queries.ts';
import { areaRegister } from '../registers/areas.ts';
import { areaDrafts, imports } from '../tables.ts';
import { remember, type Written } from './remember.ts';

const largestFile = 10 * 1024 * 1024;

/** Takes a file that says where areas lie, to look at. Nothing of it reaches the areas. */
export const draftAreas = command('partition.draft', {
	input: AreasForm,
	subject: () => Promise.resolve(null),
	allow: mayImport,
	async run({ tx, actor, now, newId }, { file: [file], ...about }) {
		if (!file) throw refuseField('file', 'districts_file_missing');
		if (file.content.byteLength > largestFile)
			throw refuseField('file', 'districts_file_too_large');
		const { content } = file;
		await planAreas(tx, actor, { ...about, content });
		const id = newId();
		const { kind, partitionId, from, endMissing } = about;
		await tx.insert(areaDrafts).values({
			...{ operatorId: actor.operatorId, id, kind, partitionId, from, endMissing, content },
			fileName: cleanLine(file.name).slice(0, 120),
			sha256: createHash('sha256').update(content).digest('hex'),
			madeBy: personOf(actor),
			madeAt: now(),
		});
		return { result: { id }, audit: { subject: { kind: 'importDraft', id }, detail: { kind } } };
	},
});

/** Writes what the file says of the areas, in one transaction, and forgets the draft. */
export const confirmAreas = command('partition.confirm', {
	input: ImportId,
	subject: ({ tx, actor }, { id }) => areaDraftOrRefuse(tx, actor, id),
	allow: mayImport,
	async run(work, { id: draftId }, draft) {
		const { tx, actor, now, newId } = work;
		const { deeds, read } = await planAreas(tx, actor, draft);
		const written = await write(work, draft, deeds);
		if (written.length === 0) throw new Refusal('not-now', 'imports_nothing_to_write');
		const id = newId();
		const rowsAdded = written.filter(({ before }) => before === null).length;
		const rowsChanged = written.length - rowsAdded;
		const { kind, fileName, sha256 } = draft;
		await tx.insert(imports).values({
			...{ operatorId: actor.operatorId, id, kind, fileName, sha256 },
			...{ rowsRead: read, rowsAdded, rowsChanged, mapping: {} },
			...{ madeBy: personOf(actor), madeAt: now() },
		});
		await remember(work, id, areaRegister, written);
		await forget(work, draftId);
		return {
			result: { id, rowsAdded, rowsChanged },
			audit: { subject: { kind: 'import', id }, detail: { kind, rowsAdded, rowsChanged } },
		};
	},
});

/** Lets a draft go without writing anything. */
export const dropAreas = command('partition.drop', {
	input: ImportId,
	subject: ({ tx, actor }, { id }) => areaDraftOrRefuse(tx, actor, id),
	allow: mayImport,
	async run(work, { id }) {
		await forget(work, id);
		return { result: { id }, audit: { subject: { kind: 'importDraft', id } } };
	},
});

async function write(
	work: Work,
	{ partitionId, from: validFrom }: { partitionId: string; from: string },
	deeds: readonly AreaDeed[],
): Promise<Written[]> {
	const written: Written[] = [];
	for (const [at, deed] of deeds.entries()) {
		if (deed.does === 'nothing') continue;
		const id =
			deed.does === 'add'
				? await insertArea(work, { partitionId, validFrom, name: deed.name, code: deed.code })
				: deed.id;
		await writeLie(work, id, deed.after);
		written.push({ row: at + 1, recordId: id, before: deed.does === 'add' ? null : deed.before });
	}
	return written;
}

async function forget({ tx, actor }: Work, id: string): Promise<void> {
	await tx
		.delete(areaDrafts)
		.where(and(eq(areaDrafts.operatorId, actor.operatorId), eq(areaDrafts.id, id)));
}
