import { mayFacilitate, type Scope } from '../gatherings/rules.ts';
import { holdsEverywhere, isStaff, mayActFor, personOf, type Actor } from '../kernel/actor.ts';
import type { Reach } from './wishes.ts';

/** 相利評価表: drafted among those of a session, shared when they decide so, taken up by a プラットフォーム, judged at the end. */
export const tableStates = ['draft', 'shared', 'adopted', 'evaluated'] as const;
export type TableState = (typeof tableStates)[number];

export type TableMove = 'publish' | 'withdraw' | 'adopt' | 'evaluate';

/** Every lawful move (DOMAIN §3.3). What was adopted stays so when it is no longer shown to everybody. */
const moves = {
	draft: { publish: 'shared', adopt: 'adopted' },
	shared: { publish: 'shared', withdraw: 'draft', adopt: 'adopted', evaluate: 'evaluated' },
	adopted: { publish: 'adopted', withdraw: 'adopted', adopt: 'adopted', evaluate: 'evaluated' },
	evaluated: { publish: 'evaluated', withdraw: 'evaluated' },
} as const satisfies Record<TableState, Partial<Record<TableMove, TableState>>>;

export function afterTable(state: TableState, move: TableMove): TableState | undefined {
	const lawful: Partial<Record<TableMove, TableState>> = moves[state];
	return lawful[move];
}

/** What a version was kept for (DOMAIN §3.3): to plan, to do better, to see what came of it. */
export const phases = ['design', 'improvement', 'evaluation'] as const;
export type Phase = (typeof phases)[number];

/** The first version is the design; the others look back at it. */
export function phasesAfter(kept: readonly Phase[]): Phase[] {
	if (kept.length === 0) return ['design'];
	return kept.includes('evaluation') ? ['evaluation'] : [...phases];
}

/**
 * 協力の3類型 (DOMAIN §0.1): the same aim and the same activity; one leads and others support; each an aim of its own
 * towards one goal. None is better than another.
 */
export const cooperations = ['together', 'supporting', 'mutual'] as const;
export type Cooperation = (typeof cooperations)[number];

/** 0 not yet, 1 a little, 2 for the most part, 3 fully. */
export const realisations = [0, 1, 2, 3] as const;
export type Realisation = (typeof realisations)[number];

/** What a right at one table depends on. */
export type Standing = {
	state: TableState;
	/** Null where the actor does not see the session or forum. */
	scope: Scope | null;
	/** In the hall by its code, while the hall is open. */
	isInHall: boolean;
	/** Signed up for the session. */
	hasSignedUp: boolean;
	/** An active member of a プラットフォーム that took the table up. */
	isPlatformMember: boolean;
	isAdopted: boolean;
	isPublished: boolean;
	/** Organisations with a row. */
	organisationIds: readonly string[];
};

/** `draft`: what people are writing; `published`: the version that was made public; `none`: no such table. */
export type Sight = 'draft' | 'published' | 'none';

export function sightOf(actor: Actor, standing: Standing): Sight {
	const isOfIt =
		facilitates(actor, standing) ||
		isStaff(actor) ||
		standing.isInHall ||
		standing.hasSignedUp ||
		standing.isPlatformMember ||
		ownAmong(actor, standing).length > 0 ||
		// whoever evaluates reads what was taken up
		(standing.isAdopted && holdsEverywhere(actor, 'evaluator'));
	if (isOfIt) return 'draft';
	return standing.isPublished ? 'published' : 'none';
}

export function facilitates(actor: Actor, { scope }: Pick<Standing, 'scope'>): boolean {
	return scope !== null && mayFacilitate(actor, scope);
}

function ownAmong(actor: Actor, { organisationIds }: Standing): string[] {
	return organisationIds.filter((id) => mayActFor(actor, id));
}

/** Which rows somebody writes: those who run it, the hall and the members all of them, an organisation its own. */
export function reachOf(actor: Actor, standing: Standing): Reach {
	if (standing.state === 'evaluated') return 'none';
	if (facilitates(actor, standing) || standing.isInHall || standing.isPlatformMember) return 'all';
	if (actor.kind !== 'person' || actor.represents.length === 0) return 'none';
	const takesPart = ownAmong(actor, standing).length > 0 || standing.hasSignedUp;
	return takesPart ? { organisationIds: actor.represents } : 'none';
}

/** A version is kept by those who run the table or act on it. */
export function mayKeep(actor: Actor, standing: Standing): boolean {
	return facilitates(actor, standing) || standing.isPlatformMember;
}

/** The forum decides; another person than the one who kept the version makes it public. */
export function mayPublish(actor: Actor, standing: Standing, keptBy: string | null): boolean {
	if (!facilitates(actor, standing)) return false;
	return actor.kind === 'system' || personOf(actor) !== keptBy;
}

/** Each 相利 is judged by the one who has it, or written down by those who run the table, as it was told. */
export function mayJudge(
	actor: Actor,
	standing: Standing,
	{ organisationId, heardFrom }: { organisationId: string; heardFrom: string },
): boolean {
	if (organisationId !== '' && mayActFor(actor, organisationId)) return true;
	return heardFrom !== '' && facilitates(actor, standing);
}

/** The colour of a state on a page; the words are what counts. */
export const stateTones = {
	draft: 'neutral',
	shared: 'active',
	adopted: 'active',
	evaluated: 'done',
} as const satisfies Record<TableState, 'neutral' | 'active' | 'done'>;

/** What the list can be sorted and narrowed by; the first sort is the standard one. */
export const tableListing = {
	sorts: ['changed', 'name'],
	descending: true,
	filters: ['state', 'cooperation', 'session', 'forum'],
} as const;
