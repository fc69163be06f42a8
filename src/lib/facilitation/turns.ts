/**
 * One after another: introductions person by person, at all tables at once, or table by table; and what the tables tell
 * everybody. Like the run it is made of instants: whose turn it is follows from them.
 */

export const turnKinds = [
	'seats', // at every table at once: the first person, the second …
	'people', // everybody in the hall, by name
	'tables', // 卓 after 卓, with what stands on the board
	'clusters', // まとまり after まとまり
] as const;
export type TurnKind = (typeof turnKinds)[number];

export type Turns = {
	of: TurnKind;
	/** Seats: '1', '2' …; people: ids of guests; tables: their numbers; clusters: their ids. */
	ids: string[];
	/** 0 for no limit. */
	seconds: number;
	/** The next one begins by itself when the time is over. */
	isGoingOn: boolean;
	/** Whose turn began at `begunAt`; as many as there are when all had theirs. */
	at: number;
	begunAt: number;
	pausedMs: number;
	pausedSince: number | null;
};

export const mostTurns = 300;
export const longestTurn = 3_600;

export type TurnNow = {
	/** As many as there are when all had theirs. */
	at: number;
	/** Null without a limit and when all had theirs. */
	dueAt: number | null;
};

export function turnsFrom(
	{ of, ids, seconds, isGoingOn }: Pick<Turns, 'of' | 'ids' | 'seconds' | 'isGoingOn'>,
	now: number,
): Turns {
	const begun = { at: 0, begunAt: now, pausedMs: 0, pausedSince: null };
	return {
		of,
		ids: ids.slice(0, mostTurns),
		seconds,
		isGoingOn: isGoingOn && seconds > 0,
		...begun,
	};
}

export function turnAt(turns: Turns, now: number): TurnNow {
	const { ids, seconds, isGoingOn, at, begunAt, pausedMs, pausedSince } = turns;
	if (at >= ids.length) return { at: ids.length, dueAt: null };
	if (seconds === 0) return { at, dueAt: null };
	const still = pausedMs + (pausedSince === null ? 0 : now - pausedSince);
	const length = seconds * 1_000;
	const over = isGoingOn ? Math.max(0, Math.floor((now - begunAt - still) / length)) : 0;
	const current = Math.min(at + over, ids.length);
	if (current === ids.length) return { at: current, dueAt: null };
	return { at: current, dueAt: begunAt + still + (current - at + 1) * length };
}

/**
 * The one after, or before, the turn that whoever pressed had before them. The same press again changes nothing;
 * undefined when it is somebody else's turn by now.
 */
export function turnedTo(turns: Turns, from: number, by: 1 | -1, now: number): Turns | undefined {
	const { at } = turnAt(turns, now);
	const to = from + by;
	if (at === to) return turns;
	if (at !== from || to < 0 || to > turns.ids.length) return undefined;
	return { ...turns, at: to, begunAt: now, pausedMs: 0, pausedSince: turns.pausedSince && now };
}

export function pausedTurns(turns: Turns, now: number): Turns {
	return { ...turns, pausedSince: turns.pausedSince ?? now };
}

export function resumedTurns(turns: Turns, now: number): Turns {
	if (turns.pausedSince === null) return turns;
	return { ...turns, pausedMs: turns.pausedMs + now - turns.pausedSince, pausedSince: null };
}
