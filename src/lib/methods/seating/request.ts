/** One person to be seated. What is not known is left out; nobody is alike in what is not known. */
export type Person = {
	id: string;
	/** 立場, mixed at every table. */
	position?: string;
	/** 所属, kept apart while it can be avoided. */
	organisation?: string;
	area?: string;
	/** The table where this person always sits, counted from 1: facilitator, wheelchair, hearing. */
	fixedTable?: number;
};

/** One round: tables of ids. The first is table 1. */
export type Round = string[][];

export type SeatingRequest = {
	people: readonly Person[];
	/** How many rounds to plan, from 1. */
	rounds: number;
	/** Places at a table; 4 unless said. */
	size?: number;
	/** Rounds of earlier meetings: who met there meets again only if it cannot be avoided. */
	earlier?: readonly Round[];
	/** Rounds already held today: whoever met there counts as met. */
	finished?: readonly Round[];
	/** The same seed gives the same plan. */
	seed?: number;
	/** How long to look, 1 unless said: 2 looks twice as long. Not a time, so every machine agrees. */
	effort?: number;
};

/** What a printed plan says about itself, counted anew from the rounds. */
export type Certificate = {
	/** Meetings of two people beyond their first, over all rounds of the day. */
	repeats: number;
	/** No plan of these tables has fewer repeats (by counting places, often not reachable). */
	repeatsLowerBound: number;
	/** Pairs of one position at one table, added up over the rounds. */
	samePosition: number;
	/** The same if every position were spread evenly over the tables: no plan has fewer. */
	lowerBound: number;
	sameOrganisation: number;
	sameArea: number;
	/** Pairs who had met at an earlier meeting, added up over the rounds. */
	metBefore: number;
	/** Who could not sit at the fixed table in every round, in the order of the people. */
	notAtFixedTable: string[];
};

export type SeatingPlan = { rounds: Round[]; certificate: Certificate };

/**
 * How many sit at each table, larger tables first: ceil(n / size) tables whose sizes differ by at
 * most one. With four places every n from 3 up gets tables of 3 or 4, only 5 people sit together,
 * because a table of two is no conversation.
 */
export function tableSizes(people: number, size = 4): number[] {
	if (people <= 0) return [];
	let tables = Math.ceil(people / size);
	if (tables > 1 && Math.floor(people / tables) < Math.min(3, size)) tables -= 1;
	const larger = people % tables;
	return Array.from({ length: tables }, (_, at) => Math.floor(people / tables) + +(at < larger));
}
