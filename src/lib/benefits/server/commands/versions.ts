import { and, eq, sql } from 'drizzle-orm';
import { personalMarks } from '../../../issues/marks.ts';
import { personOf } from '../../../kernel/actor.ts';
import { Refusal, refuseField } from '../../../kernel/refusal.ts';
import { command, type Work } from '../../../server/command.ts';
import { searchText } from '../../../server/search.ts';
import { JudgeBenefit, KeepVersion, PublishVersion, TableForm } from '../../forms.ts';
import {
	afterTable,
	facilitates,
	mayJudge,
	mayKeep,
	mayPublish,
	phasesAfter,
	type TableMove,
	type TableState,
} from '../../rules.ts';
import { partiesOf, wordsOf, type Benefit, type Party } from '../../sheet.ts';
import { holdTable, itself } from '../log.ts';
import { tieOrigins } from '../origins.ts';
import { draftOrRefuse } from '../sight.ts';
import { benefitJudgements, benefitTables } from '../tables.ts';
import { keep, versionOrRefuse, versionsOf, type AtVersion } from '../versions.ts';

/** Moves a table that nobody else changes meanwhile; `changed` goes with it. */
export async function moveTable(
	{ tx, actor, now }: Work,
	tableId: string,
	move: TableMove,
	changed: Partial<Omit<typeof benefitTables.$inferInsert, 'operatorId' | 'id' | 'state'>> = {},
): Promise<{ from: TableState; to: TableState; seq: number }> {
	const where = { operatorId: actor.operatorId, tableId };
	const { state: from, seq } = await holdTable(tx, where);
	const to = afterTable(from, move);
	if (!to) throw new Refusal('not-now', 'benefits_not_now');
	await tx
		.update(benefitTables)
		.set({ ...changed, state: to, changedAt: now() })
		.where(and(itself(where), eq(benefitTables.state, from)));
	return { from, to, seq };
}

/** 版を残す: the table as whoever keeps it saw it. Others go on writing. */
export const keepVersion = command('benefitTable.keep', {
	input: KeepVersion,
	subject: ({ tx, actor }, { id }) => draftOrRefuse(tx, actor, id),
	allow: (actor, { standing }) => mayKeep(actor, standing),
	async run(work, { id, phase, seen }, { table }) {
		const { tx, actor } = work;
		await holdTable(tx, { operatorId: actor.operatorId, tableId: id });
		if (table.state === 'evaluated') throw new Refusal('not-now', 'benefits_is_finished');
		const earlier = await versionsOf(tx, actor.operatorId, id);
		if (!phasesAfter(earlier.map((version) => version.phase)).includes(phase))
			throw refuseField('phase', 'benefits_phase_wrong');
		const kept = await keep(work, { tableId: id, phase, seen });
		await tieOrigins(work, id);
		return {
			result: { id, version: kept.id, number: kept.number, leftOut: kept.leftOut },
			audit: {
				subject: { kind: 'benefitTable', id },
				detail: { version: kept.id, number: kept.number, phase, leftOut: kept.leftOut },
			},
		};
	},
});

/** The forum has decided that everybody may read this version. Another person looks at it before. */
export const publishVersion = command('benefitTable.publish', {
	input: PublishVersion,
	subject: ({ tx, actor }, { version }) => versionOrRefuse(tx, actor, version),
	allow: (actor, { standing, version }, { id }) =>
		version.tableId === id && mayPublish(actor, standing, version.keptBy),
	async run(work, { id, checked }, { table, version }) {
		const { actor, now } = work;
		const words = wordsOf(version.sheet);
		if (!checked && personalMarks(...words).length > 0)
			throw refuseField('checked', 'benefits_looks_personal');
		const names = partiesOf(version.sheet).map(({ name }) => name.text);
		const { from, to } = await moveTable(work, id, 'publish', {
			...{ publishedVersion: version.id, publishedBy: personOf(actor), publishedAt: now() },
			activity: version.sheet.activity.text,
			searchText: searchText(table.title, ...names, ...words),
		});
		return {
			result: { id },
			audit: {
				subject: { kind: 'benefitTable', id },
				detail: { from, to, version: version.id, number: version.number },
			},
		};
	},
});

