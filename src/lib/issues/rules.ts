import { isSignedIn, isStaff, mayActFor, personOf, type Actor } from '../kernel/actor.ts';
import type { MessageKey } from '../kernel/refusal.ts';

export const issueStates = [
	'candidate', // 候補
	'shared', // みんなで共有
	'deliberating', // 話し合い中
	'inAction', // 取り組み中
	'resolved', // 解決
	'handedToPolicy', // 政策へ引き継ぎ
	'watching', // 見守り
	'dropped', // 取りやめ
	'reopened', // ふたたび検討
] as const;
export type IssueState = (typeof issueStates)[number];

export const issueActs = [
	'share',
	'deliberate',
	'act',
	'resolve',
	'handToPolicy',
	'watch',
	'drop',
	'reopen',
] as const;
export type IssueAct = (typeof issueActs)[number];

type Moves = Record<IssueState, Partial<Record<IssueAct, IssueState>>>;

/**
 * Every lawful move (DOMAIN §3.3); a pair that is not listed cannot happen. A reopened issue was shared
 * and talked about before, so it may go back to either: to talking, or straight to acting.
 */
export const moves = {
	candidate: { share: 'shared' },
	shared: { deliberate: 'deliberating' },
	deliberating: { act: 'inAction' },
	inAction: {
		resolve: 'resolved',
		handToPolicy: 'handedToPolicy',
		watch: 'watching',
		drop: 'dropped',
	},
	resolved: { reopen: 'reopened' },
	handedToPolicy: { reopen: 'reopened' },
	watching: { reopen: 'reopened' },
	dropped: { reopen: 'reopened' },
	reopened: { deliberate: 'deliberating', act: 'inAction' },
} as const satisfies Moves;

export function after(state: IssueState, act: IssueAct): IssueState | undefined {
	const from: Partial<Record<IssueAct, IssueState>> = moves[state];
	return from[act];
}

export function actsFrom(state: IssueState): IssueAct[] {
	return issueActs.filter((act) => after(state, act) !== undefined);
}

/** Issues on which something is still to be done: what select fields and later rooms offer. */
export const openStates = ['shared', 'deliberating', 'inAction', 'reopened'] as const;

export function isPublic(state: IssueState): boolean {
	return state !== 'candidate';
}

export function isClosed(state: IssueState): boolean {
	return after(state, 'reopen') !== undefined;
}

/** What an issue is about, one main theme; several areas and the concerns' own tags stand beside it. */
export const issueThemes = [
	'children', // 子ども・子育て
	'elderly', // 高齢期の暮らし
	'disability', // 障がい
	'carers', // 家族の介護・ケア
	'isolation', // 孤立・つながり
	'poverty', // 暮らしとお金・食
	'housing', // 住まい・マンション
	'mobility', // 移動・買い物
	'health', // こころとからだ
	'foreign', // 外国につながる方
	'disaster', // 防災・防犯
	'bearers', // 担い手・地域の活動
	'other',
] as const;
export type IssueTheme = (typeof issueThemes)[number];

/** What a move asks for besides the state table. */
export type MoveFacts = {
	concerns: number;
	concernsNeeded: number;
	wall: string;
	reason: string;
	/** The forum and its decision, as it was recorded. */
	decision: string;
	textAuthor: string | null;
	reviewer: string | null;
};

/** Why a lawful move cannot happen yet; undefined when nothing is missing. */
export function missingFor(
	act: IssueAct,
	facts: MoveFacts,
): { field: string; message: MessageKey } | undefined {
	if (act === 'share') {
		if (facts.reviewer === facts.textAuthor)
			return { field: '', message: 'issues_reviewer_is_author' };
		if (facts.concerns < facts.concernsNeeded && !facts.decision) {
			return { field: 'decision', message: 'issues_too_few_concerns' };
		}
	}
	if (act === 'act' && !facts.wall) return { field: '', message: 'issues_wall_missing' };
	if (needsReason(act) && !facts.reason)
		return { field: 'reason', message: 'issues_reason_missing' };
	return undefined;
}

/** Stopping needs a reason that everybody can read, and so does taking an issue up again. */
export function needsReason(act: IssueAct): boolean {
	return act === 'drop' || act === 'reopen';
}

export const mayHandleIssues = isStaff;

/** residents with an account, and organisations through those who act for them. */
export function mayPropose(actor: Actor, organisationId: string | null): boolean {
	return isSignedIn(actor) && (organisationId === null || mayActFor(actor, organisationId));
}

/** Nobody checks what they wrote themselves. */
export function mayReviewText(actor: Actor, author: string | null): boolean {
	return isStaff(actor) && (actor.kind === 'system' || personOf(actor) !== author);
}

/** Staff name any body; an organisation only speaks for itself. */
export function mayAddFor(actor: Actor, organisationId: string | null): boolean {
	return isStaff(actor) || (organisationId !== null && mayActFor(actor, organisationId));
}

export type Proposal = { proposedBy: string | null; proposedFor: string | null };

export function isProposer(actor: Actor, proposal: Proposal): boolean {
	if (actor.kind !== 'person') return false;
	return (
		(proposal.proposedBy !== null && proposal.proposedBy === actor.personId) ||
		(proposal.proposedFor !== null && mayActFor(actor, proposal.proposedFor))
	);
}
