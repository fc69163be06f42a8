import { isStaff, personOf, type Actor } from '../kernel/actor.ts';

/** 成果: what changed, with evidence. */
export const outcomeKinds = ['mechanism', 'connection', 'life', 'institution', 'other'] as const;
export type OutcomeKind = (typeof outcomeKinds)[number];

export const outcomeStates = ['draft', 'published', 'withdrawn'] as const;
export type OutcomeState = (typeof outcomeStates)[number];

/** Every lawful move. What was published and turns out wrong is withdrawn, with the reason, never erased. */
const moves = {
	draft: { publish: 'published', withdraw: 'withdrawn' },
	published: { withdraw: 'withdrawn' },
	withdrawn: {},
} as const satisfies Record<OutcomeState, Partial<Record<string, OutcomeState>>>;
export type OutcomeMove = 'publish' | 'withdraw';

export function after(state: OutcomeState, move: OutcomeMove): OutcomeState | undefined {
	const lawful: Partial<Record<OutcomeMove, OutcomeState>> = moves[state];
	return lawful[move];
}

export const originKinds = ['platform', 'session', 'issue'] as const;
/** Out of what an outcome came. */
export type OriginKind = (typeof originKinds)[number];

/** Who stands how to an outcome. */
export type Authorship = { writtenBy: string | null; changedBy: string | null };

/** Whoever took part where it came about, and the staff. */
export function mayRecord(actor: Actor, tookPart: boolean): boolean {
	return isStaff(actor) || (actor.kind === 'person' && tookPart);
}

/** 書いた人と公開する人は別: a second person reads it, who neither wrote nor changed it. */
export function mayPublish(
	actor: Actor,
	{ writtenBy, changedBy }: Authorship,
	tookPart: boolean,
): boolean {
	const person = personOf(actor);
	return (
		mayRecord(actor, tookPart) &&
		(person === null || (person !== writtenBy && person !== changedBy))
	);
}

export type Evidence = {
	evidence: string;
	evidenceLink: string;
	numberValue: string | null;
	voices: string;
	files: number;
};

/** Something that others can check: words on how it is known, a page, a number, voices or a paper. */
export function hasEvidence({
	evidence,
	evidenceLink,
	numberValue,
	voices,
	files,
}: Evidence): boolean {
	return (
		evidence !== '' || evidenceLink !== '' || numberValue !== null || voices !== '' || files > 0
	);
}

/** What the list can be sorted and narrowed by; the first sort is the standard one. */
export const outcomeListing = {
	sorts: ['happened', 'published'],
	descending: true,
	filters: ['kind'],
} as const;
