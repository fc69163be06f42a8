import { mayActFor, type Actor } from '../kernel/actor.ts';

export {
	questionKinds,
	standOf,
	type Answer,
	type QuestionKind,
	type QuestionState,
} from './question-rules.ts';

/** プラットフォーム: 目的のために集まり、目的を達したら解散する (墨田, seeds/004). */
export const platformStates = [
	'proposed',
	'gathering',
	'active',
	'achieved',
	'stopped',
	'merged',
	'dissolved',
] as const;
export type PlatformState = (typeof platformStates)[number];

/** Every lawful move. There is no way back: a new purpose is a new プラットフォーム (`successorOf`). */
const moves = {
	proposed: { open: 'gathering', callOff: 'stopped' },
	gathering: { activate: 'active', callOff: 'stopped' },
	active: { achieve: 'achieved', stop: 'stopped', merge: 'merged' },
	achieved: { dissolve: 'dissolved' },
	stopped: { dissolve: 'dissolved' },
	merged: {},
	dissolved: {},
} as const satisfies Record<PlatformState, Partial<Record<string, PlatformState>>>;
export type PlatformMove =
	'open' | 'callOff' | 'activate' | 'achieve' | 'stop' | 'merge' | 'dissolve';

export function after(state: PlatformState, move: PlatformMove): PlatformState | undefined {
	const lawful: Partial<Record<PlatformMove, PlatformState>> = moves[state];
	return lawful[move];
}

/** The text for a state; how it ended is said instead of only 解散. */
export function stateWordsOf({ state, ending }: { state: PlatformState; ending: Ending | null }) {
	if (state !== 'dissolved') return `platforms_state_${state}` as const;
	return ending === 'achieved'
		? 'platforms_state_dissolved_achieved'
		: 'platforms_state_dissolved_stopped';
}

export type Ending = 'achieved' | 'stopped' | 'merged';

/** 知る→つながる→課題発見→学びあう→話しあう→役割分担→行動→振り返り (墨田, seeds/004). */
export const stages = [
	'know',
	'connect',
	'find',
	'learn',
	'discuss',
	'share',
	'act',
	'review',
] as const;
export type Stage = (typeof stages)[number];

export const membershipStates = [
	'invited',
	'asked',
	'active',
	'declined',
	'left',
	'ended',
] as const;
export type MembershipState = (typeof membershipStates)[number];

export type Member = {
	id: string;
	organisationId: string | null;
	personId: string | null;
	state: MembershipState;
	/** Whose own act made this membership; null for an invitation that nobody has answered. */
	acceptedBy: string | null;
	roles: readonly string[];
	sharesOnly: boolean;
};

/** What the rules need to know of a プラットフォーム. */
export type Standing = { state: PlatformState; members: readonly Member[] };

/** Is this member the actor: as a person, or as an organisation that the actor may act for? */
export function isOwn(actor: Actor, member: Pick<Member, 'organisationId' | 'personId'>): boolean {
	if (actor.kind !== 'person') return false;
	return member.organisationId
		? mayActFor(actor, member.organisationId)
		: member.personId === actor.personId;
}

export function ownMembers<M extends Member>(
	actor: Actor,
	members: readonly M[],
	state: MembershipState,
): M[] {
	return members.filter((member) => member.state === state && isOwn(actor, member));
}

export function isActiveMember(actor: Actor, { members }: Standing): boolean {
	return ownMembers(actor, members, 'active').length > 0;
}

export function activeMembers<M extends Member>(members: readonly M[]): M[] {
	return members.filter((member) => member.state === 'active');
}

/** What a member can do. Nothing here asks who the member is: the state alone decides. */
export const memberActs = [
	'correct',
	'open',
	'callOff',
	'invite',
	'admit',
	'nameRoles',
	'takeConvenor',
	'activate',
	'changeActions',
	'addProgress',
	'ask',
	'sayBenefit',
	'dissolve',
	'leave',
] as const;
export type MemberAct = (typeof memberActs)[number];

const actsIn = {
	proposed: ['correct', 'open', 'callOff', 'invite', 'nameRoles', 'takeConvenor'],
	gathering: [
		'correct',
		'callOff',
		'invite',
		'admit',
		'nameRoles',
		'takeConvenor',
		'activate',
		'changeActions',
		'leave',
	],
	active: [
		'invite',
		'admit',
		'nameRoles',
		'takeConvenor',
		'changeActions',
		'addProgress',
		'ask',
		'sayBenefit',
		'leave',
	],
	achieved: ['addProgress', 'sayBenefit', 'dissolve', 'leave'],
	stopped: ['addProgress', 'sayBenefit', 'dissolve', 'leave'],
	merged: [],
	dissolved: [],
} as const satisfies Record<PlatformState, readonly MemberAct[]>;

