import { and, asc, count, desc, eq, inArray, sql, type SQL } from 'drizzle-orm';
import { areaMemberships, areas, partitions } from '../../../districts/server/tables.ts';
import { isStaff, type Actor } from '../../../kernel/actor.ts';
import type { PlainDate, PlainTime } from '../../../kernel/dates.ts';
import { offsetOf, type ListRequest, type ListResult } from '../../../kernel/listing.ts';
import { say } from '../../../kernel/say.ts';
import type { Tx } from '../../../server/db.ts';
import { matches } from '../../../server/search.ts';
import type { TraceCard } from '../../../trace/rules.ts';
import { facilitated } from '../../rules.ts';
import { forumAreas, forums, forumThemes } from '../../server/tables.ts';
import {
	forumKinds,
	forumStates,
	livingForumStates,
	type ForumKind,
	type ForumState,
} from '../rules.ts';
import { visibleForums } from './visible.ts';

export const forumListing = {
	sorts: ['name', 'changed'],
	filters: ['kind', 'state', 'area'],
} as const;

export type ForumRow = {
	id: string;
	name: string;
	kind: ForumKind;
	state: ForumState;
	theme: string | null;
	areas: string[];
	launchedOn: PlainDate | null;
	monthlyNth: number | null;
	monthlyWeekday: number | null;
	monthlyStarts: PlainTime | null;
};

const areaList = sql<
	string[]
>`${sql`(select coalesce(array_agg(${areas.name} order by ${areas.sortKey}), '{}')
	from ${forumAreas} join ${areas} on ${areas.operatorId} = ${forumAreas.operatorId} and ${areas.id} = ${forumAreas.areaId}
	where ${forumAreas.operatorId} = ${forums.operatorId} and ${forumAreas.forumId} = ${forums.id})`}`;

const row = {
	id: forums.id,
	name: forums.name,
	kind: forums.kind,
	state: forums.state,
	theme: forumThemes.name,
	areas: areaList,
	launchedOn: forums.launchedOn,
	monthlyNth: forums.monthlyNth,
	monthlyWeekday: forums.monthlyWeekday,
	monthlyStarts: forums.monthlyStarts,
};

function rows(tx: Tx) {
	return tx
		.select(row)
		.from(forums)
		.leftJoin(
			forumThemes,
			and(
				eq(forumThemes.operatorId, forums.operatorId),
				eq(forumThemes.forumId, forums.id),
				eq(forumThemes.state, 'current'),
			),
		);
}

/** Forums that this actor may see, 五十音順 unless asked otherwise; two statements. */
export async function listForums(
	tx: Tx,
	actor: Actor,
	request: ListRequest,
	{ onlyOwn = false }: { onlyOwn?: boolean } = {},
): Promise<ListResult<ForumRow>> {
	const wanted = and(
		visibleForums(actor),
		onlyOwn ? worksOn(actor) : undefined,
		matches(forums.searchText, request.q),
		...filtersOf(request),
	);
	const direction = request.descending ? desc : asc;
	const first = request.sort === 'changed' ? forums.changedAt : forums.sortKey;
	const found = await rows(tx)
		.where(wanted)
		.orderBy(direction(first), asc(forums.id))
		.limit(request.size)
		.offset(offsetOf(request));
	const [counted] = await tx.select({ total: count() }).from(forums).where(wanted);
	return { rows: found, total: counted?.total ?? 0, request };
}

function worksOn(actor: Actor): SQL | undefined {
	if (isStaff(actor)) return undefined;
	const own = facilitated(actor, 'forum');
	return own.length > 0 ? inArray(forums.id, own) : sql`false`;
}

function filtersOf({ filters }: ListRequest): SQL[] {
	const conditions: SQL[] = [];
	const kind = forumKinds.find((known) => known === filters.kind);
	const state = forumStates.find((known) => known === filters.state);
	if (kind) conditions.push(eq(forums.kind, kind));
	if (state) conditions.push(eq(forums.state, state));
	if (filters.area) {
		conditions.push(sql`exists (select 1 from ${forumAreas} where ${forumAreas.operatorId} = ${forums.operatorId}
			and ${forumAreas.forumId} = ${forums.id} and (${forumAreas.areaId}::text = ${filters.area} or ${forumAreas.areaId} in
				(select ${areaMemberships.partId} from ${areaMemberships} where ${areaMemberships.operatorId} = ${forums.operatorId}
				and ${areaMemberships.wholeId}::text = ${filters.area} and ${areaMemberships.validUntil} is null)))`);
	}
	return conditions;
}

/** How forums stand on the thread, for those of them that this actor may see. */
export async function forumCards(
	tx: Tx,
	actor: Actor,
	ids: readonly string[],
): Promise<TraceCard[]> {
	if (ids.length === 0) return [];
	const found = await tx
		.select({ id: forums.id, title: forums.name, state: forums.state, at: forums.madeAt })
		.from(forums)
		.where(and(visibleForums(actor), inArray(forums.id, [...new Set(ids)])))
		.orderBy(asc(forums.madeAt), asc(forums.id));
	return found.map(({ id, title, state, at }) => ({
		kind: 'forum',
		id,
		title,
		state: say(`gatherings_forum_state_${state}`),
		at,
		path: `/forums/${id}`,
	}));
}

/** Forums in which a session can be planned, 五十音順, for select fields. */
export async function listForumChoices(
	tx: Tx,
	actor: Actor,
): Promise<{ value: string; label: string }[]> {
	return tx
		.select({ value: forums.id, label: forums.name })
		.from(forums)
		.where(and(visibleForums(actor), inArray(forums.state, [...livingForumStates])))
		.orderBy(asc(forums.sortKey), asc(forums.id))
		.limit(1_000);
}

/**
 * Areas in which residents live and no forum is under way (千代田: 地区ごとに話し合う場の確保): neither in the
 * area itself, nor in one around it, nor in one inside it.
 */
export async function areasWithoutForum(
	tx: Tx,
	actor: Actor,
	today: PlainDate,
): Promise<{ id: string; name: string }[]> {
	const living = sql.join(
		livingForumStates.map((state) => sql`${state}`),
		sql`, `,
	);
	return tx
		.select({ id: areas.id, name: areas.name })
		.from(areas)
		.innerJoin(
			partitions,
			and(eq(partitions.operatorId, areas.operatorId), eq(partitions.id, areas.partitionId)),
		)
		.where(
			and(
				eq(areas.operatorId, actor.operatorId),
				eq(partitions.askedOfResidents, true),
				sql`${areas.validFrom} <= ${today} and (${areas.validUntil} is null or ${areas.validUntil} > ${today})`,
				sql`not exists (select 1 from ${forumAreas} join ${forums} on ${forums.operatorId} = ${forumAreas.operatorId} and ${forums.id} = ${forumAreas.forumId}
					where ${forumAreas.operatorId} = ${areas.operatorId} and ${forums.state} in (${living}) and ${forums.kind} <> 'caseStudy'
					and (${forumAreas.areaId} = ${areas.id} or exists (select 1 from ${areaMemberships}
						where ${areaMemberships.operatorId} = ${areas.operatorId} and ${areaMemberships.validUntil} is null
						and ((${areaMemberships.partId} = ${areas.id} and ${areaMemberships.wholeId} = ${forumAreas.areaId})
							or (${areaMemberships.wholeId} = ${areas.id} and ${areaMemberships.partId} = ${forumAreas.areaId})))))`,
			),
		)
		.orderBy(asc(partitions.position), asc(areas.sortKey), asc(areas.id))
		.limit(500);
}
