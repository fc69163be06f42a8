import { isStaff, type Actor } from '#lib/kernel/actor.ts';
import type { Operator } from '#lib/operators/rules.ts';
import { stopsOf } from '#lib/outcomes/server/stops.ts';
import { m } from '#lib/paraglide/messages.js';
import type { Tx } from '#lib/server/db.ts';
import {
	endsOf,
	endKey,
	traceKinds,
	visiblePart,
	type TraceCard,
	type TraceEnd,
	type TraceLink,
} from '#lib/trace/rules.ts';
import { threadOf } from '#lib/trace/server/queries.ts';

export type ThreadFor = { here: TraceEnd; stops: TraceCard[]; links: TraceLink[]; isCut: boolean };

/**
 * The thread of one thing as this reader sees it: what it came from and what came of it. Each room says
 * which of its things the reader may see; concerns that the reader may not see are one masked count per
 * issue. `own` is the card of the page itself, where the page has it already.
 */
export async function threadFor(
	tx: Tx,
	actor: Actor,
	operator: Pick<Operator, 'id'>,
	here: TraceEnd,
	own?: TraceCard,
): Promise<ThreadFor> {
	const { links, isCut } = await threadOf(tx, operator.id, here);
	const ends = endsOf([...links, { from: here, to: here, madeAt: new Date(0), madeBy: null }]);
	const asked = own ? ends.filter((end) => endKey(end) !== endKey(own)) : ends;
	const cards = [...(own ? [own] : []), ...(await stopsOf(tx, actor, asked))];
	const visible = visiblePart(here, links, cards);
	const kept = new Set([endKey(here), ...visible.ends.map(endKey)]);
	// whoever cannot see the thing itself sees nothing of its thread
	const isSeen = cards.some((card) => endKey(card) === endKey(here));
	const stops = isSeen ? cards.filter((card) => kept.has(endKey(card))).sort(inLoopOrder) : [];
	const voices = hiddenVoices(actor, links, stops);
	return {
		here,
		stops: [...voices.map(({ card }) => card), ...stops],
		links: [...voices.map(({ link }) => link), ...visible.links],
		isCut,
	};
}

function inLoopOrder(one: TraceCard, other: TraceCard): number {
	return (
		traceKinds.indexOf(one.kind) - traceKinds.indexOf(other.kind) ||
		one.at.getTime() - other.at.getTime()
	);
}

/** 寄せられた声: how many concerns stand behind an issue, never which (DOMAIN I-3). */
function hiddenVoices(
	actor: Actor,
	links: readonly TraceLink[],
	stops: readonly TraceCard[],
): { card: TraceCard; link: TraceLink }[] {
	const shown = new Set(stops.map(endKey));
	return stops.flatMap((issue) => {
		const behind = links.filter(
			({ from, to }) => from.kind === 'concern' && endKey(to) === endKey(issue),
		);
		if (!issue.voices || behind.length === 0) return [];
		// staff who see every single one need no count
		if (isStaff(actor) && behind.every(({ from }) => shown.has(endKey(from)))) return [];
		const card: TraceCard = {
			kind: 'concern',
			// no id of a concern leaves this function: the card stands for all of them
			id: issue.id,
			title: issue.voices.masked ? m.trace_voices_few() : m.trace_voices({ count: issue.voices.n }),
			state: m.trace_voices_state(),
			at: issue.at,
			path: null,
		};
		return [{ card, link: { from: card, to: issue, madeAt: issue.at, madeBy: null } }];
	});
}
