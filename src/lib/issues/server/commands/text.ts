import { and, eq, max } from 'drizzle-orm';
import { personOf } from '../../../kernel/actor.ts';
import { Refusal, refuseField } from '../../../kernel/refusal.ts';
import { command, type Work } from '../../../server/command.ts';
import { AcceptForm, ReturnForm, RewriteForm } from '../../forms.ts';
import { isPublic, mayHandleIssues, mayReviewText } from '../../rules.ts';
import { issues, issueVersions } from '../tables.ts';
import { issueForChange, type Issue } from '../visible.ts';
import { textColumns } from './make.ts';

type Version = typeof issueVersions.$inferSelect;

/**
 * A new text. While the issue is a candidate it stands at once; afterwards it waits until another person
 * has checked it, and the old text stays in sight.
 */
export const rewriteIssue = command('issue.rewrite', {
	input: RewriteForm,
	subject: ({ tx, actor }, { id }) => issueForChange(tx, actor, id),
	allow: mayHandleIssues,
	async run(work, form, issue) {
		const { tx, actor, now } = work;
		const waits = isPublic(issue.state);
		const number = await nextNumber(work, issue);
		const [kept] = await tx
			.insert(issueVersions)
			.values({
				operatorId: actor.operatorId,
				issueId: issue.id,
				number,
				title: form.title,
				titleKana: form.titleKana,
				description: form.description,
				wall: form.wall,
				state: waits ? 'waiting' : 'shown',
				why: form.why,
				writtenBy: personOf(actor),
				writtenAt: now(),
			})
			.onConflictDoNothing()
			.returning({ number: issueVersions.number });
		if (!kept) throw new Refusal('not-now', 'issues_version_waits');
		if (!waits) {
			await tx
				.update(issues)
				.set({
					...textColumns(form),
					version: number,
					textAuthor: personOf(actor),
					changedAt: now(),
				})
				.where(thisIssue(issue));
		}
		return {
			result: { id: issue.id, waits },
			audit: { subject: { kind: 'issue', id: issue.id }, detail: { number, waits } },
		};
	},
});

/** Another person than its author has read the new text: it takes the place of the old one. */
export const acceptVersion = command('issue.acceptVersion', {
	input: AcceptForm,
	async subject({ tx, actor }, { id, number }) {
		const issue = await issueForChange(tx, actor, id);
		return { issue, version: await versionOrRefuse(tx, issue, number) };
	},
	allow: mayHandleIssues,
	async run({ tx, actor, now }, { checked }, { issue, version }) {
		if (!mayReviewText(actor, version.writtenBy))
			throw new Refusal('not-allowed', 'issues_reviewer_is_author');
		if (!checked) throw refuseField('checked', 'issues_not_checked');
		if (!version.wall && issue.wall) throw new Refusal('not-valid', 'issues_wall_missing');
		const review = { reviewedBy: personOf(actor), reviewedAt: now() };
		await tx
			.update(issueVersions)
			.set({ state: 'shown', ...review })
			.where(thisVersion(version));
		await tx
			.update(issues)
			.set({
				...textColumns(version),
				version: version.number,
				textAuthor: version.writtenBy,
				...review,
				changedAt: now(),
			})
			.where(thisIssue(issue));
		return {
			result: { id: issue.id },
			audit: {
				subject: { kind: 'issue', id: issue.id },
				detail: { number: version.number, author: version.writtenBy },
			},
		};
	},
});

/** The new text goes back with a reason, or its author takes it back. */
export const returnVersion = command('issue.returnVersion', {
	input: ReturnForm,
	async subject({ tx, actor }, { id, number }) {
		const issue = await issueForChange(tx, actor, id);
		return versionOrRefuse(tx, issue, number);
	},
	allow: mayHandleIssues,
	async run({ tx }, { why }, version) {
		await tx.update(issueVersions).set({ state: 'returned', why }).where(thisVersion(version));
		return {
			result: { id: version.issueId },
			audit: {
				subject: { kind: 'issue', id: version.issueId },
				detail: { number: version.number },
			},
		};
	},
});

async function nextNumber({ tx }: Work, issue: Issue): Promise<number> {
	const [last] = await tx
		.select({ number: max(issueVersions.number) })
		.from(issueVersions)
		.where(
			and(eq(issueVersions.operatorId, issue.operatorId), eq(issueVersions.issueId, issue.id)),
		);
	return (last?.number ?? 0) + 1;
}

async function versionOrRefuse(tx: Work['tx'], issue: Issue, number: number): Promise<Version> {
	const [found] = await tx
		.select()
		.from(issueVersions)
		.where(
			and(
				eq(issueVersions.operatorId, issue.operatorId),
				eq(issueVersions.issueId, issue.id),
				eq(issueVersions.number, number),
			),
		);
	if (!found) throw new Refusal('not-found', 'refusal_not_found');
	if (found.state !== 'waiting') throw new Refusal('not-now', 'refusal_changed_meanwhile');
	return found;
}

function thisIssue(issue: Issue) {
	return and(eq(issues.operatorId, issue.operatorId), eq(issues.id, issue.id));
}

function thisVersion(version: Version) {
	return and(
		eq(issueVersions.operatorId, version.operatorId),
		eq(issueVersions.issueId, version.issueId),
		eq(issueVersions.number, version.number),
	);
}
