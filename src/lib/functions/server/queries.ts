import { and, asc, desc, eq, inArray, isNull, ne, or, sql, type SQL } from 'drizzle-orm';
import { listAreas } from '../../districts/server/queries.ts';
import { areaMemberships, areas } from '../../districts/server/tables.ts';
import { facilitated } from '../../gatherings/rules.ts';
import { sessions } from '../../gatherings/server/tables.ts';
import { issues } from '../../issues/server/tables.ts';
import { isStaff, type Actor } from '../../kernel/actor.ts';
import type { PlainDate } from '../../kernel/dates.ts';
import { offsetOf, type ListRequest, type ListResult } from '../../kernel/listing.ts';
import { maskedCount, type MaskedCount } from '../../kernel/masked-count.ts';
import { Refusal } from '../../kernel/refusal.ts';
import { say } from '../../kernel/say.ts';
import { operators } from '../../operators/server/tables.ts';
import { organisations } from '../../organisations/server/tables.ts';
import { places } from '../../places/server/tables.ts';
import { matches } from '../../server/search.ts';
import type { Tx } from '../../server/db.ts';
import type { TraceCard } from '../../trace/rules.ts';
import {
	coverageOf,
	relationIn,
	type Coverage,
	type GapStanding,
	type GapState,
	type Strength,
} from '../rules.ts';
import { functionCovers, functionGaps, localFunctions } from './tables.ts';
import { functionOrRefuse, visibleCovers, visibleFunctions, visibleGaps } from './visible.ts';

export { functionOrRefuse, openGapOrRefuse, visibleFunctions, visibleGaps } from './visible.ts';

/** Who does it: a body of the directory or somebody else, and where; no areas: in the whole area of the operator. */
export type Cover = {
	id: string;
	functionId: string;
	name: string;
	/** Address below the operator, where there is one. */
	path: string | null;
	organisationId: string | null;
	what: string;
	strength: Strength;
	people: MaskedCount | null;
	areas: { id: string; name: string }[];
	sessionId: string | null;
	sessionTitle: string | null;
};

export type GapRow = {
	id: string;
	functionId: string;
	functionName: string;
	areaId: string | null;
	areaName: string | null;
	standing: GapStanding;
	text: string;
	state: GapState;
	closedWhy: string;
	closedAt: Date | null;
	forPolicyAt: Date | null;
	issueId: string | null;
	issueTitle: string | null;
	sessionId: string | null;
	sessionTitle: string | null;
	madeAt: Date;
};

// names of tables are spelt out inside subqueries: in a select from one table drizzle leaves them away
const whereCovered = sql<
	{ id: string; name: string }[]
>`(select coalesce(json_agg(json_build_object('id', a.id, 'name', a.name) order by a.sort_key), '[]')
	from areas a where a.operator_id = function_covers.operator_id and case
		when function_covers.area_id is not null then a.id = function_covers.area_id
		when function_covers.place_id is not null then a.id = (select p.area_id from places p
			where p.operator_id = function_covers.operator_id and p.id = function_covers.place_id)
		else exists (select from organisation_areas oa where oa.operator_id = function_covers.operator_id
			and oa.organisation_id = function_covers.organisation_id and oa.area_id = a.id) end)`;

/** The covers of some functions, 五十音順; who left the directory does nothing any more. */
export async function coversOf(tx: Tx, actor: Actor, where: SQL | undefined): Promise<Cover[]> {
	const rows = await tx
		.select({
			id: functionCovers.id,
			functionId: functionCovers.functionId,
			organisationId: functionCovers.organisationId,
			organisationName: organisations.name,
			placeId: functionCovers.placeId,
			placeName: places.name,
			who: functionCovers.who,
			what: functionCovers.what,
			strength: functionCovers.strength,
			people: functionCovers.people,
			below: sql<number>`(select ${operators.maskedBelow} from ${operators} where ${operators.id} = ${actor.operatorId})`,
			areas: whereCovered,
			sessionId: sessions.id,
			sessionTitle: sessions.title,
		})
		.from(functionCovers)
		.leftJoin(
			organisations,
			and(
				eq(organisations.operatorId, functionCovers.operatorId),
				eq(organisations.id, functionCovers.organisationId),
			),
		)
		.leftJoin(
			places,
			and(eq(places.operatorId, functionCovers.operatorId), eq(places.id, functionCovers.placeId)),
		)
		.leftJoin(
			sessions,
			and(
				eq(sessions.operatorId, functionCovers.operatorId),
				eq(sessions.id, functionCovers.originSessionId),
			),
		)
		.where(
			and(visibleCovers(actor), where, isNull(organisations.closedAt), isNull(places.closedAt)),
		)
		.orderBy(
			sql`coalesce(${organisations.sortKey}, ${places.sortKey}, ${functionCovers.who}) collate "C"`,
			asc(functionCovers.id),
		)
		.limit(2_000);
	return rows.map(({ organisationName, placeId, placeName, who, people, below, ...row }) => ({
		...row,
		name: [organisationName, placeName].filter(Boolean).join('／') || who,
		path: row.organisationId
			? `/organisations/${row.organisationId}`
			: placeId && `/places/${placeId}`,
		people:
			people === null
				? null
				: isStaff(actor)
					? { masked: false, n: people }
					: maskedCount(people, below),
	}));
}

