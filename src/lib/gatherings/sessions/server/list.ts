import {
	and,
	asc,
	count,
	desc,
	eq,
	gte,
	inArray,
	ne,
	notInArray,
	or,
	sql,
	type SQL,
} from 'drizzle-orm';
import { areaMemberships, areas } from '../../../districts/server/tables.ts';
import { isStaff, type Actor } from '../../../kernel/actor.ts';
import {
	dateInTokyo,
	formatVagueDate,
	type PlainDate,
	type PlainTime,
	type VagueDate,
} from '../../../kernel/dates.ts';
import { offsetOf, type ListRequest, type ListResult } from '../../../kernel/listing.ts';
import { say } from '../../../kernel/say.ts';
import type { Tx } from '../../../server/db.ts';
import { matches } from '../../../server/search.ts';
import type { TraceCard } from '../../../trace/rules.ts';
import { facilitated, facilitatesSomething } from '../../rules.ts';
import { forums, sessionAreas, sessions } from '../../server/tables.ts';
import { sessionKinds, sessionStates, type SessionKind, type SessionState } from '../rules.ts';
import { visibleSessions } from './visible.ts';

/** What the lists can be sorted and narrowed by; the first sort is the standard one. */
export const sessionListing = {
	sorts: ['when', 'changed'],
	filters: ['when', 'kind', 'state', 'area', 'forum'],
} as const;

export type SessionRow = {
	id: string;
	title: string;
	kind: SessionKind;
	courseStep: number | null;
	ordinal: number | null;
	state: SessionState;
	when: VagueDate;
	startsAt: PlainTime | null;
	endsAt: PlainTime | null;
	placeName: string;
	forumId: string | null;
	forumName: string | null;
	areas: string[];
	capacity: number | null;
	seatsTaken: number;
};

const areaList = sql<
	string[]
>`${sql`(select coalesce(array_agg(${areas.name} order by ${areas.sortKey}), '{}')
	from ${sessionAreas} join ${areas} on ${areas.operatorId} = ${sessionAreas.operatorId} and ${areas.id} = ${sessionAreas.areaId}
	where ${sessionAreas.operatorId} = ${sessions.operatorId} and ${sessionAreas.sessionId} = ${sessions.id})`}`;

const row = {
	id: sessions.id,
	title: sessions.title,
	kind: sessions.kind,
	courseStep: sessions.courseStep,
	ordinal: sessions.ordinal,
	state: sessions.state,
	when: sessions.heldWhen,
	startsAt: sessions.startsAt,
	endsAt: sessions.endsAt,
	placeName: sessions.placeName,
	forumId: sessions.forumId,
	forumName: forums.name,
	areas: areaList,
	capacity: sessions.capacity,
	seatsTaken: sessions.seatsTaken,
};

function rows(tx: Tx) {
	return tx
		.select(row)
		.from(sessions)
		.leftJoin(
			forums,
			and(eq(forums.operatorId, sessions.operatorId), eq(forums.id, sessions.forumId)),
		);
}

const overStates: SessionState[] = ['closedDraft', 'reportApproved', 'published', 'cancelled'];

function isComing(today: PlainDate): SQL {
	return sql`(${notInArray(sessions.state, overStates)} and (${sessions.heldOn} is null or ${sessions.heldOn} >= ${today}))`;
}

/** Sessions that this actor may see, in two statements however many there are. */
export async function listSessions(
	tx: Tx,
	actor: Actor,
	request: ListRequest,
	today: PlainDate,
	{ onlyOwn = false }: { onlyOwn?: boolean } = {},
): Promise<ListResult<SessionRow>> {
	const wanted = and(
		visibleSessions(actor),
		onlyOwn ? worksOn(actor) : undefined,
		matches(sessions.searchText, request.q),
		...filtersOf(request, today),
	);
	const direction = request.descending ? desc : asc;
	const first = request.sort === 'changed' ? sessions.changedAt : sessions.whenSort;
	const found = await rows(tx)
		.where(wanted)
		.orderBy(direction(first), asc(sessions.id))
		.limit(request.size)
		.offset(offsetOf(request));
	const [counted] = await tx.select({ total: count() }).from(sessions).where(wanted);
	return { rows: found, total: counted?.total ?? 0, request };
}

/** What a 進行役 still has to run or to write the report of, the next one first; nobody else has any. */
export async function sessionsToRun(tx: Tx, actor: Actor): Promise<SessionRow[]> {
	if (!facilitatesSomething(actor)) return [];
	const over: SessionState[] = ['published', 'cancelled'];
	return rows(tx)
		.where(and(visibleSessions(actor), facilitatedBy(actor), notInArray(sessions.state, over)))
		.orderBy(asc(sessions.whenSort), asc(sessions.id))
		.limit(10);
}

