/**
 * The thread: 気づき → 地域課題 → 話し合い → 相利 → プラットフォーム → 成果 (DOMAIN §3.2). Every arrow is a stored
 * link with who and when; what an actor sees of it is decided by the room of each end.
 */
export const traceKinds = ['concern', 'issue', 'forum', 'session', 'platform', 'outcome'] as const;
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
};

export type TraceLink = { from: TraceEnd; to: TraceEnd; madeAt: Date; madeBy: string | null };
