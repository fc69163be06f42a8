import type { MessageKey } from '#lib/kernel/refusal.ts';
import type { TraceCard, TraceEnd, TraceKind } from '#lib/trace/rules.ts';

/** The places on the thread, in the order in which things come to be. */
const places = [
	{ name: 'concern', kinds: ['concern'] },
	{ name: 'issue', kinds: ['issue'] },
	{ name: 'talk', kinds: ['forum', 'session', 'preparation', 'cause', 'gap', 'benefitTable'] },
	{ name: 'platform', kinds: ['platform'] },
	{ name: 'outcome', kinds: ['outcome'] },
] as const satisfies readonly { name: string; kinds: readonly TraceKind[] }[];

export type ThreadPlace = (typeof places)[number]['name'];

/** One stop: its cards in the order of time; `isHere` where the page itself stands. */
export type ThreadStop = { place: ThreadPlace; cards: TraceCard[]; isHere: boolean };

/** Sorts what is known onto the thread. Every place appears, also an empty one. */
export function threadStops(cards: readonly TraceCard[], here: TraceEnd): ThreadStop[] {
	return places.map(({ name, kinds }) => {
		const known: readonly TraceKind[] = kinds;
		return {
			place: name,
			cards: cards
				.filter((card) => known.includes(card.kind))
				.sort(
					(a, b) =>
						Number(isSame(b, here)) - Number(isSame(a, here)) || a.at.getTime() - b.at.getTime(),
				),
			isHere: known.includes(here.kind),
		};
	});
}

export function isSame(one: TraceEnd, other: TraceEnd): boolean {
	return one.kind === other.kind && one.id === other.id;
}

export const placeNames = {
	concern: 'ui_thread_concern',
	issue: 'ui_thread_issue',
	talk: 'ui_thread_talk',
	platform: 'ui_thread_platform',
	outcome: 'ui_thread_outcome',
} as const satisfies Record<ThreadPlace, MessageKey>;

export const kindNames = {
	concern: 'ui_thread_concern',
	issue: 'ui_thread_issue',
	forum: 'ui_thread_forum',
	session: 'ui_thread_session',
	preparation: 'ui_thread_preparation',
	cause: 'ui_thread_cause',
	gap: 'ui_thread_gap',
	benefitTable: 'ui_thread_benefitTable',
	platform: 'ui_thread_platform',
	outcome: 'ui_thread_outcome',
} as const satisfies Record<TraceKind, MessageKey>;
