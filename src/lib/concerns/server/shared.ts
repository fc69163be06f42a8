/** De-identified texts: what leaves the desk. No column of the raw record is selected here but its tags and area. */
import { asc, count, desc, inArray, sql, type SQL } from 'drizzle-orm';
import type { Actor } from '../../kernel/actor.ts';
import { isId } from '../../kernel/ids.ts';
import { offsetOf, type ListRequest, type ListResult } from '../../kernel/listing.ts';
import { say } from '../../kernel/say.ts';
import { truncate } from '../../kernel/text.ts';
import type { Tx } from '../../server/db.ts';
import { matches } from '../../server/search.ts';
import type { TraceCard } from '../../trace/rules.ts';
import { links } from '../../trace/server/tables.ts';
import { tags, type Tag } from '../vocabulary.ts';
import { all, any, areaShownTo, sharedWith, visibleTo } from './sight.ts';
import { concerns } from './tables.ts';

/** A voice of the area: the text from which nobody can be recognised, and what is said about it. */
export type SharedText = {
	id: string;
	text: string;
	/** Empty where the area could point at somebody. */
	areaIds: string[];
	tags: Tag[];
	publishedAt: Date;
	/** The 地域課題 that it stands behind. */
	issueIds: string[];
};

export const sharedSorts = ['published'] as const;
export const sharedFilters = ['area', 'tag', 'grouped'];

const tiedIssues = sql`(select array_agg(${links.toId} order by ${links.madeAt}) from ${links}
	where ${links.operatorId} = ${concerns.operatorId} and ${links.fromKind} = 'concern'
		and ${links.fromId} = ${concerns.id} and ${links.toKind} = 'issue')`;
// the subquery stays a part of its own: drizzle drops table names from columns that stand directly in a selected expression
const issueIds = sql<string[]>`coalesce(${tiedIssues}, '{}')`;

function columnsFor(actor: Actor) {
	return {
		id: concerns.id,
		text: concerns.deidentifiedText,
		areaId: areaShownTo(actor),
		tags: concerns.tags,
		publishedAt: concerns.publishedAt,
		issueIds,
	};
}

/** Published texts, for putting them together to 地域課題 and for members who read what the area says. */
export async function listForGrouping(
	tx: Tx,
	actor: Actor,
	request: ListRequest,
): Promise<ListResult<SharedText>> {
	const where = all(sharedWith(actor), ...wanted(actor, request));
	const order = request.descending ? desc : asc;
	const rows = await tx
		.select(columnsFor(actor))
		.from(concerns)
		.where(where)
		.orderBy(order(concerns.publishedAt), order(concerns.id))
		.limit(request.size)
		.offset(offsetOf(request));
	const [total] = await tx.select({ count: count() }).from(concerns).where(where);
	return { rows: rows.map(asText), total: total?.count ?? 0, request };
}

function wanted(actor: Actor, { q, filters }: ListRequest): SQL[] {
	const conditions: SQL[] = [];
	const words = matches(concerns.deidentifiedSearchText, q);
	if (words) conditions.push(words);
	// by the area as it is shown: a filter must not tell what the list hides
	if (filters.area)
		conditions.push(isId(filters.area) ? sql`${areaShownTo(actor)} = ${filters.area}` : sql`false`);
	const tag = tags.find((code) => code === filters.tag);
	if (tag) conditions.push(sql`${tag} = any(${concerns.tags})`);
	if (filters.grouped === 'no') conditions.push(sql`${issueIds} = '{}'`);
	if (filters.grouped === 'yes') conditions.push(sql`${issueIds} <> '{}'`);
	return conditions;
}

/** The texts of these concerns that are published and may be read by this actor; others are left out. */
export async function deidentifiedByIds(
	tx: Tx,
	actor: Actor,
	ids: readonly string[],
): Promise<SharedText[]> {
	if (ids.length === 0) return [];
	const rows = await tx
		.select(columnsFor(actor))
		.from(concerns)
		.where(all(sharedWith(actor), inArray(concerns.id, [...new Set(ids)])))
		.orderBy(asc(concerns.publishedAt), asc(concerns.id))
		.limit(1_000);
	return rows.map(asText);
}

function asText({
	areaId,
	publishedAt,
	...row
}: {
	id: string;
	text: string;
	areaId: string | null;
	tags: Tag[];
	publishedAt: Date | null;
	issueIds: string[];
}): SharedText {
	if (!publishedAt) throw new Error('a published text without its date');
	return { ...row, areaIds: areaId ? [areaId] : [], publishedAt };
}

/**
 * Stops on the thread. Who sees the raw record gets its number and page; who may read de-identified
 * texts gets the text and no way to the record; everybody else gets nothing.
 */
export async function concernCards(
	tx: Tx,
	actor: Actor,
	ids: readonly string[],
): Promise<TraceCard[]> {
	if (ids.length === 0) return [];
	const raw = visibleTo(actor);
	const rows = await tx
		.select({
			id: concerns.id,
			isRaw: sql<boolean>`(${raw})`,
			number: sql<string | null>`case when ${raw} then ${concerns.number} end`,
			state: concerns.state,
			receivedAt: sql<Date | null>`case when ${raw} then ${concerns.receivedAt} end`.mapWith(
				concerns.receivedAt,
			),
			text: sql<string>`case when ${sharedWith(actor)} then ${concerns.deidentifiedText} else '' end`,
			publishedAt: concerns.publishedAt,
		})
		.from(concerns)
		.where(all(any(raw, sharedWith(actor)), inArray(concerns.id, [...new Set(ids)])))
		.limit(1_000);
	return rows.map((row) =>
		row.isRaw
			? {
					kind: 'concern',
					id: row.id,
					title: [row.number ?? say('concerns_state_draft'), truncate(row.text, 60)]
						.filter(Boolean)
						.join(' '),
					state: say(`concerns_state_${row.state}`),
					at: row.receivedAt ?? new Date(0),
					path: `/desk/concerns/${row.id}`,
				}
			: {
					kind: 'concern',
					id: row.id,
					title: truncate(row.text, 80),
					state: say('concerns_card_shared'),
					at: row.publishedAt ?? new Date(0),
					path: null,
				},
	);
}
