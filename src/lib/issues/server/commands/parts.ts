import { and, eq, isNull } from 'drizzle-orm';
import { isStaff, personOf, type Actor } from '../../../kernel/actor.ts';
import { Refusal, refuseField } from '../../../kernel/refusal.ts';
import { command, type Work } from '../../../server/command.ts';
import { AttemptForm, CitationForm, PartForm } from '../../forms.ts';
import { personalMarks } from '../../marks.ts';
import { isPublic, mayAddFor, mayHandleIssues } from '../../rules.ts';
import { issueAttempts, issueCitations } from '../tables.ts';
import { issueForChange, issueOrRefuse } from '../visible.ts';
import { touch } from './concerns.ts';

/** これまでの取り組み: staff name any body, an organisation tells of its own. */
export const addAttempt = command('issue.addAttempt', {
	input: AttemptForm,
	subject: ({ tx, actor }, { id }) => issueForChange(tx, actor, id),
	allow: (actor, issue, form) =>
		mayAddFor(actor, form.organisationId) && (isStaff(actor) || isPublic(issue.state)),
	async run(work, form) {
		const { tx, actor, now, newId } = work;
		if (!form.organisationId && !form.who) throw refuseField('who', 'issues_attempt_who_missing');
		refusePersonal(actor, 'what', form.what, form.result);
		const partId = newId();
		await tx.insert(issueAttempts).values({
			operatorId: actor.operatorId,
			id: partId,
			issueId: form.id,
			organisationId: form.organisationId,
			who: form.organisationId ? '' : form.who,
			what: form.what,
			triedWhen: form.triedWhen,
			result: form.result,
			addedBy: personOf(actor),
			addedAt: now(),
		});
		await touch(work, form.id);
		return {
			result: { id: form.id, partId },
			audit: { subject: { kind: 'issue', id: form.id }, detail: { part: partId } },
		};
	},
});

export const removeAttempt = command('issue.removeAttempt', {
	input: PartForm,
	async subject({ tx, actor }, { id, partId }) {
		await issueOrRefuse(tx, actor, id);
		const [found] = await tx
			.select({ organisationId: issueAttempts.organisationId })
			.from(issueAttempts)
			.where(
				and(
					eq(issueAttempts.operatorId, actor.operatorId),
					eq(issueAttempts.issueId, id),
					eq(issueAttempts.id, partId),
				),
			);
		if (!found) throw new Refusal('not-found', 'refusal_not_found');
		return found;
	},
	allow: (actor, attempt) => mayAddFor(actor, attempt.organisationId),
	async run(work, { id, partId }) {
		const { tx, actor, now } = work;
		const removed = await tx
			.update(issueAttempts)
			.set({ removedBy: personOf(actor), removedAt: now() })
			.where(
				and(
					eq(issueAttempts.operatorId, actor.operatorId),
					eq(issueAttempts.id, partId),
					isNull(issueAttempts.removedAt),
				),
			)
			.returning({ id: issueAttempts.id });
		return removedOrRefuse(work, id, partId, removed);
	},
});

/** Plans of others that say something about the issue: name, date, address, clause. */
export const citePlan = command('issue.citePlan', {
	input: CitationForm,
	subject: ({ tx, actor }, { id }) => issueForChange(tx, actor, id),
	allow: mayHandleIssues,
	async run(work, { id, ...citation }) {
		const { tx, actor, now, newId } = work;
		const partId = newId();
		await tx.insert(issueCitations).values({
			operatorId: actor.operatorId,
			id: partId,
			issueId: id,
			...citation,
			addedBy: personOf(actor),
			addedAt: now(),
		});
		await touch(work, id);
		return {
			result: { id, partId },
			audit: { subject: { kind: 'issue', id }, detail: { part: partId } },
		};
	},
});

export const removeCitation = command('issue.removeCitation', {
	input: PartForm,
	subject: ({ tx, actor }, { id }) => issueForChange(tx, actor, id),
	allow: mayHandleIssues,
	async run(work, { id, partId }) {
		const { tx, actor, now } = work;
		const removed = await tx
			.update(issueCitations)
			.set({ removedBy: personOf(actor), removedAt: now() })
			.where(
				and(
					eq(issueCitations.operatorId, actor.operatorId),
					eq(issueCitations.issueId, id),
					eq(issueCitations.id, partId),
					isNull(issueCitations.removedAt),
				),
			)
			.returning({ id: issueCitations.id });
		return removedOrRefuse(work, id, partId, removed);
	},
});

/** An organisation's words stand at once, so they may not tell of a person; staff have read what they write. */
export function refusePersonal(actor: Actor, field: string, ...texts: string[]): void {
	if (!isStaff(actor) && personalMarks(...texts).length > 0)
		throw refuseField(field, 'issues_personal_words');
}

async function removedOrRefuse(
	work: Work,
	id: string,
	partId: string,
	removed: readonly unknown[],
) {
	if (removed.length === 0) throw new Refusal('not-now', 'refusal_changed_meanwhile');
	await touch(work, id);
	return { result: { id }, audit: { subject: { kind: 'issue', id }, detail: { part: partId } } };
}
