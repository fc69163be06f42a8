import { isSignedIn, isStaff, mayActFor, personOf, type Actor } from '../kernel/actor.ts';
import { fold } from '../kernel/text.ts';
import { isPublic, type IssueState } from './rules.ts';

export const commentStates = ['shown', 'waiting', 'hidden', 'withdrawn'] as const;
export type CommentState = (typeof commentStates)[number];

export const commentActs = ['show', 'hide', 'keep', 'edit', 'withdraw'] as const;
export type CommentAct = (typeof commentActs)[number];

type Moves = Record<CommentState, Partial<Record<CommentAct, CommentState>>>;

/**
 * Comments stand at once and are looked at afterwards. A hidden one cannot be written round: only staff
 * show it again. What its author withdrew stays withdrawn.
 */
export const commentMoves = {
	shown: { hide: 'hidden', keep: 'shown', edit: 'shown', withdraw: 'withdrawn' },
	waiting: { show: 'shown', hide: 'hidden', edit: 'shown', withdraw: 'withdrawn' },
	hidden: { show: 'shown', withdraw: 'withdrawn' },
	withdrawn: {},
} as const satisfies Moves;

export function afterComment(state: CommentState, act: CommentAct): CommentState | undefined {
	const from: Partial<Record<CommentAct, CommentState>> = commentMoves[state];
	return from[act];
}

/** As whom somebody speaks; the legal name is never one of them. */
export type CommentVoice = 'resident' | 'organisation' | 'office';

export const reportKinds = [
	'person', // 個人が分かる
	'hurtful', // 差別・ひどいことば
	'untrue', // 事実とちがう
	'other',
] as const;
export type ReportKind = (typeof reportKinds)[number];

type Spoken = { voice: CommentVoice; organisationId: string | null };

export function mayComment(actor: Actor, issue: { state: IssueState }, spoken: Spoken): boolean {
	if (!isSignedIn(actor) || !isPublic(issue.state)) return false;
	if (spoken.voice === 'office') return isStaff(actor);
	if (spoken.voice === 'organisation') {
		return spoken.organisationId !== null && mayActFor(actor, spoken.organisationId);
	}
	return true;
}

export function isOwnComment(actor: Actor, comment: { personId: string }): boolean {
	return personOf(actor) === comment.personId;
}

/** Staff other than the one who wrote it. */
export function mayModerate(actor: Actor, comment: { personId: string }): boolean {
	return isStaff(actor) && !isOwnComment(actor, comment);
}

/** The text itself: for everybody while it is shown, otherwise only for its author and the staff. */
export function mayReadComment(
	actor: Actor,
	comment: { state: CommentState; personId: string },
): boolean {
	return comment.state === 'shown' || isOwnComment(actor, comment) || isStaff(actor);
}

/** Whether a chosen 表示名 gives the legal name away. */
export function tellsLegalName(alias: string, legalName: string): boolean {
	const [chosen, legal] = [alias, legalName].map((text) => fold(text).replace(/\s/gu, ''));
	return Boolean(chosen && legal && legal.length > 1 && chosen?.includes(legal));
}
