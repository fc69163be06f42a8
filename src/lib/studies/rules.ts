import { mayFacilitate, type Scope } from '../gatherings/rules.ts';
import { isBefore, type SessionKind, type SessionState } from '../gatherings/sessions/rules.ts';
import type { Actor } from '../kernel/actor.ts';
import type { ListOptions } from '../kernel/listing.ts';

export const materialKinds = ['file', 'link', 'text'] as const;
export type MaterialKind = (typeof materialKinds)[number];

export const questionStates = ['asked', 'open', 'answered', 'leftOut'] as const;
export type QuestionState = (typeof questionStates)[number];

/** When it was asked, seen from the 勉強会. */
export const phases = ['before', 'during', 'after'] as const;
export type Phase = (typeof phases)[number];

export type QuestionMove = 'takeUp' | 'answer' | 'leaveOut';

/** Every lawful move; an answer can be bettered, and what was left out taken up after all. */
const moves = {
	asked: { takeUp: 'open', answer: 'answered', leaveOut: 'leftOut' },
	open: { answer: 'answered', leaveOut: 'leftOut' },
	answered: { answer: 'answered', leaveOut: 'leftOut' },
	leftOut: { takeUp: 'open' },
} as const satisfies Record<QuestionState, Partial<Record<QuestionMove, QuestionState>>>;

export function afterQuestion(state: QuestionState, move: QuestionMove): QuestionState | undefined {
	const lawful: Partial<Record<QuestionMove, QuestionState>> = moves[state];
	return lawful[move];
}

/** What others than those who run the session read. */
export function isShown(state: QuestionState): boolean {
	return state === 'open' || state === 'answered';
}

export function isStudy({ kind }: { kind: SessionKind }): boolean {
	return kind === 'study';
}

/** undefined where nothing can be asked: it is not announced yet, or does not take place. */
export function phaseOf(state: SessionState): Phase | undefined {
	if (state === 'planned' || state === 'cancelled') return undefined;
	if (isBefore(state)) return 'before';
	return state === 'open' ? 'during' : 'after';
}

/** Whoever runs the session. */
export function mayKeep(actor: Actor, scope: Scope): boolean {
	return mayFacilitate(actor, scope);
}

/** What the 学びの棚 can be sorted and narrowed by; the first sort is the standard one. */
export const shelfListing = {
	sorts: ['name', 'held'],
	filters: ['theme', 'kind'],
} as const satisfies ListOptions;

export const questionListing = {
	sorts: ['asked'],
	descending: true,
	filters: ['theme', 'state'],
} as const satisfies ListOptions;
