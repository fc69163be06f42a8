import { and, eq, isNull } from 'drizzle-orm';
import { personOf } from '../../../kernel/actor.ts';
import { Refusal } from '../../../kernel/refusal.ts';
import { command, type Work } from '../../../server/command.ts';
import { afterComment, mayModerate, type CommentAct } from '../../comment-rules.ts';
import { HideForm, KeepForm } from '../../forms.ts';
import { commentOrRefuse, type Comment } from '../comments.ts';
import { issueCommentReports } from '../tables.ts';
import { changeComment, logAct } from './comments.ts';

/** Takes a comment out of sight, with a reason that stands in its place. */
export const hideComment = command('comment.hide', {
	input: HideForm,
	subject: ({ tx, actor }, { commentId }) => commentOrRefuse(tx, actor, commentId),
	allow: mayModerate,
	run: (work, { reason }, comment) => moderate(work, comment, 'hide', reason),
});

/** Shows what was hidden or held back. */
export const showComment = command('comment.show', {
	input: KeepForm,
	subject: ({ tx, actor }, { commentId }) => commentOrRefuse(tx, actor, commentId),
	allow: mayModerate,
	run: (work, { reason }, comment) => moderate(work, comment, 'show', reason),
});

/** Leaves a reported comment standing; the reports are answered by that. */
export const keepComment = command('comment.keep', {
	input: KeepForm,
	subject: ({ tx, actor }, { commentId }) => commentOrRefuse(tx, actor, commentId),
	allow: mayModerate,
	run: (work, { reason }, comment) => moderate(work, comment, 'keep', reason),
});

async function moderate(
	work: Work,
	comment: Comment,
	act: CommentAct & ('hide' | 'show' | 'keep'),
	reason: string,
) {
	const { tx, actor, now } = work;
	const to = afterComment(comment.state, act);
	if (!to) throw new Refusal('not-now', 'refusal_changed_meanwhile');
	await changeComment(work, comment, { state: to, hiddenReason: act === 'hide' ? reason : '' });
	await logAct(work, comment.id, act, reason);
	const handled = await tx
		.update(issueCommentReports)
		.set({ handledBy: personOf(actor), handledAt: now() })
		.where(
			and(
				eq(issueCommentReports.operatorId, actor.operatorId),
				eq(issueCommentReports.commentId, comment.id),
				isNull(issueCommentReports.handledAt),
			),
		)
		.returning({ id: issueCommentReports.id });
	return {
		result: { id: comment.issueId, commentId: comment.id },
		audit: {
			subject: { kind: 'comment', id: comment.id },
			detail: { from: comment.state, to, reports: handled.length },
		},
	};
}
