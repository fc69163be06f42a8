import { and, eq, inArray } from 'drizzle-orm';
import { personOf } from '../../../../kernel/actor.ts';
import { Refusal } from '../../../../kernel/refusal.ts';
import { command, type Work } from '../../../../server/command.ts';
import { mayFacilitate, mayManage } from '../../../rules.ts';
import { annotations, sessionPhotos, sessions } from '../../../server/tables.ts';
import { Annotate, MoveSession, WriteReport } from '../../forms.ts';
import { mayApproveReport } from '../../rules.ts';
import { sessionOrRefuse } from '../visible.ts';
import { moveTo } from './move.ts';

const subject = ({ tx, actor }: Work, { id }: { id: string }) => sessionOrRefuse(tx, actor, id);

/** 開催報告, as a draft; whoever wrote last is its writer. */
export const writeReport = command('session.writeReport', {
	input: WriteReport,
	subject,
	allow: (actor, { scope }) => mayFacilitate(actor, scope),
	async run({ tx, actor, now }, { id, report, nextTime }) {
		const [written] = await tx
			.update(sessions)
			.set({
				report,
				nextTime,
				reportWrittenBy: personOf(actor),
				reportWrittenAt: now(),
				changedAt: now(),
			})
			.where(
				and(
					eq(sessions.operatorId, actor.operatorId),
					eq(sessions.id, id),
					inArray(sessions.state, ['open', 'closedDraft']),
				),
			)
			.returning({ id: sessions.id });
		if (!written) throw new Refusal('not-now', 'gatherings_report_is_final');
		return { result: { id }, audit: { subject: { kind: 'session', id } } };
	},
});

/** A second pair of eyes: another person than the writer. The database would refuse it too. */
export const approveReport = command('session.approveReport', {
	input: MoveSession,
	subject,
	allow: (actor, { scope }) => mayManage(actor, scope),
	async run(work, { id }, { session, scope }) {
		const { reportWrittenBy: writtenBy } = session;
		const photographers = await photographersOf(work, id);
		if (!mayApproveReport(work.actor, scope, { writtenBy, photographers }))
			throw new Refusal('not-allowed', 'gatherings_second_person');
		const to = await moveTo(work, session, 'approveReport', {
			reportApprovedBy: personOf(work.actor),
			reportApprovedAt: work.now(),
		});
		return {
			result: { id },
			audit: {
				subject: { kind: 'session', id },
				detail: { from: session.state, to, writer: writtenBy },
			},
		};
	},
});

async function photographersOf({ tx, actor }: Work, id: string): Promise<(string | null)[]> {
	const rows = await tx
		.select({ addedBy: sessionPhotos.addedBy })
		.from(sessionPhotos)
		.where(and(eq(sessionPhotos.operatorId, actor.operatorId), eq(sessionPhotos.sessionId, id)));
	return rows.map(({ addedBy }) => addedBy);
}

export const publishReport = command('session.publish', {
	input: MoveSession,
	subject,
	allow: (actor, { scope }) => mayManage(actor, scope),
	async run(work, { id }, { session }) {
		const to = await moveTo(work, session, 'publish', { publishedAt: work.now() });
		return {
			result: { id },
			audit: { subject: { kind: 'session', id }, detail: { from: session.state, to } },
		};
	},
});

/** After the approval nothing is rewritten: corrections stand beside it, with their date. */
export const annotateReport = command('session.annotate', {
	input: Annotate,
	subject,
	allow: (actor, { scope }) => mayFacilitate(actor, scope),
	async run({ tx, actor, now, newId }, { id, text }, { session }) {
		if (session.state !== 'reportApproved' && session.state !== 'published')
			throw new Refusal('not-now', 'gatherings_annotate_later');
		await tx.insert(annotations).values({
			operatorId: actor.operatorId,
			id: newId(),
			sessionId: id,
			text,
			madeBy: personOf(actor),
			madeAt: now(),
		});
		return { result: { id }, audit: { subject: { kind: 'session', id } } };
	},
});