/** No longer for everybody; who takes part goes on reading it. */
export const withdrawTable = command('benefitTable.withdraw', {
	input: TableForm,
	subject: ({ tx, actor }, { id }) => draftOrRefuse(tx, actor, id),
	allow: (actor, { standing }) => facilitates(actor, standing),
	async run(work, { id }, { table }) {
		if (table.publishedVersion === null) throw new Refusal('not-now', 'benefits_not_now');
		const { from, to } = await moveTable(work, id, 'withdraw', {
			...{ publishedVersion: null, publishedBy: null, publishedAt: null, activity: '' },
			searchText: searchText(table.title),
		});
		return {
			result: { id },
			audit: { subject: { kind: 'benefitTable', id }, detail: { from, to } },
		};
	},
});

type Judged = AtVersion & { benefit: Benefit; party: Party };

async function benefitOf(work: Work, versionId: string, benefitId: string): Promise<Judged> {
	const at = await versionOrRefuse(work.tx, work.actor, versionId);
	const benefit = at.version.sheet.benefits[benefitId];
	const party = benefit && at.version.sheet.parties[benefit.partyId];
	if (at.sight !== 'draft' || !benefit || !party || benefit.removedSeq > 0)
		throw new Refusal('not-found', 'refusal_not_found');
	return { ...at, benefit, party };
}

/** How far a 相利 came true, said by the one who has it; said again, the later word counts. */
export const judgeBenefit = command('benefitTable.judge', {
	input: JudgeBenefit,
	subject: (work, { version, benefit }) => benefitOf(work, version, benefit),
	allow: (actor, { standing, party, version }, { id, heardFrom }) =>
		version.tableId === id &&
		mayJudge(actor, standing, { organisationId: party.organisationId, heardFrom }),
	async run(work, { id, realised, comment, heardFrom }, { table, version, party, benefit }) {
		const { tx, actor, now } = work;
		if (version.phase !== 'evaluation' || table.state === 'evaluated')
			throw new Refusal('not-now', 'benefits_not_now');
		const isOwn = actor.kind === 'person' && actor.represents.includes(party.organisationId);
		const said = {
			...{ realised, comment, heardFrom: isOwn ? '' : heardFrom },
			...{ judgedBy: personOf(actor), judgedAt: now() },
			judgedFor: isOwn ? party.organisationId : null,
		};
		const [kept] = await tx
			.insert(benefitJudgements)
			.values({
				...{ operatorId: actor.operatorId, versionId: version.id, benefitId: benefit.id },
				...said,
			})
			.onConflictDoUpdate({
				target: [
					benefitJudgements.operatorId,
					benefitJudgements.versionId,
					benefitJudgements.benefitId,
				],
				// what the party said itself is not replaced by what somebody heard
				...(!isOwn && { setWhere: sql`${benefitJudgements.judgedFor} is null` }),
				set: said,
			})
			.returning({ benefitId: benefitJudgements.benefitId });
		if (!kept) throw new Refusal('not-now', 'benefits_said_itself');
		return {
			result: { id },
			audit: {
				subject: { kind: 'benefitTable', id },
				detail: { version: version.id, benefit: benefit.id, realised, isHeard: !isOwn },
			},
		};
	},
});

/** 最終評価を終える: nothing is written any more. */
export const finishEvaluation = command('benefitTable.finish', {
	input: TableForm,
	subject: ({ tx, actor }, { id }) => draftOrRefuse(tx, actor, id),
	allow: (actor, { standing }) => mayKeep(actor, standing),
	async run(work, { id }) {
		const { tx, actor } = work;
		const versions = await versionsOf(tx, actor.operatorId, id);
		if (!versions.some(({ phase }) => phase === 'evaluation'))
			throw new Refusal('not-now', 'benefits_evaluation_missing');
		const { from, to } = await moveTable(work, id, 'evaluate');
		return {
			result: { id },
			audit: { subject: { kind: 'benefitTable', id }, detail: { from, to } },
		};
	},
});
