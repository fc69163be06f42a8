import { concernCards } from '#lib/concerns/server/shared.ts';
import { forumCards } from '#lib/gatherings/forums/server/queries.ts';
import { sessionCards } from '#lib/gatherings/sessions/server/list.ts';
import { issueCards } from '#lib/issues/server/queries.ts';
import { isStaff, type Actor } from '#lib/kernel/actor.ts';
import type { Operator } from '#lib/operators/rules.ts';
import { outcomeCards } from '#lib/outcomes/server/queries.ts';
import { m } from '#lib/paraglide/messages.js';
import { platformCards } from '#lib/platforms/server/queries.ts';
import type { Tx } from '#lib/server/db.ts';
import {
	endsOf,
	endKey,
	traceKinds,
	visiblePart,
	type TraceCard,
	type TraceEnd,
	type TraceKind,
	type TraceLink,
} from '#lib/trace/rules.ts';
import { threadOf } from '#lib/trace/server/queries.ts';

type Cards = (tx: Tx, actor: Actor, ids: readonly string[]) => Promise<TraceCard[]>;

const cardsOf: Record<TraceKind, Cards> = {
	// whoever could see single concerns could count what the page calls 少数: everybody but staff gets the masked count
	concern: (tx, actor, ids) =>
		isStaff(actor) ? concernCards(tx, actor, ids) : Promise.resolve([]),
	issue: issueCards,
	forum: forumCards,
	session: sessionCards,
	platform: platformCards,
	outcome: outcomeCards,
};

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
	const cards = own ? [own] : [];
	for (const [kind, cardsOfKind] of Object.entries(groupIds(ends, own))) {
		// the cast is safe: the keys come from groupIds
		cards.push(...(await cardsOf[kind as TraceKind](tx, actor, cardsOfKind)));
	}
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

function groupIds(
	ends: readonly TraceEnd[],
	own: TraceCard | undefined,
): Partial<Record<TraceKind, string[]>> {
	const groups: Partial<Record<TraceKind, string[]>> = {};
	for (const end of ends) {
		if (own && endKey(own) === endKey(end)) continue;
		(groups[end.kind] ??= []).push(end.id);
	}
	return groups;
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
