import { holds, holdsEverywhere, isStaff, personOf, type Actor } from '../kernel/actor.ts';
import { eraOf } from '../kernel/eras.ts';
import {
	paperChannels,
	type Channel,
	type Circumstance,
	type DeidentifiedState,
	type Feedback,
	type Privacy,
	type Urgency,
} from './vocabulary.ts';

export const concernStates = [
	'draft',
	'received',
	'triaged',
	'linkedToCase',
	'forGrouping',
	'answered',
	'referred',
	'closed',
	'duplicateOf',
	'withdrawn',
] as const;
export type ConcernState = (typeof concernStates)[number];

/** Every lawful change of state (DOMAIN §3.3). A pair that is not listed here cannot happen. */
const moves = {
	draft: { receive: 'received', withdraw: 'withdrawn' },
	received: { triage: 'triaged', markDuplicate: 'duplicateOf', withdraw: 'withdrawn' },
	triaged: {
		linkToCase: 'linkedToCase',
		publish: 'forGrouping',
		answer: 'answered',
		refer: 'referred',
		markDuplicate: 'duplicateOf',
		withdraw: 'withdrawn',
	},
	linkedToCase: { close: 'closed', withdraw: 'withdrawn' },
	forGrouping: { close: 'closed', withdraw: 'withdrawn' },
	answered: { close: 'closed', withdraw: 'withdrawn' },
	referred: { close: 'closed', withdraw: 'withdrawn' },
	closed: {},
	duplicateOf: {},
	withdrawn: {},
} as const satisfies Record<ConcernState, Partial<Record<string, ConcernState>>>;

const underway = ['linkedToCase', 'forGrouping', 'answered', 'referred'] as const;
const open = ['received', 'triaged', ...underway] as const;

/** Acts that leave the state as it is, and in which states they make sense. */
const stays = {
	/** 見立て直し */
	triage: ['triaged', ...underway],
	answer: [...underway, 'duplicateOf'],
	refer: underway,
	linkToCase: underway,
	/** An answered or referred concern may be shared as well; it keeps its state. */
	publish: [...underway, 'closed'],
	deidentify: ['triaged', ...underway, 'closed'],
	assign: open,
	note: [...open, 'duplicateOf', 'closed'],
	correct: open,
	verify: [...open, 'closed'],
	consent: [...open, 'closed'],
	attach: ['draft', ...open, 'closed'],
	slip: [...open, 'duplicateOf', 'closed'],
} as const satisfies Record<string, readonly ConcernState[]>;

export type ConcernAct =
	| 'receive'
	| 'triage'
	| 'linkToCase'
	| 'publish'
	| 'answer'
	| 'refer'
	| 'markDuplicate'
	| 'close'
	| 'withdraw'
	| keyof typeof stays;

export const concernActs: readonly ConcernAct[] = [
	'receive',
	'triage',
	'linkToCase',
	'publish',
	'answer',
	'refer',
	'markDuplicate',
	'close',
	'withdraw',
	'deidentify',
	'assign',
	'note',
	'correct',
	'verify',
	'consent',
	'attach',
	'slip',
];

/** The state after an act; undefined when the act is impossible in this state. */
export function after(state: ConcernState, act: ConcernAct): ConcernState | undefined {
	const next: Partial<Record<ConcernAct, ConcernState>> = moves[state];
	if (next[act]) return next[act];
	const places: Partial<Record<ConcernAct, readonly ConcernState[]>> = stays;
	return places[act]?.includes(state) ? state : undefined;
}

export function isOpen(state: ConcernState): boolean {
	return open.some((one) => one === state);
}

/**
 * Which raw concerns an actor can see (DOMAIN §4.3). Inside `areas` a concern counts by its area or by the
 * larger area in which it lies; a concern without an area belongs to every area.
 */
export type Sight =
	| { kind: 'all' }
	| { kind: 'areas'; areas: readonly string[] | 'every'; personId: string }
	| { kind: 'referred'; personId: string }
	| { kind: 'none' };

export function sightOf(actor: Actor): Sight {
	if (actor.kind === 'system' || holdsEverywhere(actor, 'secretariat')) return { kind: 'all' };
	if (actor.kind !== 'person') return { kind: 'none' };
	const { personId } = actor;
	if (holdsEverywhere(actor, 'coordinator')) return { kind: 'areas', areas: 'every', personId };
	const areas = actor.grants
		.filter(
			({ role, scopeKind }) =>
				(role === 'coordinator' || role === 'secretariat') && scopeKind === 'area',
		)
		.map(({ scopeId }) => scopeId)
		.filter((id) => id !== null);
	if (areas.length > 0) return { kind: 'areas', areas, personId };
	return isStaff(actor) || holds(actor, 'officer')
		? { kind: 'referred', personId }
		: { kind: 'none' };
}

/** Who gets as far as the pages of raw concerns; which of them exist for the actor is decided by sightOf. */
export function mayOpenDesk(actor: Actor): boolean {
	return sightOf(actor).kind !== 'none';
}

