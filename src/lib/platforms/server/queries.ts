import { and, asc, count, desc, eq, inArray, isNull, ne, sql, type SQL } from 'drizzle-orm';
import type { Actor } from '../../kernel/actor.ts';
import { isId } from '../../kernel/ids.ts';
import { offsetOf, type ListRequest, type ListResult } from '../../kernel/listing.ts';
import { Refusal } from '../../kernel/refusal.ts';
import { say } from '../../kernel/say.ts';
import { organisations } from '../../organisations/server/tables.ts';
import type { Tx } from '../../server/db.ts';
import { matches } from '../../server/search.ts';
import type { TraceCard } from '../../trace/rules.ts';
import { platformStates, stateWordsOf, type Ending, type PlatformState } from '../rules.ts';
import { platforms } from './tables.ts';
import { visibleTo } from './visibility.ts';

export { myInvitations, myPlatforms } from './members-only.ts';
export { myPlatformNotices } from './notices.ts';

export type PlatformRow = {
	id: string;
	name: string;
	purpose: string;
	successCondition: string;
	state: PlatformState;
	ending: Ending | null;
	areas: string[];
	memberCount: number;
	calledAt: Date;
	changedAt: Date;
	endedAt: Date | null;
	dissolvedAt: Date | null;
	reached: string;
};

/** The names of the areas, 五十音順. Written in full, because a column inside a subquery loses its table. */
const areaNames = sql<string[]>`(
	select coalesce(json_agg(a.name order by a.sort_key), '[]') from platform_areas pa
	join areas a on a.operator_id = pa.operator_id and a.id = pa.area_id
	where pa.operator_id = platforms.operator_id and pa.platform_id = platforms.id)`;

const memberCount = sql<number>`(
	select count(*)::int from platform_members pm
	where pm.operator_id = platforms.operator_id and pm.platform_id = platforms.id
		and pm.state in ('active', 'ended'))`;

const row = {
	id: platforms.id,
	name: platforms.name,
	purpose: platforms.purpose,
	successCondition: platforms.successCondition,
	state: platforms.state,
	ending: platforms.ending,
	areas: areaNames,
	memberCount,
	calledAt: platforms.calledAt,
	changedAt: platforms.changedAt,
	endedAt: platforms.endedAt,
	dissolvedAt: platforms.dissolvedAt,
	reached: platforms.reached,
};

function lies(areaIds: readonly string[]): SQL {
	return sql`exists (select 1 from platform_areas pa where pa.operator_id = platforms.operator_id
		and pa.platform_id = platforms.id and pa.area_id in ${areaIds})`;
}

function stateFilter(wanted: string | undefined): SQL | undefined {
	if (wanted === 'ended')
		return inArray(platforms.state, ['achieved', 'stopped', 'merged', 'dissolved']);
	const state = platformStates.find((known) => known === wanted);
	return state && eq(platforms.state, state);
}

/** The area itself and the smaller ones that lie in it. */
function areaFilter(area: string | undefined): SQL | undefined {
	if (!area || !isId(area)) return undefined;
	return sql`exists (select 1 from platform_areas pa where pa.operator_id = platforms.operator_id
		and pa.platform_id = platforms.id and (pa.area_id = ${area} or pa.area_id in (
			select am.part_id from area_memberships am where am.operator_id = platforms.operator_id
			and am.whole_id = ${area} and am.valid_until is null)))`;
}

function orderOf({ sort, descending }: ListRequest): SQL[] {
	const turn = descending ? desc : asc;
	if (sort === 'name') return [turn(platforms.sortKey), asc(platforms.id)];
	return [turn(platforms.changedAt), desc(platforms.id)];
}

/** The list that everybody reads. Filters: `state`, `area`; sorts: `changed`, `name`. */
export async function listPlatforms(
	tx: Tx,
	actor: Actor,
	request: ListRequest,
): Promise<ListResult<PlatformRow>> {
	const wanted = and(
		visibleTo(tx, actor),
		stateFilter(request.filters.state),
		areaFilter(request.filters.area),
		matches(platforms.searchText, request.q),
	);
	const [counted] = await tx.select({ total: count() }).from(platforms).where(wanted);
	const rows = await tx
		.select(row)
		.from(platforms)
		.where(wanted)
		.orderBy(...orderOf(request))
		.limit(request.size)
		.offset(offsetOf(request));
	return { rows, total: counted?.total ?? 0, request };
}

/** 目的を達成して解散しました: the newest first. */
export async function listAchieved(
	tx: Tx,
	actor: Actor,
	request: ListRequest,
): Promise<ListResult<PlatformRow>> {
	const wanted = and(
		visibleTo(tx, actor),
		eq(platforms.state, 'dissolved'),
		eq(platforms.ending, 'achieved'),
		matches(platforms.searchText, request.q),
	);
	const [counted] = await tx.select({ total: count() }).from(platforms).where(wanted);
	const rows = await tx
		.select(row)
		.from(platforms)
		.where(wanted)
		.orderBy(desc(platforms.dissolvedAt), desc(platforms.id))
		.limit(request.size)
		.offset(offsetOf(request));
	return { rows, total: counted?.total ?? 0, request };
}