export function isPossible(state: PlatformState, act: MemberAct): boolean {
	const possible: readonly MemberAct[] = actsIn[state];
	return possible.includes(act);
}

/** The buttons that this actor has: the same for every active member, none for anybody else. */
export function actsFor(actor: Actor, platform: Standing): readonly MemberAct[] {
	return isActiveMember(actor, platform) ? actsIn[platform.state] : [];
}

/** Others may still come in while people gather and while they act. */
export function isOpenToOthers(state: PlatformState): boolean {
	return state === 'gathering' || state === 'active';
}

export type Unready = 'tooFew' | 'rolesMissing';

/** What is missing before people can begin: two bodies, spoken for by two persons, each with a role. */
export function unreadyBecause(members: readonly Member[]): Unready[] {
	const active = activeMembers(members);
	const speakers = new Set(active.map((member) => member.acceptedBy));
	const missing: Unready[] = [];
	if (active.length < 2 || speakers.size < 2) missing.push('tooFew');
	if (active.some((member) => !hasPart(member))) missing.push('rolesMissing');
	return missing;
}

/** A role, or the explicit 情報共有のみ. */
export function hasPart({ roles, sharesOnly }: Pick<Member, 'roles' | 'sharesOnly'>): boolean {
	return sharesOnly || roles.length > 0;
}

export const actionStates = ['open', 'doing', 'done', 'released'] as const;
export type ActionState = (typeof actionStates)[number];

/** `take` is for what nobody holds: a member takes it on by an own act. */
const actionMoves = {
	open: { take: 'open', start: 'doing', finish: 'done', release: 'released' },
	doing: { finish: 'done', release: 'released' },
	released: { take: 'open' },
	done: {},
} as const satisfies Record<ActionState, Partial<Record<string, ActionState>>>;
export const actionMoveNames = ['take', 'start', 'finish', 'release'] as const;
export type ActionMove = (typeof actionMoveNames)[number];

export function afterAction(state: ActionState, move: ActionMove): ActionState | undefined {
	const lawful: Partial<Record<ActionMove, ActionState>> = actionMoves[state];
	return lawful[move];
}

export function actionMovesFrom({
	state,
	memberId,
}: {
	state: ActionState;
	memberId: string | null;
}): ActionMove[] {
	const isHeld = memberId !== null;
	return actionMoveNames.filter(
		(move) =>
			afterAction(state, move) && (move === 'take' ? !isHeld : move !== 'release' || isHeld),
	);
}

export const destinations = ['issue', 'concern', 'platform', 'plan', 'member', 'open'] as const;
/** Where something goes that remains at the end. */
export type Destination = (typeof destinations)[number];

/** Two organisations that had not worked together before, in the order of their ids. */
export type Pair = readonly [string, string];

export function pairsOf(organisationIds: readonly string[]): Pair[] {
	const ids = [...new Set(organisationIds)].sort();
	return ids.flatMap((a, index) => ids.slice(index + 1).map((b): Pair => [a, b]));
}

export const noticeKinds = [
	'invited',
	'asked',
	'admitted',
	'declined',
	'active',
	'question',
	'ended',
	'thanks',
] as const;
export type NoticeKind = (typeof noticeKinds)[number];

/** What was kept when it ended: names and words as they were on that day, without any contact. */
export type Archive = {
	name: string;
	purpose: string;
	successCondition: string;
	period: string;
	calledAt: string;
	activatedAt: string | null;
	members: {
		name: string;
		roles: readonly string[];
		sharesOnly: boolean;
		joinedAt: string | null;
		benefit: string;
	}[];
	actions: { what: string; who: string; state: ActionState; remark: string }[];
	entries: {
		at: string;
		who: string;
		progress: string;
		tried: string;
		learned: string;
		nextStep: string;
	}[];
	questions: { kind: string; words: string; state: string; agreed: number; objected: number }[];
};

/** After so long without a note on the progress, members are asked whether they go on. */
export const monthsOfSilence = 6;
/** What the list can be sorted and narrowed by; the first sort is the standard one. */
export const platformListing = {
	sorts: ['changed', 'name'],
	descending: true,
	filters: ['state', 'area'],
} as const;
