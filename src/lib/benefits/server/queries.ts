import { and, asc, count, desc, eq, inArray, sql, type SQL } from 'drizzle-orm';
import { forums, sessions } from '../../gatherings/server/tables.ts';
import { visibleForums } from '../../gatherings/forums/server/visible.ts';
import { visibleSessions } from '../../gatherings/sessions/server/visible.ts';
import { visibleTo as visibleIssues } from '../../issues/server/visible.ts';
import { issues } from '../../issues/server/tables.ts';
import type { Actor } from '../../kernel/actor.ts';
import { isId } from '../../kernel/ids.ts';
import { offsetOf, totalOf, type ListRequest, type ListResult } from '../../kernel/listing.ts';
import { say } from '../../kernel/say.ts';
import { platforms } from '../../platforms/server/tables.ts';
import { visibleTo as visiblePlatforms } from '../../platforms/server/visibility.ts';
import type { Tx } from '../../server/db.ts';
import { matches } from '../../server/search.ts';
import type { TraceCard } from '../../trace/rules.ts';
import { cooperations, tableStates, type TableState } from '../rules.ts';
import type { BenefitTable } from './sight.ts';
import { benefitAdoptions, benefitTables, benefitVersions } from './tables.ts';
import { visibleTo } from './visibility.ts';

export { draftOrRefuse, tableOrRefuse, type AtTable, type HallSecret } from './sight.ts';

export type TableRow = {
	id: string;
	title: string;
	state: TableState;
	tableNumber: number;
	activity: string;
	isPublished: boolean;
	changedAt: Date;
};

const row = {
	id: benefitTables.id,
	title: benefitTables.title,
	state: benefitTables.state,
	tableNumber: benefitTables.tableNumber,
	activity: benefitTables.activity,
	isPublished: sql<boolean>`${benefitTables.publishedVersion} is not null`,
	changedAt: benefitTables.changedAt,
};

function orderOf({ sort, descending }: ListRequest): SQL[] {
	const turn = descending ? desc : asc;
	if (sort === 'name') return [turn(benefitTables.sortKey), asc(benefitTables.id)];
	return [turn(benefitTables.changedAt), desc(benefitTables.id)];
}

/** Tables that this actor may see, in two statements however many there are. */
export async function listTables(
	tx: Tx,
	actor: Actor,
	request: ListRequest,
): Promise<ListResult<TableRow>> {
	const { state, cooperation, session, forum } = request.filters;
	const known = tableStates.find((one) => one === state);
	const kind = cooperations.find((one) => one === cooperation);
	const wanted = and(
		visibleTo(actor),
		known && eq(benefitTables.state, known),
		kind && eq(benefitTables.cooperation, kind),
		session && isId(session) ? eq(benefitTables.sessionId, session) : undefined,
		forum && isId(forum) ? eq(benefitTables.forumId, forum) : undefined,
		matches(benefitTables.searchText, request.q),
	);
	const rows = await tx
		.select(row)
		.from(benefitTables)
		.where(wanted)
		.orderBy(...orderOf(request))
		.limit(request.size)
		.offset(offsetOf(request));
	const total = await totalOf(request, rows, () =>
		tx.select({ total: count() }).from(benefitTables).where(wanted),
	);
	return { rows, total, request };
}

/** The tables of a session, in the order of their 卓. */
export function tablesOfSession(tx: Tx, actor: Actor, sessionId: string): Promise<TableRow[]> {
	return tx
		.select(row)
		.from(benefitTables)
		.where(and(visibleTo(actor), eq(benefitTables.sessionId, sessionId)))
		.orderBy(asc(benefitTables.tableNumber), asc(benefitTables.id))
		.limit(100);
}

/** For the hall, which comes in by its code: the tables of its session. */
export function tablesOfHall(tx: Tx, actor: Actor, sessionId: string): Promise<TableRow[]> {
	return tx
		.select(row)
		.from(benefitTables)
		.where(
			and(eq(benefitTables.operatorId, actor.operatorId), eq(benefitTables.sessionId, sessionId)),
		)
		.orderBy(asc(benefitTables.tableNumber), asc(benefitTables.id))
		.limit(100);
}

