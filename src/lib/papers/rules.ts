import { personOf, type Actor } from '../kernel/actor.ts';
import type { MessageKey } from '../kernel/refusal.ts';

export const formats = ['pdf', 'docx'] as const;
export type Format = (typeof formats)[number];

export const paperStates = ['waiting', 'making', 'ready', 'failed', 'expired'] as const;
export type PaperState = (typeof paperStates)[number];

export const paperMoves = ['begin', 'finish', 'fail', 'retry', 'expire'] as const;
export type PaperMove = (typeof paperMoves)[number];

/** Every lawful move; a worker that died in the middle begins again. */
const moves = {
	waiting: { begin: 'making' },
	making: { begin: 'making', finish: 'ready', fail: 'failed', retry: 'waiting' },
	ready: { expire: 'expired' },
	failed: { retry: 'waiting' },
	expired: {},
} as const satisfies Record<PaperState, Partial<Record<PaperMove, PaperState>>>;

export function afterPaper(state: PaperState, move: PaperMove): PaperState | undefined {
	const lawful: Partial<Record<PaperMove, PaperState>> = moves[state];
	return lawful[move];
}

/** Why a paper could not be made; the words are `papers_problem_…`. */
export const problems = ['gone', 'typst', 'fault'] as const;
export type Problem = (typeof problems)[number];

/** Papers carry names: they are kept for a day, and can be made again at any time. */
export const keptFor = 86_400_000;
/** Making takes seconds; after this long something has gone wrong, and it may be asked for again. */
export const stuckAfter = 180_000;
/** How often the page that waits looks again, in seconds. */
export const looksAgainAfter = 2;

export const mostCopies = 200;

/** Only who asked for it gets a paper with names; one that nobody in particular asked for is for all who see its subject. */
export function mayTake(actor: Actor, paper: { askedBy: string | null }): boolean {
	return paper.askedBy === null || paper.askedBy === personOf(actor);
}

/** It failed, or takes so long that it will not come any more. */
export function mayRetry(
	paper: { state: PaperState; askedAt: Date; begunAt: Date | null },
	now: Date,
): boolean {
	if (paper.state === 'failed') return true;
	const since = paper.begunAt ?? paper.askedAt;
	return paper.state === 'making' && now.getTime() - since.getTime() > stuckAfter;
}

export function isAvailable(
	paper: { state: PaperState; expiresAt: Date | null },
	now: Date,
): boolean {
	return paper.state === 'ready' && paper.expiresAt !== null && paper.expiresAt > now;
}

/** Letters that are not mistaken for each other on paper: no 0, 1, i, l, o. */
const letters = '23456789abcdefghjkmnpqrstuvwxyz';

/** Six letters for a short address, from the random end of an id. */
export function shortCode(id: string): string {
	let rest = BigInt(`0x${id.replaceAll('-', '').slice(-16)}`);
	let code = '';
	for (let place = 0; place < 6; place++) {
		code += letters[Number(rest % BigInt(letters.length))];
		rest /= BigInt(letters.length);
	}
	return code;
}

/** What may be chosen for the papers of one subject. */
export type PaperOffer = {
	name: string;
	title: MessageKey;
	hint: MessageKey;
	/** How many sheets are suggested; null where there is one. */
	copies: number | null;
	copiesLabel: MessageKey | null;
};