/** The session of the same forum that comes next, as this actor may see it. */
export async function nextOfForum(
	tx: Tx,
	actor: Actor,
	{ id, forumId, whenSort }: { id: string; forumId: string | null; whenSort: string },
): Promise<SessionRow | null> {
	if (forumId === null) return null;
	const [next] = await rows(tx)
		.where(
			and(
				visibleSessions(actor),
				eq(sessions.forumId, forumId),
				ne(sessions.id, id),
				ne(sessions.state, 'cancelled'),
				gte(sessions.whenSort, whenSort),
			),
		)
		.orderBy(asc(sessions.whenSort), asc(sessions.id))
		.limit(1);
	return next ?? null;
}

/** What somebody works on: everything for the staff, else what they facilitate. */
function worksOn(actor: Actor): SQL | undefined {
	return isStaff(actor) ? undefined : facilitatedBy(actor);
}

function facilitatedBy(actor: Actor): SQL {
	const forumIds = facilitated(actor, 'forum');
	const sessionIds = facilitated(actor, 'session');
	return (
		or(
			forumIds.length > 0 ? inArray(sessions.forumId, forumIds) : undefined,
			sessionIds.length > 0 ? inArray(sessions.id, sessionIds) : undefined,
		) ?? sql`false`
	);
}

function filtersOf({ filters }: ListRequest, today: PlainDate): SQL[] {
	const conditions: SQL[] = [];
	const kind = sessionKinds.find((known) => known === filters.kind);
	const state = sessionStates.find((known) => known === filters.state);
	if (kind) conditions.push(eq(sessions.kind, kind));
	if (state) conditions.push(eq(sessions.state, state));
	if (filters.when === 'coming') conditions.push(isComing(today));
	if (filters.when === 'past') conditions.push(sql`not ${isComing(today)}`);
	if (filters.forum) conditions.push(sql`${sessions.forumId}::text = ${filters.forum}`);
	if (filters.area) {
		conditions.push(sql`exists (select 1 from ${sessionAreas} where ${sessionAreas.operatorId} = ${sessions.operatorId}
			and ${sessionAreas.sessionId} = ${sessions.id} and (${sessionAreas.areaId}::text = ${filters.area} or ${sessionAreas.areaId} in
				(select ${areaMemberships.partId} from ${areaMemberships} where ${areaMemberships.operatorId} = ${sessions.operatorId}
				and ${areaMemberships.wholeId}::text = ${filters.area} and ${areaMemberships.validUntil} is null)))`);
	}
	return conditions;
}

/** The next announced sessions, for the first page; what has only a vague date comes after the days it may mean. */
export function listComingSessions(
	tx: Tx,
	actor: Actor,
	n: number,
	today: PlainDate = dateInTokyo(new Date()),
): Promise<SessionRow[]> {
	const announced = inArray(sessions.state, ['announced', 'registration', 'open', 'postponed']);
	return rows(tx)
		.where(and(visibleSessions(actor), announced, isComing(today)))
		.orderBy(asc(sessions.whenSort), asc(sessions.id))
		.limit(n);
}

/** How sessions stand on the thread, for those of them that this actor may see. */
export async function sessionCards(
	tx: Tx,
	actor: Actor,
	ids: readonly string[],
): Promise<TraceCard[]> {
	if (ids.length === 0) return [];
	const found = await rows(tx)
		.where(and(visibleSessions(actor), inArray(sessions.id, [...new Set(ids)])))
		.orderBy(asc(sessions.whenSort), asc(sessions.id));
	return found.map((session) => ({
		kind: 'session',
		id: session.id,
		title: session.forumName ? `${session.forumName} ${session.title}` : session.title,
		state: say(`gatherings_session_state_${session.state}`),
		at: instantOf(session.when),
		path: `/sessions/${session.id}`,
	}));
}

/** On the thread a session stands at its day; a vague one in the middle of what it may mean. */
function instantOf(when: VagueDate): Date {
	switch (when.kind) {
		case 'day':
			return new Date(`${when.date}T00:00:00+09:00`);
		case 'month':
		case 'part':
			return new Date(`${when.month}-15T00:00:00+09:00`);
		case 'season':
			return new Date(`${when.year}-07-01T00:00:00+09:00`);
		case 'text':
			return new Date('9999-01-01T00:00:00+09:00');
	}
}

/** Sessions that have begun or are announced, newest first, for select fields of later rooms. */
export async function listSessionChoices(
	tx: Tx,
	actor: Actor,
): Promise<{ value: string; label: string }[]> {
	const found = await rows(tx)
		.where(and(visibleSessions(actor), notInArray(sessions.state, ['planned', 'cancelled'])))
		.orderBy(desc(sessions.whenSort), asc(sessions.id))
		.limit(500);
	return found.map(({ id, title, forumName, when }) => ({
		value: id,
		label: [forumName, title, `（${formatVagueDate(when, { era: 'wareki' })}）`]
			.filter(Boolean)
			.join(' '),
	}));
}

/** A list for the spreadsheet: everything that the filter finds, at most 5,000 rows. */
export async function exportSessions(
	tx: Tx,
	actor: Actor,
	request: ListRequest,
	today: PlainDate,
): Promise<SessionRow[]> {
	const { rows: found } = await listSessions(
		tx,
		actor,
		{ ...request, page: 1, size: 5_000 },
		today,
	);
	return found;
}
