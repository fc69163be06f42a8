import type { MessageKey } from '../../kernel/refusal.ts';

export const forumKinds = [
	'district', // 地区の話し合いの場
	'exchange', // ネットワークの情報交換会
	'liaison', // 連絡会
	'caseStudy', // 事例検討
	'council', // 協議体
	'other',
] as const;
export type ForumKind = (typeof forumKinds)[number];

export const forumStates = [
	'planned',
	'startupCourse',
	'prepared',
	'launched',
	'paused',
	'ended',
] as const;
export type ForumState = (typeof forumStates)[number];

export const forumMoveNames = [
	'startCourse',
	'prepare',
	'launch',
	'pause',
	'resume',
	'end',
] as const;
export type ForumMove = (typeof forumMoveNames)[number];

/** Every lawful move (DOMAIN §3.3); a pair that is not listed cannot happen. */
const moves = {
	planned: { startCourse: 'startupCourse' },
	startupCourse: { prepare: 'prepared' },
	prepared: { launch: 'launched' },
	launched: { pause: 'paused', end: 'ended' },
	paused: { resume: 'launched', end: 'ended' },
	ended: {},
} as const satisfies Record<ForumState, Partial<Record<ForumMove, ForumState>>>;

export function afterForum(state: ForumState, move: ForumMove): ForumState | undefined {
	const lawful: Partial<Record<ForumMove, ForumState>> = moves[state];
	return lawful[move];
}

export function forumMovesFrom(state: ForumState): ForumMove[] {
	return forumMoveNames.filter((move) => afterForum(state, move));
}

/** What everybody may know of: a forum that is only thought of is not yet announced. */
export const publicForumStates = forumStates.filter((state) => state !== 'planned');

/** Forums that take up something now. */
export const livingForumStates = ['startupCourse', 'prepared', 'launched', 'paused'] as const;

/** What the four steps leave behind (大田: 地域課題の現状把握と話し合いの場の下準備が完了). */
export const courseOutputs = [
	'card',
	'issueByPosition',
	'rootCause',
	'jointPossibility',
	'missingFunction',
] as const;
export type CourseOutput = (typeof courseOutputs)[number];

export function missingOutputs(found: Readonly<Partial<Record<string, number>>>): CourseOutput[] {
	return courseOutputs.filter((kind) => (found[kind] ?? 0) === 0);
}

/** Why a lawful move cannot happen yet; undefined when nothing is missing. */
export function missingForMove(
	move: ForumMove,
	facts: { missing: readonly CourseOutput[]; reason: string },
): { field: string; message: MessageKey } | undefined {
	if (move === 'prepare' && facts.missing.length > 0 && !facts.reason) {
		return { field: 'reason', message: 'gatherings_prepare_outputs_missing' };
	}
	if ((move === 'pause' || move === 'end') && !facts.reason) {
		return { field: 'reason', message: 'gatherings_reason_missing' };
	}
	return undefined;
}

/** 立ち上げの確認表 */
export const checkItems = [
	'area',
	'theme',
	'targets',
	'existing',
	'partners',
	'facilitator',
	'place',
	'invitations',
	'materials',
] as const;
export type CheckItem = (typeof checkItems)[number];

export const themeStates = ['planned', 'current', 'done'] as const;
export type ThemeState = (typeof themeStates)[number];

/** The four steps of the start course; their texts and questions are messages. */
export const courseSteps = [1, 2, 3, 4] as const;
export type CourseStep = (typeof courseSteps)[number];

/** What a step is expected to leave behind; offered first where results are written down. */
export const stepOutputs = {
	1: ['card'],
	2: ['issueByPosition'],
	3: ['rootCause'],
	4: ['jointPossibility', 'missingFunction'],
} as const satisfies Record<CourseStep, readonly CourseOutput[]>;
