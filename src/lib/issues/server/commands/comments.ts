import { and, eq, max } from 'drizzle-orm';
import { personOf } from '../../../kernel/actor.ts';
import { Refusal, refuseField } from '../../../kernel/refusal.ts';
import { people } from '../../../people/server/tables.ts';
import { limitAttempts } from '../../../server/attempts.ts';
import { command, parse, type Context, type Work } from '../../../server/command.ts';
import { searchText } from '../../../server/search.ts';
import { afterComment, isOwnComment, mayComment, tellsLegalName } from '../../comment-rules.ts';
import { CommentForm, CommentId, EditCommentForm, FromSomewhere, ReportForm } from '../../forms.ts';
import { personalMarks } from '../../marks.ts';
import { commentOrRefuse, type Comment } from '../comments.ts';
import {
	issueCommentActs,
	issueCommentReports,
	issueComments,
	issueCommentVersions,
	type LoggedAct,
} from '../tables.ts';
import { issueOrRefuse } from '../visible.ts';

/** Says something to an issue. It stands at once, unless a person could be recognised in it: then it waits. */
const post = command('comment.post', {
	input: CommentForm,
	subject: ({ tx, actor }, { id }) => issueOrRefuse(tx, actor, id),
	allow: (actor, issue, form) => mayComment(actor, issue, form.as),
	async run(work, form) {
		const { tx, actor, now, newId } = work;
		const personId = personOf(actor);
		if (personId === null) throw new Refusal('not-allowed', 'refusal_not_allowed');
		const { voice, organisationId } = form.as;
		const alias = voice === 'resident' ? form.alias : '';
		if (alias) await refuseLegalName(work, personId, alias);
		const waits = personalMarks(alias, form.body).length > 0;
		const commentId = newId();
		await tx.insert(issueComments).values({
			operatorId: actor.operatorId,
			id: commentId,
			issueId: form.id,
			personId,
			voice,
			organisationId,
			alias,
			body: form.body,
			searchText: searchText(form.body),
			state: waits ? 'waiting' : 'shown',
			postedAt: now(),
		});
		await keepVersion(work, commentId, 1, form.body);
		if (waits) await logAct(work, commentId, 'wait', '');
		return {
			result: { id: form.id, commentId, waits },
			audit: {
				subject: { kind: 'comment', id: commentId },
				detail: { issue: form.id, voice, waits },
			},
		};
	},
});

export async function postComment(context: Context, raw: unknown) {
	const who = personOf(context.actor);
	if (who) await limitAttempts(context, 'comment.post', who, { most: 30, minutes: 60 });
	return post(context, raw);
}

export const editComment = command('comment.edit', {
	input: EditCommentForm,
	subject: ({ tx, actor }, { commentId }) => commentOrRefuse(tx, actor, commentId),
	allow: isOwnComment,
	async run(work, { body }, comment) {
		const { tx, actor, now } = work;
		if (!afterComment(comment.state, 'edit')) throw new Refusal('not-now', 'issues_comment_fixed');
		const waits = personalMarks(comment.alias, body).length > 0;
		await changeComment(work, comment, {
			body,
			searchText: searchText(body),
			editedAt: now(),
			state: waits ? 'waiting' : 'shown',
		});
		const [last] = await tx
			.select({ number: max(issueCommentVersions.number) })
			.from(issueCommentVersions)
			.where(
				and(
					eq(issueCommentVersions.operatorId, actor.operatorId),
					eq(issueCommentVersions.commentId, comment.id),
				),
			);
		await keepVersion(work, comment.id, (last?.number ?? 0) + 1, body);
		await logAct(work, comment.id, waits ? 'wait' : 'edit', '');
		return {
			result: { id: comment.issueId, commentId: comment.id, waits },
			audit: {
				subject: { kind: 'comment', id: comment.id },
				detail: { from: comment.state, waits },
			},
		};
	},
});

/** The author takes it back; it disappears for everybody, the staff keep it for their log. */
export const withdrawComment = command('comment.withdraw', {
	input: CommentId,
	subject: ({ tx, actor }, { commentId }) => commentOrRefuse(tx, actor, commentId),
	allow: isOwnComment,
	async run(work, _input, comment) {
		const to = afterComment(comment.state, 'withdraw');
		if (!to) throw new Refusal('not-now', 'issues_comment_fixed');
		await changeComment(work, comment, { state: to });
		await logAct(work, comment.id, 'withdraw', '');
		return {
			result: { id: comment.issueId },
			audit: { subject: { kind: 'comment', id: comment.id }, detail: { from: comment.state, to } },
		};
	},
});

/** Anybody, with or without an account, may tell the staff that a comment hurts or names somebody. */
const report = command('comment.report', {
	input: ReportForm,
	subject: ({ tx, actor }, { commentId }) => commentOrRefuse(tx, actor, commentId),
	allow: () => true,
	async run({ tx, actor, now, newId }, { kind, words }, comment) {
		if (comment.state !== 'shown') throw new Refusal('not-now', 'issues_comment_fixed');
		await tx.insert(issueCommentReports).values({
			operatorId: actor.operatorId,
			id: newId(),
			commentId: comment.id,
			kind,
			words,
			reportedBy: personOf(actor),
			reportedAt: now(),
		});
		return {
			result: { id: comment.issueId },
			audit: { subject: { kind: 'comment', id: comment.id }, detail: { kind } },
		};
	},
});

/** `origin` is where the request came from, so that one place cannot flood the staff. */
export async function reportComment(context: Context, raw: unknown) {
	const { origin } = parse(FromSomewhere, raw);
	await limitAttempts(context, 'comment.report', origin, { most: 10, minutes: 60 });
	return report(context, raw);
}

/** Changes a comment from the state that was read; the slower of two people loses. */
export async function changeComment(
	work: Work,
	comment: Comment,
	change: Partial<Comment>,
): Promise<void> {
	const [changed] = await work.tx
		.update(issueComments)
		.set(change)
		.where(
			and(
				eq(issueComments.operatorId, work.actor.operatorId),
				eq(issueComments.id, comment.id),
				eq(issueComments.state, comment.state),
			),
		)
		.returning({ id: issueComments.id });
	if (!changed) throw new Refusal('not-now', 'refusal_changed_meanwhile');
}

export async function logAct(
	{ tx, actor, now, newId }: Work,
	commentId: string,
	act: LoggedAct,
	reason: string,
): Promise<void> {
	await tx.insert(issueCommentActs).values({
		operatorId: actor.operatorId,
		id: newId(),
		commentId,
		act,
		reason,
		doneBy: personOf(actor),
		doneAt: now(),
	});
}

async function keepVersion(
	{ tx, actor, now }: Work,
	commentId: string,
	number: number,
	body: string,
): Promise<void> {
	await tx
		.insert(issueCommentVersions)
		.values({ operatorId: actor.operatorId, commentId, number, body, writtenAt: now() });
}

async function refuseLegalName(
	{ tx, actor }: Work,
	personId: string,
	alias: string,
): Promise<void> {
	const [person] = await tx
		.select({ name: people.name })
		.from(people)
		.where(and(eq(people.operatorId, actor.operatorId), eq(people.id, personId)));
	if (person && tellsLegalName(alias, person.name))
		throw refuseField('alias', 'issues_alias_legal_name');
}