/** Gaps as this actor sees them, 五十音順. */
export async function gapRows(tx: Tx, actor: Actor, where: SQL | undefined): Promise<GapRow[]> {
	return tx
		.select({
			id: functionGaps.id,
			functionId: functionGaps.functionId,
			functionName: localFunctions.name,
			areaId: functionGaps.areaId,
			areaName: areas.name,
			standing: functionGaps.standing,
			text: functionGaps.text,
			state: functionGaps.state,
			closedWhy: functionGaps.closedWhy,
			closedAt: functionGaps.closedAt,
			forPolicyAt: functionGaps.forPolicyAt,
			issueId: functionGaps.issueId,
			issueTitle: issues.title,
			sessionId: functionGaps.originSessionId,
			sessionTitle: sessions.title,
			madeAt: functionGaps.madeAt,
		})
		.from(functionGaps)
		.innerJoin(
			localFunctions,
			and(
				eq(localFunctions.operatorId, functionGaps.operatorId),
				eq(localFunctions.id, functionGaps.functionId),
			),
		)
		.leftJoin(
			areas,
			and(eq(areas.operatorId, functionGaps.operatorId), eq(areas.id, functionGaps.areaId)),
		)
		.leftJoin(
			issues,
			and(eq(issues.operatorId, functionGaps.operatorId), eq(issues.id, functionGaps.issueId)),
		)
		.leftJoin(
			sessions,
			and(
				eq(sessions.operatorId, functionGaps.operatorId),
				eq(sessions.id, functionGaps.originSessionId),
			),
		)
		.where(and(visibleGaps(actor), where))
		.orderBy(
			asc(localFunctions.sortKey),
			asc(areas.sortKey),
			desc(functionGaps.madeAt),
			asc(functionGaps.id),
		)
		.limit(1_000);
}

export type Cell = { areaId: string; coverage: Coverage; names: string[]; gapIds: string[] };
export type InventoryRow = { id: string; name: string; description: string; cells: Cell[] };
export type Inventory = {
	result: ListResult<InventoryRow>;
	partitions: string[];
	partition: string;
	areas: { id: string; name: string }[];
};

/** Function × area, 五十音順, a page of functions in the areas of one partition; a fixed number of statements. */
export async function inventory(
	tx: Tx,
	actor: Actor,
	request: ListRequest,
	today: PlainDate,
): Promise<Inventory> {
	const all = await listAreas(tx, actor, today);
	const partitions = [...new Set(all.map(({ partitionName }) => partitionName))];
	const asked = request.filters.partition;
	const partition = partitions.find((name) => name === asked) ?? partitions[0] ?? '';
	const columns = all.filter(({ partitionName }) => partitionName === partition);
	const found = await tx
		.select({
			id: localFunctions.id,
			name: localFunctions.name,
			description: localFunctions.description,
			total: sql<number>`(count(*) over ())::int`,
		})
		.from(localFunctions)
		.where(
			and(
				visibleFunctions(actor),
				isNull(localFunctions.closedAt),
				matches(localFunctions.searchText, request.q),
				request.filters.shows === 'missing' ? hasGap : undefined,
			),
		)
		.orderBy(asc(localFunctions.sortKey), asc(localFunctions.id))
		.limit(request.size)
		.offset(offsetOf(request));
	const ids = found.map(({ id }) => id);
	const none = ids.length === 0;
	const covers = none ? [] : await coversOf(tx, actor, inArray(functionCovers.functionId, ids));
	const gaps = none
		? []
		: await gapRows(
				tx,
				actor,
				and(inArray(functionGaps.functionId, ids), eq(functionGaps.state, 'open')),
			);
	const relation = relationIn(none ? [] : await areaPairs(tx, actor));
	return {
		result: {
			rows: found.map(({ id, name, description }) => ({
				...{ id, name, description },
				cells: columns.map((area) =>
					cellOf(area.id, relation, ofFunction(covers, id), ofFunction(gaps, id)),
				),
			})),
			total: found[0]?.total ?? 0,
			request,
		},
		...{ partitions, partition, areas: columns.map(({ id, name }) => ({ id, name })) },
	};
}

const hasGap = sql`exists (select from ${functionGaps} where ${functionGaps.operatorId} = ${localFunctions.operatorId}
	and ${functionGaps.functionId} = ${localFunctions.id} and ${functionGaps.state} = 'open')`;

function ofFunction<Row extends { functionId: string }>(rows: readonly Row[], id: string): Row[] {
	return rows.filter(({ functionId }) => functionId === id);
}

