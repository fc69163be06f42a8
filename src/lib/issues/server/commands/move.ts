import { and, eq } from 'drizzle-orm';
import { personOf } from '../../../kernel/actor.ts';
import { Refusal, refuseField } from '../../../kernel/refusal.ts';
import { operatorById } from '../../../operators/server/queries.ts';
import { command, type Work } from '../../../server/command.ts';
import { MoveForm } from '../../forms.ts';
import { personalMarks } from '../../marks.ts';
import { after, mayHandleIssues, missingFor, type IssueAct, type IssueState } from '../../rules.ts';
import { independentConcerns } from '../concerns.ts';
import { issueMoves, issues, issueVersions } from '../tables.ts';
import { issueForChange, issueOrRefuse, type Issue } from '../visible.ts';

/** One move along the state table, with everything it asks for; each is kept and shown as history. */
export const moveIssue = command('issue.move', {
	input: MoveForm,
	subject: ({ tx, actor }, { id }) => issueOrRefuse(tx, actor, id),
	allow: mayHandleIssues,
	async run(work, { id, act, reason, decision, checked }) {
		const mustBeRead = act === 'share' || personalMarks(reason, decision).length > 0;
		if (mustBeRead && !checked) throw refuseField('checked', 'issues_not_checked');
		const { from, to } = await moveIssueWithin(work, id, act, { reason, decision });
		return {
			result: { id, to },
			audit: {
				subject: { kind: 'issue', id },
				detail: { act, from, to, byDecision: Boolean(decision) },
			},
		};
	},
});

type MoveOptions = {
	reason?: string;
	/** The forum and its decision, where that stands in for the number of concerns. */
	decision?: string;
	/** Who checked the text; the actor, if nobody else is named. */
	reviewer?: string | null;
};

/**
 * Moves an issue as part of another room's command, which has decided that its actor may and whose audit
 * row says so. The guards of the state table hold all the same.
 */
export async function moveIssueWithin(
	work: Work,
	issueId: string,
	act: IssueAct,
	options: MoveOptions = {},
): Promise<{ from: IssueState; to: IssueState }> {
	const { tx, actor, now, newId } = work;
	const { reason = '', decision = '', reviewer = personOf(actor) } = options;
	const issue = await issueForChange(tx, actor, issueId);
	const to = after(issue.state, act);
	if (!to) throw new Refusal('not-now', 'issues_move_impossible');
	await refuseIfMissing(work, issue, act, { reason, decision, reviewer });
	const reviewed = act === 'share' ? { reviewedBy: reviewer, reviewedAt: now() } : {};
	const [moved] = await tx
		.update(issues)
		.set({ state: to, changedAt: now(), ...reviewed, ...(act === 'share' && { sharedAt: now() }) })
		.where(
			and(
				eq(issues.operatorId, actor.operatorId),
				eq(issues.id, issueId),
				eq(issues.state, issue.state),
			),
		)
		.returning({ id: issues.id });
	if (!moved) throw new Refusal('not-now', 'refusal_changed_meanwhile');
	if (act === 'share') await markReviewed(work, issue, reviewed);
	await tx.insert(issueMoves).values({
		operatorId: actor.operatorId,
		id: newId(),
		issueId,
		fromState: issue.state,
		toState: to,
		act,
		reason,
		decision,
		movedBy: personOf(actor),
		movedAt: now(),
	});
	return { from: issue.state, to };
}

type Given = { reason: string; decision: string; reviewer: string | null };

async function refuseIfMissing(
	{ tx, actor }: Work,
	issue: Issue,
	act: IssueAct,
	given: Given,
): Promise<void> {
	const counts = act === 'share' ? await independentConcerns(tx, issue) : 0;
	const operator = act === 'share' ? await operatorById(tx, actor.operatorId) : undefined;
	const missing = missingFor(act, {
		...given,
		concerns: counts,
		concernsNeeded: operator?.concernsNeeded ?? 0,
		wall: issue.wall,
		textAuthor: issue.textAuthor,
	});
	if (!missing) return;
	if (missing.message === 'issues_reviewer_is_author')
		throw new Refusal('not-allowed', missing.message);
	if (missing.field) throw refuseField(missing.field, missing.message);
	throw new Refusal('not-now', missing.message);
}

async function markReviewed({ tx }: Work, issue: Issue, reviewed: Partial<Issue>): Promise<void> {
	await tx
		.update(issueVersions)
		.set({ reviewedBy: reviewed.reviewedBy ?? null, reviewedAt: reviewed.reviewedAt ?? null })
		.where(
			and(
				eq(issueVersions.operatorId, issue.operatorId),
				eq(issueVersions.issueId, issue.id),
				eq(issueVersions.number, issue.version),
			),
		);
}
