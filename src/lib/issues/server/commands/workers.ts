import { and, eq, isNull } from 'drizzle-orm';
import { mayActFor, personOf } from '../../../kernel/actor.ts';
import { Refusal, refuseField } from '../../../kernel/refusal.ts';
import { organisationsByIds } from '../../../organisations/server/queries.ts';
import { command, type Work } from '../../../server/command.ts';
import { PartForm, WorkerForm } from '../../forms.ts';
import { isPublic, mayAddFor } from '../../rules.ts';
import { issueWorkers } from '../tables.ts';
import { issueForChange, issueOrRefuse } from '../visible.ts';
import { touch } from './concerns.ts';
import { refusePersonal } from './parts.ts';

/**
 * すでに取り組んでいる団体. An organisation that lists itself has agreed; one that the staff list is shown once it
 * has agreed, to its own representative or to the staff who asked it.
 */
export const listWorker = command('issue.listWorker', {
	input: WorkerForm,
	subject: ({ tx, actor }, { id }) => issueForChange(tx, actor, id),
	allow: (actor, issue, form) =>
		mayActFor(actor, form.organisationId)
			? isPublic(issue.state)
			: mayAddFor(actor, form.organisationId),
	async run(work, form) {
		const { tx, actor, now, newId } = work;
		const [organisation] = await organisationsByIds(tx, actor, [form.organisationId]);
		if (!organisation) throw refuseField('organisationId', 'issues_organisation_missing');
		refusePersonal(actor, 'what', form.what);
		const confirmedAs = mayActFor(actor, form.organisationId)
			? 'organisation'
			: form.agreed
				? 'office'
				: null;
		const partId = newId();
		const [listed] = await tx
			.insert(issueWorkers)
			.values({
				operatorId: actor.operatorId,
				id: partId,
				issueId: form.id,
				organisationId: form.organisationId,
				what: form.what,
				namedBy: personOf(actor),
				namedAt: now(),
				...(confirmedAs && { confirmedAs, confirmedBy: personOf(actor), confirmedAt: now() }),
			})
			.onConflictDoNothing()
			.returning({ id: issueWorkers.id });
		if (!listed) throw refuseField('organisationId', 'issues_worker_listed');
		await touch(work, form.id);
		return {
			result: { id: form.id, partId, confirmed: confirmedAs !== null },
			audit: {
				subject: { kind: 'issue', id: form.id },
				detail: { part: partId, organisation: form.organisationId, confirmedAs },
			},
		};
	},
});

/** Yes, we work on this: said by the organisation, or by the staff who asked it. */
export const confirmWorker = command('issue.confirmWorker', {
	input: PartForm,
	subject: ({ tx, actor }, { id, partId }) => workerOrRefuse(tx, actor, id, partId),
	allow: (actor, worker) => mayAddFor(actor, worker.organisationId),
	async run(work, { id, partId }, worker) {
		const { tx, actor, now } = work;
		const confirmedAs = mayActFor(actor, worker.organisationId) ? 'organisation' : 'office';
		const [confirmed] = await tx
			.update(issueWorkers)
			.set({ confirmedAs, confirmedBy: personOf(actor), confirmedAt: now() })
			.where(and(thisWorker(actor.operatorId, partId), isNull(issueWorkers.confirmedAt)))
			.returning({ id: issueWorkers.id });
		if (!confirmed) throw new Refusal('not-now', 'refusal_changed_meanwhile');
		await touch(work, id);
		return {
			result: { id },
			audit: {
				subject: { kind: 'issue', id },
				detail: { part: partId, organisation: worker.organisationId, confirmedAs },
			},
		};
	},
});

/** An organisation takes its name away at any time; what it did stays among the attempts. */
export const endWorker = command('issue.endWorker', {
	input: PartForm,
	subject: ({ tx, actor }, { id, partId }) => workerOrRefuse(tx, actor, id, partId),
	allow: (actor, worker) => mayAddFor(actor, worker.organisationId),
	async run(work, { id, partId }, worker) {
		const { tx, actor, now } = work;
		await tx
			.update(issueWorkers)
			.set({ endedBy: personOf(actor), endedAt: now() })
			.where(thisWorker(actor.operatorId, partId));
		await touch(work, id);
		return {
			result: { id },
			audit: {
				subject: { kind: 'issue', id },
				detail: { part: partId, organisation: worker.organisationId },
			},
		};
	},
});

async function workerOrRefuse(tx: Work['tx'], actor: Work['actor'], id: string, partId: string) {
	await issueOrRefuse(tx, actor, id);
	const [found] = await tx
		.select()
		.from(issueWorkers)
		.where(and(thisWorker(actor.operatorId, partId), eq(issueWorkers.issueId, id)));
	if (!found) throw new Refusal('not-found', 'refusal_not_found');
	return found;
}

function thisWorker(operatorId: string, partId: string) {
	return and(
		eq(issueWorkers.operatorId, operatorId),
		eq(issueWorkers.id, partId),
		isNull(issueWorkers.endedAt),
	);
}
