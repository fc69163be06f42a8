import type { Person, Round } from '../methods/seating/seating.ts';
import type { ActorGroup } from '../organisations/rules.ts';

/** One person in the hall who is to sit somewhere. */
export type Guest = {
	id: string;
	calledName: string;
	organisationName: string;
	actorGroup: ActorGroup | '';
	fixedTable: number | null;
	isHere: boolean;
	/** Tells the same person again at another session of the forum. */
	whoKey: string;
};

export type Plan = {
	size: number;
	rounds: Round[];
	/** How many rounds were held. */
	finished: number;
	version: number;
};

/** More than a hall: the plan of 300 people is still made within a second. */
export const mostGuests = 300;
export const mostRounds = 12;
export const smallestTable = 3;
export const largestTable = 8;

/** Those who are there, as the method wants them: what is not known makes nobody alike. */
export function seatedPeople(guests: readonly Guest[]): Person[] {
	return guests
		.filter(({ isHere }) => isHere)
		.map(({ id, actorGroup, organisationName, fixedTable }) => ({
			id,
			...(actorGroup && { position: actorGroup }),
			...(organisationName && { organisation: organisationName }),
			...(fixedTable !== null && { fixedTable }),
		}));
}

/** Rounds of earlier meetings in today's ids; whoever is not here today is left out. */
export function earlierRounds(
	plans: readonly { rounds: readonly Round[]; keys: ReadonlyMap<string, string> }[],
	guests: readonly Guest[],
): Round[] {
	const today = new Map(guests.map(({ whoKey, id }) => [whoKey, id]));
	return plans.flatMap(({ rounds, keys }) =>
		rounds.map((round) =>
			round
				.map((table) => table.flatMap((id) => today.get(keys.get(id) ?? '') ?? []))
				.filter((table) => table.length > 1),
		),
	);
}

/** Two people change places in one round; undefined when one of them does not sit there. */
export function exchanged(
	rounds: readonly Round[],
	at: number,
	a: string,
	b: string,
): Round[] | undefined {
	const round = rounds[at];
	const seated = round?.flat() ?? [];
	if (a === b || !seated.includes(a) || !seated.includes(b)) return undefined;
	const other = new Map([
		[a, b],
		[b, a],
	]);
	return rounds.map((each, index) =>
		index === at ? each.map((table) => table.map((id) => other.get(id) ?? id)) : each,
	);
}

/** One person goes to another table of one round; undefined when there is no such table. */
export function moved(
	rounds: readonly Round[],
	at: number,
	id: string,
	table: number,
): Round[] | undefined {
	const round = rounds[at];
	if (!round?.flat().includes(id) || table < 1 || table > round.length) return undefined;
	return rounds.map((each, index) =>
		index === at
			? each.map((seats, number) => [
					...seats.filter((one) => one !== id),
					...(number === table - 1 ? [id] : []),
				])
			: each,
	);
}

/** 卓番号 of somebody in one round; 0 when they do not sit there. */
export function tableOf(round: Round, id: string): number {
	return round.findIndex((table) => table.includes(id)) + 1;
}
