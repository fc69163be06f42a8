import { sql, type SQL } from 'drizzle-orm';
import type { Actor } from '../../../kernel/actor.ts';
import type { VagueDate } from '../../../kernel/dates.ts';
import { Refusal } from '../../../kernel/refusal.ts';
import type { ActorGroup } from '../../../organisations/rules.ts';
import type { Tx } from '../../../server/db.ts';
import { sessions } from '../../server/tables.ts';
import { isShowable, type Consent } from '../photos.ts';
import { maskedPosition, type AgendaKind, type ResultKind, type SaidKind } from '../rules.ts';
import { sessionWith, type SessionInScope } from './visible.ts';

export type AgendaItem = {
	id: string;
	kind: AgendaKind;
	title: string;
	minutes: number;
	presenter: string;
};
export type Pillar = { id: string; question: string; summary: string; fromResultId: string | null };
export type DateChange = {
	previous: VagueDate;
	previousStarts: string | null;
	next: VagueDate;
	nextStarts: string | null;
	kind: 'fixed' | 'moved' | 'postponed';
	reason: string;
	changedAt: string;
};
export type Opinion = {
	id: string;
	pillarId: string;
	groupId: string | null;
	text: string;
	actorGroup: ActorGroup | null;
	source: 'session' | 'before';
	state: 'kept' | 'offered' | 'leftOut';
	/** Written on a board of the hall. */
	isNote: boolean;
};
export type Group = { id: string; pillarId: string; name: string };
export type TableSummary = { id: string; pillarId: string; table: number; text: string };
export type Result = {
	id: string;
	pillarId: string | null;
	kind: ResultKind;
	text: string;
	actorGroup: ActorGroup | null;
	organisationId: string | null;
	organisationName: string | null;
	settledAt: string | null;
	settledIn: string | null;
	/** What was said here and stands in it. */
	originKind: SaidKind | null;
	originId: string | null;
	/** 地域課題 that was made of it; for those who work on the session. */
	issueId: string | null;
};
export type Decision = {
	id: string;
	text: string;
	whoDoes: string;
	byWhen: string;
	isPublic: boolean;
	organisations: { id: string; name: string }[];
	positions: ActorGroup[];
};
export type Photo = {
	id: string;
	alt: string;
	consent: Consent;
	/** Who brought it in; told to those who work on the session only. */
	addedBy: string | null;
};
export type Annotation = { id: string; text: string; madeAt: string };

type Parts = {
	areas: { id: string; name: string }[];
	agenda: AgendaItem[];
	pillars: Pillar[];
	dates: DateChange[];
	/** How many people of each position came. */
	came: Partial<Record<ActorGroup, number>>;
	/** 延べ: the counted heads, or everybody on the list. */
	headcount: number;
	opinions: Opinion[];
	groups: Group[];
	/** 一言まとめ of a table, from its sheet of paper. */
	summaries: TableSummary[];
	results: Result[];
	decisions: Decision[];
	annotations: Annotation[];
	/** In the order in which they were added. */
	photos: Photo[];
};

export type SessionPage = SessionInScope & Parts;

/**
 * Everything a session's page shows to this actor, in one statement. What came out stays here unless the
 * actor may see it; positions that would point at somebody are taken off outside the work on the session.
 */
export async function sessionPage(tx: Tx, actor: Actor, id: string): Promise<SessionPage> {
	const { found, parts } = await sessionWith(tx, actor, id, partsOf(actor.operatorId, id));
	if (found.sight === 'work') return { ...found, ...parts };
	return { ...found, ...(found.sight === 'plan' ? withoutContent(parts) : asRead(parts)) };
}

