import type { MaskedCount } from '../kernel/masked-count.ts';

/**
 * The thread: 気づき → 地域課題 → 話し合い → 相利 → プラットフォーム → 成果 (DOMAIN §3.2). Every arrow is a stored
 * link with who and when; what an actor sees of it is decided by the room of each end.
 */
export const traceKinds = [
	'concern',
	'issue',
	'forum',
	'session',
	'preparation',
	'cause',
	'gap',
	'benefitTable',
	'platform',
	'outcome',
] as const;
export type TraceKind = (typeof traceKinds)[number];

export type TraceEnd = { kind: TraceKind; id: string };

/** One stop on the thread, as its own room describes it to this actor. */
export type TraceCard = TraceEnd & {
	title: string;
	/** A state in the reader's words. */
	state: string;
	/** When it came into being, for the order on the thread. */
	at: Date;
	/** Address below the operator, e.g. `/issues/…`; null when there is no page for this actor. */
	path: string | null;
	/** On an issue: how many concerns stand behind it, as this actor may see it. */
	voices?: MaskedCount;
};

export type TraceLink = { from: TraceEnd; to: TraceEnd; madeAt: Date; madeBy: string | null };

/** One word for an end, to look it up. */
export function endKey({ kind, id }: TraceEnd): string {
	return `${kind}:${id}`;
}

/** Every end of some links, each once. */
export function endsOf(links: readonly TraceLink[]): TraceEnd[] {
	const ends = new Map<string, TraceEnd>();
	for (const link of links) {
		ends.set(endKey(link.from), link.from);
		ends.set(endKey(link.to), link.to);
	}
	return [...ends.values()];
}

/**
 * The part of a thread that a reader sees: what can be reached from `here`, back or forward, through
 * things the reader may see. Two issues that only a hidden concern has in common are not shown together.
 */
export function visiblePart(
	here: TraceEnd,
	links: readonly TraceLink[],
	visible: readonly TraceEnd[],
): { ends: TraceEnd[]; links: TraceLink[] } {
	const seen = new Set(visible.map(endKey));
	if (!seen.has(endKey(here))) return { ends: [], links: [] };
	const open = links.filter(({ from, to }) => seen.has(endKey(from)) && seen.has(endKey(to)));
	const kept = new Set([
		...reached(here, open, (link) => [link.from, link.to]),
		...reached(here, open, (link) => [link.to, link.from]),
	]);
	return { ends: endsOf([...kept]), links: open.filter((link) => kept.has(link)) };
}

function reached(
	here: TraceEnd,
	links: readonly TraceLink[],
	ends: (link: TraceLink) => readonly [TraceEnd, TraceEnd],
): TraceLink[] {
	const walked = new Set([endKey(here)]);
	const found = new Set<TraceLink>();
	for (let grows = true; grows;) {
		grows = false;
		for (const link of links) {
			const [start, next] = ends(link);
			if (found.has(link) || !walked.has(endKey(start))) continue;
			found.add(link);
			walked.add(endKey(next));
			grows = true;
		}
	}
	return [...found];
}
