import { maskWithSecondary, SMALLEST_SHOWN, type MaskedCount } from '../kernel/masked-count.ts';
import type { ActorGroup } from '../organisations/rules.ts';

export const statementStates = ['offered', 'accepted', 'open', 'closed', 'withdrawn'] as const;
export type StatementState = (typeof statementStates)[number];

export const statementMoves = ['accept', 'open', 'close', 'withdraw'] as const;
export type StatementMove = (typeof statementMoves)[number];

/** Every lawful move. What people have answered is never taken back or opened again. */
const moves = {
	offered: { accept: 'accepted', withdraw: 'withdrawn' },
	accepted: { open: 'open', withdraw: 'withdrawn' },
	open: { close: 'closed' },
	closed: {},
	withdrawn: {},
} as const satisfies Record<StatementState, Partial<Record<StatementMove, StatementState>>>;

export function afterStatement(
	state: StatementState,
	move: StatementMove,
): StatementState | undefined {
	const lawful: Partial<Record<StatementMove, StatementState>> = moves[state];
	return lawful[move];
}

export const answers = ['agree', 'disagree', 'pass'] as const;
export type Answer = (typeof answers)[number];

export const longestStatement = 200;
/** More than a hall answers in one round. */
export const mostStatements = 60;

/** What is taken over from elsewhere in one go; larger conversations are for `npm run opinion-map`. */
export const mostImported = { statements: 500, people: 5_000, letters: 4_000 };

/** What stands for those who did not say where they belong. */
export type Position = ActorGroup | '';

/** Positions as they are shown: alone where enough people have them, the rest put together. */
export type Group = ActorGroup | 'others' | 'all';

export type Tally = { agree: number; disagree: number; pass: number };
export type ShownTally = Record<Answer, MaskedCount>;

/**
 * The positions in groups of at least `smallest` people each, so that nobody's answer is told by
 * their position. What is too small alone is put together, with the next larger where needed.
 */
export function groupsOf(
	sizes: ReadonlyMap<Position, number>,
	smallest: number = SMALLEST_SHOWN,
): Map<Position, Group> {
	const ascending = [...sizes].filter(([, size]) => size > 0).sort((a, b) => a[1] - b[1]);
	const isAlone = ([position, size]: [Position, number]) => position !== '' && size >= smallest;
	const together = new Set(ascending.filter((one) => !isAlone(one)).map(([position]) => position));
	const count = () =>
		ascending.reduce((sum, [position, size]) => sum + (together.has(position) ? size : 0), 0);
	for (const [position] of ascending) {
		if (together.size === 0 || count() >= smallest) break;
		together.add(position);
	}
	const isAll = together.size === ascending.length || ascending.length === 1;
	return new Map(
		ascending.map(([position]): [Position, Group] => [
			position,
			isAll || position === ''
				? isAll
					? 'all'
					: 'others'
				: together.has(position)
					? 'others'
					: position,
		]),
	);
}

/** From so many people on it may be told that nobody gave an answer. */
const fewestForNobody = 10;

/**
 * Counts whose sum is shown beside them: what is masked cannot be found by subtraction, and that
 * everybody is of one mind is not told as a count.
 */
export function shownTally(tally: Tally, smallest: number = SMALLEST_SHOWN): ShownTally {
	const hidden: MaskedCount = { masked: true };
	const given = answers.filter((answer) => tally[answer] > 0);
	const seen = tally.agree + tally.disagree + tally.pass;
	const isNobodyTold = seen >= fewestForNobody && given.length > 1;
	const rows = isNobodyTold ? given : answers;
	const counts = given.length > 1 ? rows.map((answer) => tally[answer]) : [];
	const masked = maskWithSecondary(counts, smallest);
	const shown = (answer: Answer): MaskedCount =>
		isNobodyTold && tally[answer] === 0
			? { masked: false, n: 0 }
			: (masked[rows.indexOf(answer)] ?? hidden);
	return { agree: shown('agree'), disagree: shown('disagree'), pass: shown('pass') };
}

/** How many agree, in steps that tell no single answer. */
export const leanings = ['few', 'nearlyAll', 'most', 'half', 'less', 'hardlyAny'] as const;
export type Leaning = (typeof leanings)[number];

/** `rate` is the share that agrees, of `seen` answers; below `smallest` nothing is told. */
export function leaningOf(rate: number, seen: number, smallest: number = SMALLEST_SHOWN): Leaning {
	if (seen < smallest) return 'few';
	if (rate >= 0.8) return 'nearlyAll';
	if (rate >= 0.6) return 'most';
	if (rate >= 0.4) return 'half';
	return rate >= 0.2 ? 'less' : 'hardlyAny';
}
