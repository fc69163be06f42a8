import { and, asc, count, desc, eq, inArray, sql, type SQL } from 'drizzle-orm';
import { isStaff, type Actor } from '../../kernel/actor.ts';
import { offsetOf, totalOf, type ListRequest, type ListResult } from '../../kernel/listing.ts';
import type { MaskedCount } from '../../kernel/masked-count.ts';
import { say } from '../../kernel/say.ts';
import { areaMemberships, areas } from '../../districts/server/tables.ts';
import type { Tx } from '../../server/db.ts';
import { matches } from '../../server/search.ts';
import type { TraceCard } from '../../trace/rules.ts';
import {
	issueStates,
	issueThemes,
	openStates,
	type IssueState,
	type IssueTheme,
} from '../rules.ts';
import { inside } from './inside.ts';
import { issueAreas, issues } from './tables.ts';
import { visibleTo } from './visible.ts';
import { concernCount, countFor, countForOrder, maskedBelow } from './voices.ts';

export { issueOrRefuse, type Issue } from './visible.ts';
export { concernCountFor } from './voices.ts';

/** What the list can be sorted and narrowed by; the first sort is the standard one. */
export const issueListing = {
	sorts: ['changed', 'name', 'voices'],
	descending: true,
	filters: ['area', 'theme', 'state', 'gap'],
} as const;

export type IssueRow = {
	id: string;
	title: string;
	state: IssueState;
	theme: IssueTheme;
	betweenSystems: boolean;
	areas: string[];
	voices: MaskedCount;
	changedAt: Date;
	/** Only told to staff: proposed by somebody, and whether the office has answered. */
	proposed: 'waiting' | 'answered' | null;
};

const areaList = inside<
	string[]
>(sql`(select coalesce(array_agg(${areas.name} order by ${areas.sortKey}), '{}')
	from ${issueAreas} join ${areas} on ${areas.operatorId} = ${issueAreas.operatorId} and ${areas.id} = ${issueAreas.areaId}
	where ${issueAreas.operatorId} = ${issues.operatorId} and ${issueAreas.issueId} = ${issues.id})`);

/** Issues that this actor may see, in two statements however many there are. */
export async function listIssues(
	tx: Tx,
	actor: Actor,
	request: ListRequest,
): Promise<ListResult<IssueRow>> {
	const wanted = and(
		visibleTo(actor),
		matches(issues.searchText, request.q),
		...filtersOf(request),
	);
	const rows = await tx
		.select({
			id: issues.id,
			title: issues.title,
			state: issues.state,
			theme: issues.theme,
			betweenSystems: issues.betweenSystems,
			areas: areaList,
			n: concernCount,
			below: maskedBelow,
			changedAt: issues.changedAt,
			proposedBy: issues.proposedBy,
			answeredAt: issues.answeredAt,
		})
		.from(issues)
		.where(wanted)
		.orderBy(...orderOf(actor, request))
		.limit(request.size)
		.offset(offsetOf(request));
	return {
		rows: rows.map(({ n, below, proposedBy, answeredAt, ...row }) => ({
			...row,
			voices: countFor(actor, n, below),
			proposed: isStaff(actor) && proposedBy ? (answeredAt ? 'answered' : 'waiting') : null,
		})),
		total: await totalOf(request, rows, () =>
			tx.select({ total: count() }).from(issues).where(wanted),
		),
		request,
	};
}

function filtersOf({ filters }: ListRequest): SQL[] {
	const conditions: SQL[] = [];
	const theme = issueThemes.find((known) => known === filters.theme);
	const state = issueStates.find((known) => known === filters.state);
	if (theme) conditions.push(eq(issues.theme, theme));
	if (state) conditions.push(eq(issues.state, state));
	if (filters.gap) conditions.push(eq(issues.betweenSystems, true));
	if (filters.area) {
		conditions.push(sql`exists (select 1 from ${issueAreas} where ${issueAreas.operatorId} = ${issues.operatorId}
			and ${issueAreas.issueId} = ${issues.id} and (${issueAreas.areaId}::text = ${filters.area} or ${issueAreas.areaId} in
				(select ${areaMemberships.partId} from ${areaMemberships} where ${areaMemberships.operatorId} = ${issues.operatorId}
				and ${areaMemberships.wholeId}::text = ${filters.area} and ${areaMemberships.validUntil} is null)))`);
	}
	return conditions;
}

function orderOf(actor: Actor, { sort, descending }: ListRequest): SQL[] {
	const direction = descending ? desc : asc;
	if (sort === 'name') return [direction(issues.sortKey), asc(issues.id)];
	if (sort === 'voices')
		return [direction(countForOrder(actor)), desc(issues.changedAt), asc(issues.id)];
	return [direction(issues.changedAt), asc(issues.id)];
}

/** How issues stand on the thread, for those of them that this actor may see. */
export async function issueCards(
	tx: Tx,
	actor: Actor,
	ids: readonly string[],
): Promise<TraceCard[]> {
	if (ids.length === 0) return [];
	const rows = await tx
		.select({
			id: issues.id,
			title: issues.title,
			state: issues.state,
			at: issues.madeAt,
			n: concernCount,
			below: maskedBelow,
		})
		.from(issues)
		.where(and(visibleTo(actor), inArray(issues.id, [...new Set(ids)])))
		.orderBy(asc(issues.madeAt), asc(issues.id));
	return rows.map(({ id, title, state, at, n, below }) => ({
		kind: 'issue',
		id,
		title,
		state: say(`issues_state_${state}`),
		at,
		path: `/issues/${id}`,
		voices: countFor(actor, n, below),
	}));
}

/** Issues on which something is still to be done, 五十音順, for select fields of later rooms. */
export async function listIssueChoices(
	tx: Tx,
	actor: Actor,
): Promise<{ value: string; label: string }[]> {
	return tx
		.select({ value: issues.id, label: issues.title })
		.from(issues)
		.where(and(visibleTo(actor), inArray(issues.state, [...openStates])))
		.orderBy(asc(issues.sortKey), asc(issues.id))
		.limit(1_000);
}

/** All issues that are not put away, for the choice "add these concerns to …"; staff see candidates too. */
export async function listIssuesToAddTo(
	tx: Tx,
	actor: Actor,
): Promise<{ value: string; label: string }[]> {
	if (!isStaff(actor)) return [];
	return tx
		.select({ value: issues.id, label: issues.title })
		.from(issues)
		.where(and(visibleTo(actor), inArray(issues.state, ['candidate', ...openStates])))
		.orderBy(asc(issues.sortKey), asc(issues.id))
		.limit(1_000);
}