function partsOf(operatorId: string, id: string): SQL<Parts> {
	const here = sql`operator_id = ${operatorId} and session_id = ${id}`;
	return sql<Parts>`json_build_object(
		'areas', (select coalesce(json_agg(json_build_object('id', areas.id, 'name', areas.name) order by areas.sort_key), '[]')
			from session_areas join areas on areas.operator_id = session_areas.operator_id and areas.id = session_areas.area_id
			where session_areas.operator_id = ${operatorId} and session_areas.session_id = ${id}),
		'agenda', (select coalesce(json_agg(json_build_object('id', id, 'kind', kind, 'title', title, 'minutes', minutes, 'presenter', presenter)
			order by position), '[]') from agenda_items where ${here}),
		'pillars', (select coalesce(json_agg(json_build_object('id', id, 'question', question, 'summary', summary,
			'fromResultId', from_result_id) order by position), '[]') from pillars where ${here}),
		'dates', (select coalesce(json_agg(json_build_object('previous', previous, 'previousStarts', previous_starts, 'next', next,
			'nextStarts', next_starts, 'kind', kind, 'reason', reason, 'changedAt', changed_at) order by changed_at, id), '[]')
			from session_dates where ${here}),
		'came', (select coalesce(json_object_agg(actor_group, n), '{}') from
			(select actor_group, sum(people) as n from attendances where ${here} group by actor_group) as counted),
		'headcount', coalesce(${sessions.headcount}, (select sum(people) from attendances where ${here}), 0),
		'opinions', (select coalesce(json_agg(json_build_object('id', id, 'pillarId', pillar_id, 'groupId', group_id, 'text', text,
			'actorGroup', actor_group, 'source', source, 'state', state, 'isNote', note_id is not null) order by position, id), '[]') from opinions where ${here}),
		'groups', (select coalesce(json_agg(json_build_object('id', id, 'pillarId', pillar_id, 'name', name) order by position), '[]')
			from opinion_groups where ${here}),
		'summaries', (select coalesce(json_agg(json_build_object('id', id, 'pillarId', pillar_id, 'table', table_number, 'text', summary)
			order by table_number), '[]') from opinion_sheets where ${here} and summary <> ''),
		'results', (select coalesce(json_agg(json_build_object('id', r.id, 'pillarId', r.pillar_id, 'kind', r.kind, 'text', r.text,
			'actorGroup', r.actor_group, 'organisationId', r.organisation_id, 'organisationName', o.name, 'settledAt', r.settled_at,
			'settledIn', r.settled_in, 'originKind', r.origin_kind, 'originId', r.origin_id, 'issueId', r.issue_id) order by r.position), '[]')
			from session_results r left join organisations o on o.operator_id = r.operator_id and o.id = r.organisation_id
			where r.operator_id = ${operatorId} and r.session_id = ${id}),
		'decisions', (select coalesce(json_agg(json_build_object('id', d.id, 'text', d.text, 'whoDoes', d.who_does, 'byWhen', d.by_when,
			'isPublic', d.is_public,
			'organisations', (select coalesce(json_agg(json_build_object('id', o.id, 'name', o.name) order by o.sort_key), '[]')
				from decision_parties p join organisations o on o.operator_id = p.operator_id and o.id = p.organisation_id
				where p.operator_id = d.operator_id and p.decision_id = d.id),
			'positions', (select coalesce(json_agg(p.actor_group order by p.id), '[]') from decision_parties p
				where p.operator_id = d.operator_id and p.decision_id = d.id and p.actor_group is not null)) order by d.position), '[]')
			from decisions d where d.operator_id = ${operatorId} and d.session_id = ${id}),
		'annotations', (select coalesce(json_agg(json_build_object('id', id, 'text', text, 'madeAt', made_at) order by made_at, id), '[]')
			from annotations where ${here}),
		'photos', (select coalesce(json_agg(json_build_object('id', id, 'alt', alt, 'consent', consent, 'addedBy', added_by)
			order by added_at, id), '[]') from session_photos where ${here}))`;
}

/** What was announced, and nothing of what came out; nor how many of which position came. */
function withoutContent(parts: Parts): Parts {
	return {
		...parts,
		pillars: parts.pillars.map((pillar) => ({ ...pillar, summary: '' })),
		came: {},
		headcount: 0,
		opinions: [],
		groups: [],
		summaries: [],
		results: [],
		decisions: [],
		annotations: [],
		photos: [],
	};
}

/** The same for the pages of those who work on it; nobody else finds them. */
export async function workPage(tx: Tx, actor: Actor, id: string): Promise<SessionPage> {
	const page = await sessionPage(tx, actor, id);
	if (page.sight !== 'work') throw new Refusal('not-found', 'refusal_not_found');
	return page;
}

/** What everybody will read of a session, for those who look at its report before it is published. */
export function asOthersRead(page: SessionPage): SessionPage {
	return { ...page, ...asRead(page) };
}

/** For everybody who does not work on the session: no offers, no closed decisions, no position that points at somebody. */
function asRead(parts: Parts): Parts {
	const { came } = parts;
	return {
		...parts,
		opinions: parts.opinions
			.filter(({ state }) => state === 'kept')
			.map((opinion) => ({ ...opinion, actorGroup: maskedPosition(opinion.actorGroup, came) })),
		results: parts.results.map((result) => ({
			...result,
			actorGroup: maskedPosition(result.actorGroup, came),
			issueId: null,
		})),
		decisions: parts.decisions.filter(({ isPublic }) => isPublic),
		photos: parts.photos.filter(isShowable).map((photo) => ({ ...photo, addedBy: null })),
		came: Object.fromEntries(Object.entries(came).filter(([group]) => maskedPosition(group, came))),
	};
}
