import { isStaff, personOf, type Actor } from '../kernel/actor.ts';
import { isFacilitator } from '../gatherings/rules.ts';

/** What people think of a cause today: nothing here is final (大田: 正解がない). */
export const standings = [
	'hypothesis', // 仮説
	'checked', // 確かめた
	'wrong', // ちがった
] as const;
export type Standing = (typeof standings)[number];

export const causeActs = ['add', 'takeOver', 'reword', 'move', 'remove', 'restore'] as const;
export type CauseAct = (typeof causeActs)[number];

export const moves = ['up', 'down', 'in', 'out'] as const;
export type Move = (typeof moves)[number];

/** One answer to 「なぜ」; what lies below it answers why it is so. */
export type Cause = {
	id: string;
	parentId: string | null;
	/** The order among neighbours, compared letter by letter. */
	place: string;
	text: string;
	reason: string;
	standing: Standing;
	/** The revision of the tree in which it was changed last. */
	revision: number;
};

export type Change = Omit<Cause, 'id'> & { causeId: string; act: CauseAct };

/** A cause in its place in the tree. */
export type Twig<C extends Cause = Cause> = { cause: C; depth: number; below: Twig<C>[] };

export const deepest = 12;
export const mostCauses = 300;
export const longestCause = 200;

/** The tree as it was at a revision, from everything that happened to it. */
export function causesAt(changes: readonly Change[], revision: number): Cause[] {
	const now = new Map<string, Cause | null>();
	for (const { act, causeId, ...cause } of changes) {
		if (cause.revision > revision) continue;
		now.set(causeId, act === 'remove' ? null : { ...cause, id: causeId });
	}
	return [...now.values()].filter((cause) => cause !== null);
}

/** The causes in their order; what hangs below something that was taken away is not there either. */
export function treeOf<C extends Cause>(causes: readonly C[]): Twig<C>[] {
	const byParent = Map.groupBy(causes, ({ parentId }) => parentId);
	const twigsBelow = (parentId: string | null, depth: number): Twig<C>[] =>
		(byParent.get(parentId) ?? [])
			.toSorted(inOrder)
			.map((cause) => ({ cause, depth, below: twigsBelow(cause.id, depth + 1) }));
	return twigsBelow(null, 1);
}

function inOrder(one: Cause, other: Cause): number {
	if (one.place !== other.place) return one.place < other.place ? -1 : 1;
	return one.id < other.id ? -1 : 1;
}

/** All twigs as they are read, from top to bottom. */
export function flat<C extends Cause>(twigs: readonly Twig<C>[]): Twig<C>[] {
	return twigs.flatMap((twig) => [twig, ...flat(twig.below)]);
}

export function heightOf(twig: Twig): number {
	return 1 + Math.max(0, ...twig.below.map(heightOf));
}

export type Seat = { parentId: string | null; place: string };

/** Below a cause, or beside it: directly after it, under the same parent. Undefined where that would be too deep. */
export function seatFor(
	causes: readonly Cause[],
	at: string | null,
	where: 'below' | 'beside',
): Seat | undefined {
	const twigs = treeOf(causes);
	const found = at === null ? undefined : flat(twigs).find(({ cause }) => cause.id === at);
	if (!found) return { parentId: null, place: after(twigs) };
	const { cause, depth, below } = found;
	if (where === 'below')
		return depth < deepest ? { parentId: cause.id, place: after(below) } : undefined;
	const beside = neighbours(twigs, cause);
	const next = beside[beside.findIndex((twig) => twig.cause.id === cause.id) + 1];
	return { parentId: cause.parentId, place: placeBetween(cause.place, next?.cause.place) };
}

/**
 * Where a move leads: among its neighbours, below the one before it, or out of its parent to the place after
 * it. None of them can lead below itself. Undefined where there is nowhere to go.
 */
export function seatAfter(causes: readonly Cause[], id: string, move: Move): Seat | undefined {
	const twigs = treeOf(causes);
	const all = flat(twigs);
	const moved = all.find(({ cause }) => cause.id === id);
	if (!moved) return undefined;
	const { cause } = moved;
	const beside = neighbours(twigs, cause);
	const at = beside.indexOf(moved);
	const placeAt = (index: number) => beside[index]?.cause.place;
	const { parentId } = cause;
	if (move === 'up')
		return at > 0 ? { parentId, place: placeBetween(placeAt(at - 2), placeAt(at - 1)) } : undefined;
	if (move === 'down')
		return at < beside.length - 1
			? { parentId, place: placeBetween(placeAt(at + 1), placeAt(at + 2)) }
			: undefined;
	if (move === 'in') {
		const before = beside[at - 1];
		if (!before || before.depth + heightOf(moved) > deepest) return undefined;
		return { parentId: before.cause.id, place: after(before.below) };
	}
	const parent = all.find((twig) => twig.cause.id === parentId);
	if (!parent) return undefined;
	const uncles = neighbours(twigs, parent.cause);
	const next = uncles[uncles.indexOf(parent) + 1];
	return {
		parentId: parent.cause.parentId,
		place: placeBetween(parent.cause.place, next?.cause.place),
	};
}

export function movesOf(causes: readonly Cause[], id: string): Move[] {
	return moves.filter((move) => seatAfter(causes, id, move) !== undefined);
}

function neighbours<C extends Cause>(twigs: Twig<C>[], cause: Cause): Twig<C>[] {
	if (cause.parentId === null) return twigs;
	return flat(twigs).find((twig) => twig.cause.id === cause.parentId)?.below ?? [];
}

function after(twigs: readonly Twig[]): string {
	return placeBetween(twigs.at(-1)?.cause.place, undefined);
}

const letters = '0123456789abcdefghijklmnopqrstuvwxyz';

/** A place between two others, so that a move changes one cause only; it never ends in 0, so there is always room before it. */
export function placeBetween(before = '', next?: string): string {
	let place = '';
	let limit = next;
	for (let at = 0; ; at += 1) {
		const low = letters.indexOf(before[at] ?? '0');
		const high = limit === undefined ? letters.length : letters.indexOf(limit[at] ?? 'z');
		if (high - low > 1) return `${place}${letters[(low + high) >> 1]}`;
		place += letters[low];
		if (high > low) limit = undefined;
	}
}

export const treeStates = ['draft', 'published', 'changed'] as const;
export type TreeState = (typeof treeStates)[number];

/** Whether everybody reads it, and whether what everybody reads is the newest. */
export function treeState(newest: number, published: number | null): TreeState {
	if (published === null) return 'draft';
	return published === newest ? 'published' : 'changed';
}

/** What a right depends on: the session in which people dig, if there is one. */
export type TreeScope = { sessionId: string | null; forumId: string | null };

/** Staff, and the 進行役 of the session or of its forum. */
export function mayWork(actor: Actor, { sessionId, forumId }: TreeScope): boolean {
	return (
		isStaff(actor) ||
		(sessionId !== null && isFacilitator(actor, { sessionId, forumId, areaIds: [] }))
	);
}

/** Staff publish, and not what they wrote last themselves. */
export function mayPublish(actor: Actor, changedBy: string | null): boolean {
	return isStaff(actor) && (actor.kind === 'system' || personOf(actor) !== changedBy);
}