export type Adoption = {
	platformId: string;
	platformName: string;
	tableId: string;
	title: string;
	versionId: string;
	number: number;
	adoptedAt: Date;
	/** How many operations the table has today that are not in the version. */
	since: number;
};

/** Which プラットフォーム took up which version; both ends as far as this actor sees them. */
async function adoptionsWhere(tx: Tx, actor: Actor, condition: SQL): Promise<Adoption[]> {
	const rows = await tx
		.select({
			platformId: benefitAdoptions.platformId,
			platformName: platforms.name,
			tableId: benefitAdoptions.tableId,
			title: benefitTables.title,
			versionId: benefitAdoptions.versionId,
			number: benefitVersions.number,
			adoptedAt: benefitAdoptions.adoptedAt,
			since: sql<string>`${benefitTables.seq} - ${benefitVersions.seq}`,
		})
		.from(benefitAdoptions)
		.innerJoin(
			benefitTables,
			and(
				eq(benefitTables.operatorId, benefitAdoptions.operatorId),
				eq(benefitTables.id, benefitAdoptions.tableId),
			),
		)
		.innerJoin(
			benefitVersions,
			and(
				eq(benefitVersions.operatorId, benefitAdoptions.operatorId),
				eq(benefitVersions.id, benefitAdoptions.versionId),
			),
		)
		.innerJoin(
			platforms,
			and(
				eq(platforms.operatorId, benefitAdoptions.operatorId),
				eq(platforms.id, benefitAdoptions.platformId),
			),
		)
		.where(and(visibleTo(actor), visiblePlatforms(tx, actor), condition))
		.orderBy(asc(benefitAdoptions.adoptedAt), asc(benefitAdoptions.versionId));
	return rows.map((found) => ({ ...found, since: Number(found.since) }));
}

export function adoptionsOfTable(tx: Tx, actor: Actor, tableId: string): Promise<Adoption[]> {
	return adoptionsWhere(tx, actor, eq(benefitAdoptions.tableId, tableId));
}

export function adoptionsOfPlatform(tx: Tx, actor: Actor, id: string): Promise<Adoption[]> {
	return adoptionsWhere(tx, actor, eq(benefitAdoptions.platformId, id));
}

export type Surroundings = {
	session: { id: string; title: string } | null;
	forum: { id: string; name: string } | null;
	issue: { id: string; title: string } | null;
};

/** Where a table belongs, as far as this actor sees it. One statement. */
export async function surroundingsOf(
	tx: Tx,
	actor: Actor,
	{ sessionId, forumId, issueId }: BenefitTable,
): Promise<Surroundings> {
	const none = sql`null`;
	const { rows } = await tx.execute<Surroundings>(sql`select
		${sessionId ? sql`(select json_build_object('id', ${sessions.id}, 'title', ${sessions.title}) from ${sessions} where ${visibleSessions(actor)} and ${sessions.id} = ${sessionId})` : none} as session,
		${forumId ? sql`(select json_build_object('id', ${forums.id}, 'name', ${forums.name}) from ${forums} where ${visibleForums(actor)} and ${forums.id} = ${forumId})` : none} as forum,
		${issueId ? sql`(select json_build_object('id', ${issues.id}, 'title', ${issues.title}) from ${issues} where ${visibleIssues(actor)} and ${issues.id} = ${issueId})` : none} as issue`);
	return rows[0] ?? { session: null, forum: null, issue: null };
}

/** Stops on the thread; only those that this actor may see. */
export async function benefitTableCards(
	tx: Tx,
	actor: Actor,
	ids: readonly string[],
): Promise<TraceCard[]> {
	if (ids.length === 0) return [];
	const found = await tx
		.select({
			id: benefitTables.id,
			title: benefitTables.title,
			state: benefitTables.state,
			at: benefitTables.madeAt,
		})
		.from(benefitTables)
		.where(and(visibleTo(actor), inArray(benefitTables.id, [...new Set(ids)])))
		.orderBy(asc(benefitTables.madeAt), asc(benefitTables.id));
	return found.map(({ state, ...card }) => ({
		...card,
		kind: 'benefitTable',
		state: say(`benefits_state_${state}`),
		path: `/benefits/${card.id}`,
	}));
}
