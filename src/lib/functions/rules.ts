import { isStaff, mayActFor, type Actor } from '../kernel/actor.ts';
import type { ListOptions } from '../kernel/listing.ts';
import { facilitatesSomething } from '../gatherings/rules.ts';

/** How far somebody who does it reaches. */
export const strengths = ['enough', 'little'] as const;
export type Strength = (typeof strengths)[number];

/** What people found: nobody does it, or not enough. */
export const gapStandings = ['missing', 'weak'] as const;
export type GapStanding = (typeof gapStandings)[number];

export const gapStates = ['open', 'filled', 'dropped'] as const;
export type GapState = (typeof gapStates)[number];

/** Every lawful move: what is closed is found anew, not opened again. */
export const gapMoves = {
	open: { fill: 'filled', drop: 'dropped' },
	filled: {},
	dropped: {},
} as const satisfies Record<GapState, Partial<Record<'fill' | 'drop', GapState>>>;
export const closings = ['fill', 'drop'] as const;
export type Closing = (typeof closings)[number];

export function afterClosing(state: GapState, closing: Closing): GapState | undefined {
	const lawful: Partial<Record<Closing, GapState>> = gapMoves[state];
	return lawful[closing];
}

/** What a cell of function × area says. Nobody having looked is not the same as missing. */
export const coverages = ['there', 'weak', 'missing', 'unknown'] as const;
export type Coverage = (typeof coverages)[number];

/** How an area lies to another: the same, around it, inside it, or none of these. */
export type Relation = 'same' | 'around' | 'inside' | 'apart';

/**
 * What is known of a function in an area. A finding of that area or of a larger one counts as it stands, one of a
 * part of it makes it weak; what is missing although somebody does it is weak.
 */
export function coverageOf(
	covers: readonly { strength: Strength }[],
	gaps: readonly { standing: GapStanding; relation: Relation }[],
): Coverage {
	const isDone = covers.length > 0;
	const near = gaps.filter(({ relation }) => relation !== 'apart');
	const isMissing = near.some(
		({ standing, relation }) => standing === 'missing' && relation !== 'inside',
	);
	if (isMissing && !isDone) return 'missing';
	if (near.length > 0) return 'weak';
	if (!isDone) return 'unknown';
	return covers.some(({ strength }) => strength === 'enough') ? 'there' : 'weak';
}

/** Area pairs (part, whole) as they lie today. */
export function relationIn(
	pairs: readonly { part: string; whole: string }[],
): (one: string | null, area: string) => Relation {
	const known = new Set(pairs.map(({ part, whole }) => `${part} ${whole}`));
	return (one, area) => {
		if (one === null) return 'around';
		if (one === area) return 'same';
		if (known.has(`${area} ${one}`)) return 'around';
		return known.has(`${one} ${area}`) ? 'inside' : 'apart';
	};
}

/** Staff, and everybody who facilitates a session: the inventory grows in the halls. */
export function mayKeep(actor: Actor): boolean {
	return isStaff(actor) || facilitatesSomething(actor);
}

/** An organisation says itself that it does something, and that it does it no more. */
export function maySayFor(actor: Actor, organisationId: string | null): boolean {
	return mayKeep(actor) || (organisationId !== null && mayActFor(actor, organisationId));
}

export function mayEndCover(actor: Actor, organisationId: string | null): boolean {
	return isStaff(actor) || (organisationId !== null && mayActFor(actor, organisationId));
}

export const functionListing = {
	sorts: ['name'],
	filters: ['partition', 'shows'],
} as const satisfies ListOptions;
