import { and, eq, inArray } from 'drizzle-orm';
import { isStaff, type Actor } from '../../kernel/actor.ts';
import { listRequest, type ListRequest } from '../../kernel/listing.ts';
import { Refusal } from '../../kernel/refusal.ts';
import { listForGrouping, type SharedText } from '../../concerns/server/queries.ts';
import { allPairs, similarIndex, suggestGroups } from '../../methods/similar-texts.ts';
import { synonymsOf } from '../../search/rules.ts';
import { ownSynonyms } from '../../search/server/synonyms.ts';
import type { Tx } from '../../server/db.ts';
import { mostGrouped } from '../grouping-rules.ts';
import { groupingHints } from './tables.ts';

export type Grouping = {
	groups: { concerns: SharedText[]; words: string[] }[];
	alone: SharedText[];
	/** How many there are; more than are grouped at once. */
	total: number;
	request: ListRequest;
};

export const groupingListing = {
	sorts: ['published'],
	filters: ['area', 'tag', 'grouped'],
	descending: true,
	size: mostGrouped,
} as const;

/** What seems to belong together, by similar words and by what was corrected by hand; in four statements. */
export async function suggestedGrouping(
	tx: Tx,
	actor: Actor,
	request: ListRequest,
): Promise<Grouping> {
	if (!isStaff(actor)) throw new Refusal('not-found', 'refusal_not_found');
	const listed = await listForGrouping(tx, actor, request);
	const byId = new Map(listed.rows.map((row) => [row.id, row]));
	const hints = await hintsAmong(tx, actor, [...byId.keys()]);
	const synonyms = synonymsOf(await ownSynonyms(tx, actor));
	const pairs = allPairs(similarIndex(listed.rows, { synonyms }));
	const groups = suggestGroups(pairs, hints).map(({ ids, words }) => ({
		concerns: ids.flatMap((id) => byId.get(id) ?? []),
		words,
	}));
	const grouped = new Set(groups.flatMap(({ concerns }) => concerns.map(({ id }) => id)));
	return {
		groups,
		alone: listed.rows.filter(({ id }) => !grouped.has(id)),
		total: listed.total,
		request,
	};
}

type Links = { mustLink: (readonly [string, string])[]; cannotLink: (readonly [string, string])[] };

async function hintsAmong(tx: Tx, actor: Actor, ids: string[]): Promise<Links> {
	if (ids.length === 0) return { mustLink: [], cannotLink: [] };
	const rows = await tx
		.select()
		.from(groupingHints)
		.where(
			and(
				eq(groupingHints.operatorId, actor.operatorId),
				inArray(groupingHints.oneId, ids),
				inArray(groupingHints.otherId, ids),
			),
		);
	const pairs = (kind: 'together' | 'apart') =>
		rows.filter((row) => row.kind === kind).map((row) => [row.oneId, row.otherId] as const);
	return { mustLink: pairs('together'), cannotLink: pairs('apart') };
}

/** Concerns that an issue could still take up: found by words, not tied to it yet. */
export async function concernsToAdd(
	tx: Tx,
	actor: Actor,
	issueId: string,
	q: string,
): Promise<SharedText[]> {
	if (!isStaff(actor)) return [];
	const request = { ...listRequest(new URLSearchParams(), { ...groupingListing, size: 50 }), q };
	const { rows } = await listForGrouping(tx, actor, request);
	return rows.filter(({ issueIds }) => !issueIds.includes(issueId));
}
