/** Two concerns, the smaller id first, so that a pair is written in one way only. */
export type Pair = readonly [string, string];

/** As many concerns as are compared at once; further ones are reached by words, area or tag. */
export const mostGrouped = 300;

export const groupingActs = ['together', 'apart', 'split', 'forget'] as const;
export type GroupingAct = (typeof groupingActs)[number];

/** `group` is the group in which they were ticked, `to` another one that they shall join. */
export type Correction = {
	chosen: readonly string[];
	group: readonly string[];
	to: readonly string[];
};

type Hints = { together: Pair[]; apart: Pair[]; forget: Pair[] };

/**
 * What a correction by hand means for pairs. `together` ties the ticked concerns to each other (and to the
 * group they move to), `apart` takes them out of their group, `split` makes them a group of their own,
 * `forget` leaves them to the suggestion again.
 */
export function hintsFor(act: GroupingAct, { chosen, group, to }: Correction): Hints {
	const rest = group.filter((id) => !chosen.includes(id));
	switch (act) {
		case 'together':
			return {
				together: chain([...to, ...chosen.filter((id) => !to.includes(id))]),
				apart:
					to.length > 0
						? across(
								chosen,
								rest.filter((id) => !to.includes(id)),
							)
						: [],
				forget: [...within(chosen), ...across(chosen, to)],
			};
		case 'apart':
			return { together: [], apart: across(chosen, rest), forget: [] };
		case 'split':
			return { together: chain(chosen), apart: across(chosen, rest), forget: within(chosen) };
		case 'forget':
			return { together: [], apart: [], forget: [...within(chosen), ...across(chosen, rest)] };
	}
}

export function pairOf(one: string, other: string): Pair {
	return one < other ? [one, other] : [other, one];
}

/** Each with the next: enough to hold all together. */
function chain(ids: readonly string[]): Pair[] {
	return ids.slice(1).map((id, index) => pairOf(ids[index] ?? id, id));
}

function within(ids: readonly string[]): Pair[] {
	return ids.flatMap((one, index) => ids.slice(index + 1).map((other) => pairOf(one, other)));
}

function across(some: readonly string[], others: readonly string[]): Pair[] {
	return some.flatMap((one) =>
		others.filter((other) => other !== one).map((other) => pairOf(one, other)),
	);
}