/** The newest of them, for pages that only mention it. One statement. */
export function newestAchieved(tx: Tx, actor: Actor, most: number): Promise<PlatformRow[]> {
	return tx
		.select(row)
		.from(platforms)
		.where(
			and(visibleTo(tx, actor), eq(platforms.state, 'dissolved'), eq(platforms.ending, 'achieved')),
		)
		.orderBy(desc(platforms.dissolvedAt), desc(platforms.id))
		.limit(most);
}

/** Those that people can still join or learn from, before a new one is called (R-022). */
export async function runningPlatformsAbout(
	tx: Tx,
	actor: Actor,
	about: { areaIds: readonly string[]; themes: readonly string[] },
): Promise<PlatformRow[]> {
	const sameTheme = about.themes.length
		? sql`${platforms.themes} && ${sql.param([...about.themes])}::text[]`
		: undefined;
	const sameArea = about.areaIds.length ? lies(about.areaIds) : undefined;
	const either = [sameTheme, sameArea].filter((condition) => condition !== undefined);
	if (either.length === 0) return [];
	return tx
		.select(row)
		.from(platforms)
		.where(
			and(
				visibleTo(tx, actor),
				inArray(platforms.state, ['gathering', 'active']),
				sql`(${sql.join(either, sql` or `)})`,
			),
		)
		.orderBy(asc(platforms.sortKey), asc(platforms.id))
		.limit(20);
}

/** Running ones that another one could join, for a select field. */
export function mergeChoices(
	tx: Tx,
	actor: Actor,
	except: string,
): Promise<{ id: string; name: string }[]> {
	return tx
		.select({ id: platforms.id, name: platforms.name })
		.from(platforms)
		.where(
			and(
				visibleTo(tx, actor),
				inArray(platforms.state, ['gathering', 'active']),
				ne(platforms.id, except),
			),
		)
		.orderBy(asc(platforms.sortKey), asc(platforms.id))
		.limit(500);
}

/** Stops on the thread; only those that this actor may see. */
export async function platformCards(
	tx: Tx,
	actor: Actor,
	ids: readonly string[],
): Promise<TraceCard[]> {
	if (ids.length === 0) return [];
	const found = await tx
		.select({
			id: platforms.id,
			title: platforms.name,
			state: platforms.state,
			ending: platforms.ending,
			at: platforms.calledAt,
		})
		.from(platforms)
		.where(and(visibleTo(tx, actor), inArray(platforms.id, [...new Set(ids)])))
		.orderBy(asc(platforms.calledAt), asc(platforms.id));
	return found.map(({ state, ending, ...card }) => ({
		...card,
		kind: 'platform',
		state: say(stateWordsOf({ state, ending })),
		path: `/platforms/${card.id}`,
	}));
}

/** The standing of one プラットフォーム for rules; for rooms that come later. */
export async function platformNameOrRefuse(
	tx: Tx,
	actor: Actor,
	id: string,
): Promise<{ id: string; name: string; state: PlatformState; ending: Ending | null }> {
	const [found] = await tx
		.select({
			id: platforms.id,
			name: platforms.name,
			state: platforms.state,
			ending: platforms.ending,
		})
		.from(platforms)
		.where(and(visibleTo(tx, actor), eq(platforms.id, id)));
	if (!found) throw new Refusal('not-found', 'refusal_not_found');
	return found;
}

export type ExistingBody = { id: string; name: string; activity: string; worksOnIt: boolean };

/**
 * すでにある活動: organisations in the same areas, and those that are known to work on the issue, 五十音順 (大田:
 * 新たな事業を生み出すことより、連携強化).
 */
export function bodiesAbout(
	tx: Tx,
	actor: Actor,
	about: { areaIds: readonly string[]; issueIds: readonly string[] },
): Promise<ExistingBody[]> {
	if (about.issueIds.length === 0) return Promise.resolve([]);
	const worksOnIt = sql<boolean>`${sql`exists (select 1 from issue_workers w where w.operator_id = organisations.operator_id
		and w.organisation_id = organisations.id and w.issue_id in ${about.issueIds}
		and w.confirmed_at is not null and w.ended_at is null)`}`;
	const isThere = about.areaIds.length
		? sql`exists (select 1 from organisation_areas oa where oa.operator_id = organisations.operator_id
			and oa.organisation_id = organisations.id and oa.area_id in ${about.areaIds})`
		: sql`false`;
	return tx
		.select({
			id: organisations.id,
			name: organisations.name,
			activity: organisations.activity,
			worksOnIt,
		})
		.from(organisations)
		.where(
			and(
				eq(organisations.operatorId, actor.operatorId),
				isNull(organisations.closedAt),
				sql`(${worksOnIt} or ${isThere})`,
			),
		)
		.orderBy(asc(organisations.sortKey), asc(organisations.id))
		.limit(60);
}