export function mayHandle(actor: Actor): boolean {
	return isStaff(actor);
}

/** 進行役 may write down what somebody told them at a session; reading it later is for staff. */
export function mayEnter(actor: Actor): boolean {
	return isStaff(actor) || holds(actor, 'facilitator');
}

export function mayEnterThrough(actor: Actor, channel: Channel): boolean {
	return isStaff(actor) ? channel !== 'web' : holds(actor, 'facilitator') && channel === 'session';
}

/** Members of 団体, officers, evaluators, 進行役 and the auditor read de-identified texts; staff too. */
export function mayReadDeidentified(actor: Actor): boolean {
	if (isStaff(actor)) return true;
	if (actor.kind !== 'person') return false;
	const readers = ['officer', 'evaluator', 'facilitator', 'auditor'] as const;
	return actor.represents.length > 0 || readers.some((role) => holds(actor, role));
}

/** Nobody works on their own report, and the system writes no texts about people. */
export function mayDeidentify(actor: Actor, concern: { reporterId: string | null }): boolean {
	const person = personOf(actor);
	return mayHandle(actor) && person !== null && person !== concern.reporterId;
}

/** 書いた人と公開する人は別の人. */
export function mayPublish(
	actor: Actor,
	concern: { reporterId: string | null; deidentifiedBy: string | null },
): boolean {
	return mayDeidentify(actor, concern) && personOf(actor) !== concern.deidentifiedBy;
}

export type DeidentifiedAct = 'write' | 'publish' | 'return' | 'takeBack';

const deidentifiedMoves = {
	none: { write: 'drafted' },
	drafted: { write: 'drafted', publish: 'published', return: 'returned' },
	returned: { write: 'drafted' },
	published: { takeBack: 'returned' },
} as const satisfies Record<DeidentifiedState, Partial<Record<DeidentifiedAct, DeidentifiedState>>>;

export function deidentifiedAfter(
	state: DeidentifiedState,
	act: DeidentifiedAct,
): DeidentifiedState | undefined {
	const next: Partial<Record<DeidentifiedAct, DeidentifiedState>> = deidentifiedMoves[state];
	return next[act];
}

/** A published text is shown until its reporter withdraws. */
export function isShared(concern: {
	state: ConcernState;
	deidentifiedState: DeidentifiedState;
}): boolean {
	return (
		concern.deidentifiedState === 'published' &&
		!['draft', 'withdrawn', 'duplicateOf'].includes(concern.state)
	);
}

export function needsSecondEye(concern: {
	channel: Channel;
	verifiedBy: string | null;
	state: ConcernState;
}): boolean {
	return (
		paperChannels.includes(concern.channel) &&
		concern.verifiedBy === null &&
		after(concern.state, 'verify') !== undefined
	);
}

/** 書き写した人と確かめる人は別の人 (徳島: FAX・郵送, seeds/001). */
export function mayVerify(actor: Actor, concern: { transcribedBy: string | null }): boolean {
	const person = personOf(actor);
	return mayHandle(actor) && person !== null && person !== concern.transcribedBy;
}

/** A sealed concern shows its place to nobody outside the staff and stands in no export. */
export function isInExports(privacy: Privacy): boolean {
	return privacy === 'P4';
}

/** The reporter hears of the end, unless that cannot be or is not wanted. */
export function mayCloseWith(
	feedback: Feedback,
	told: { replies: number; contacts: number },
): boolean {
	return feedback !== 'fedBack' || told.replies + told.contacts > 0;
}

/** 心も体も限界 (大田, seeds/000): who is near the limit is never 通常, whatever was ticked. */
export function urgencyOnReceipt(told: {
	urgency: Urgency;
	circumstances: readonly Circumstance[];
}): Urgency {
	return told.urgency === 'normal' && told.circumstances.includes('at_the_limit')
		? 'soon'
		: told.urgency;
}

/** 気-R8-0123: per 運営主体 and fiscal year. */
export function receiptNumber(fiscalYear: number, running: number): string {
	// the year in which an era began is its first: look at its last month
	const era = eraOf(`${fiscalYear}-12-31`);
	const year = era ? `${era.era.letter}${era.year}` : String(fiscalYear);
	return `気-${year}-${String(running).padStart(4, '0')}`;
}

/** Reads a number as people write it down: 気R8-123, 気－Ｒ８－０１２３, R8-0123. Undefined when it is none. */
export function parseReceiptNumber(text: string): string | undefined {
	const plain = text.normalize('NFKC').replace(/[\s‐‑‒–—―−ー-]+/gu, '-');
	const match = /^(?:気)?-?([MTSHR]\d{1,2}|\d{4})-(\d{1,6})$/iu.exec(plain);
	if (!match?.[1] || !match[2]) return undefined;
	return `気-${match[1].toUpperCase()}-${match[2].replace(/^0+/, '').padStart(4, '0')}`;
}