function areaPairs(tx: Tx, actor: Actor): Promise<{ part: string; whole: string }[]> {
	return tx
		.select({ part: areaMemberships.partId, whole: areaMemberships.wholeId })
		.from(areaMemberships)
		.where(
			and(eq(areaMemberships.operatorId, actor.operatorId), isNull(areaMemberships.validUntil)),
		)
		.limit(20_000);
}

function cellOf(
	areaId: string,
	relation: ReturnType<typeof relationIn>,
	covers: readonly Cover[],
	gaps: readonly GapRow[],
): Cell {
	const here = covers.filter(
		(cover) =>
			cover.areas.length === 0 || cover.areas.some(({ id }) => relation(id, areaId) !== 'apart'),
	);
	const found = gaps.map((gap) => ({ ...gap, relation: relation(gap.areaId, areaId) }));
	return {
		areaId,
		coverage: coverageOf(here, found),
		names: [...new Set(here.map(({ name }) => name))],
		gapIds: found.flatMap(({ id, relation: lies }) => (lies === 'apart' ? [] : [id])),
	};
}

export type FunctionPage = {
	id: string;
	name: string;
	nameKana: string;
	description: string;
	words: string;
	isClosed: boolean;
	covers: Cover[];
	gaps: GapRow[];
};

/** One function with who does it and what was found missing. */
export async function functionPage(tx: Tx, actor: Actor, id: string): Promise<FunctionPage> {
	const { name, nameKana, description, words, closedAt } = await functionOrRefuse(tx, actor, id);
	return {
		...{ id, name, nameKana, description, words, isClosed: closedAt !== null },
		covers: await coversOf(tx, actor, eq(functionCovers.functionId, id)),
		gaps: await gapRows(tx, actor, eq(functionGaps.functionId, id)),
	};
}

export async function gapPage(tx: Tx, actor: Actor, id: string): Promise<GapRow> {
	const [found] = await gapRows(tx, actor, eq(functionGaps.id, id));
	if (!found) throw new Refusal('not-found', 'refusal_not_found');
	return found;
}

/** What is missing now, or waits to be proposed as policy. */
export function listGaps(tx: Tx, actor: Actor, which: 'open' | 'policy'): Promise<GapRow[]> {
	return gapRows(
		tx,
		actor,
		and(
			eq(functionGaps.state, 'open'),
			which === 'policy' ? sql`${functionGaps.forPolicyAt} is not null` : undefined,
		),
	);
}

/** All functions, 五十音順, for select fields. */
export function functionChoices(tx: Tx, actor: Actor): Promise<{ value: string; label: string }[]> {
	return tx
		.select({ value: localFunctions.id, label: localFunctions.name })
		.from(localFunctions)
		.where(and(visibleFunctions(actor), isNull(localFunctions.closedAt)))
		.orderBy(asc(localFunctions.sortKey), asc(localFunctions.id))
		.limit(1_000);
}

/** Results of a session that stand in the inventory already. */
export async function takenResults(tx: Tx, actor: Actor, sessionId: string): Promise<Set<string>> {
	const { rows } = await tx.execute<{ id: string }>(sql`
		select origin_result_id as id from function_covers
		where operator_id = ${actor.operatorId} and origin_session_id = ${sessionId} and ended_at is null
		union select origin_result_id from function_gaps
		where operator_id = ${actor.operatorId} and origin_session_id = ${sessionId}`);
	return new Set(rows.map(({ id }) => id));
}

/** What stands on the thread: the function and where it is missing. */
export async function gapCards(tx: Tx, actor: Actor, ids: readonly string[]): Promise<TraceCard[]> {
	if (ids.length === 0) return [];
	const rows = await gapRows(tx, actor, inArray(functionGaps.id, [...new Set(ids)]));
	return rows.map((row) => ({
		kind: 'gap',
		id: row.id,
		title: [row.functionName, row.areaName].filter(Boolean).join(' '),
		state: say(
			row.state === 'open' ? `functions_card_${row.standing}` : `functions_card_${row.state}`,
		),
		at: row.madeAt,
		path: `/functions/gaps/${row.id}`,
	}));
}

/** Sessions into which this actor can write what came out, newest first; no 事例検討. */
export async function writableSessions(
	tx: Tx,
	actor: Actor,
): Promise<{ value: string; label: string }[]> {
	const [forumIds, sessionIds] = [facilitated(actor, 'forum'), facilitated(actor, 'session')];
	const own = isStaff(actor)
		? sql`true`
		: (or(
				forumIds.length > 0 ? inArray(sessions.forumId, forumIds) : undefined,
				sessionIds.length > 0 ? inArray(sessions.id, sessionIds) : undefined,
			) ?? sql`false`);
	return tx
		.select({ value: sessions.id, label: sessions.title })
		.from(sessions)
		.where(
			and(
				eq(sessions.operatorId, actor.operatorId),
				own,
				inArray(sessions.state, ['open', 'closedDraft']),
				ne(sessions.kind, 'caseStudy'),
			),
		)
		.orderBy(desc(sessions.whenSort), asc(sessions.id))
		.limit(200);
}
