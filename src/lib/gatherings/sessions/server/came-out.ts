import { sql, type SQL } from 'drizzle-orm';
import type { Actor } from '../../../kernel/actor.ts';
import type { VagueDate } from '../../../kernel/dates.ts';
import type { ActorGroup } from '../../../organisations/rules.ts';
import type { Tx } from '../../../server/db.ts';
import { sessions } from '../../server/tables.ts';
import { maskedPosition, smallestPosition, type ResultKind } from '../rules.ts';
import { contentVisibleTo } from './visible.ts';

/** What several sessions have brought, together, with the session that each of it comes from. */
export type CameOut = {
	sessions: {
		id: string;
		title: string;
		ordinal: number | null;
		step: number | null;
		when: VagueDate;
		headcount: number;
	}[];
	results: {
		sessionId: string;
		kind: ResultKind;
		text: string;
		actorGroup: ActorGroup | null;
		organisationName: string | null;
		isSettled: boolean;
	}[];
	pillars: {
		sessionId: string;
		question: string;
		summary: string;
		groups: { name: string; opinions: number }[];
		opinions: { text: string; actorGroup: ActorGroup | null }[];
	}[];
	decisions: {
		sessionId: string;
		text: string;
		whoDoes: string;
		byWhen: string;
		organisations: string[];
		positions: ActorGroup[];
	}[];
	/** 延べ, by position. */
	came: Partial<Record<ActorGroup, number>>;
};

type WithCame<Row> = Row & { came: number };
type Found = Omit<CameOut, 'results' | 'pillars'> & {
	results: WithCame<CameOut['results'][number]>[];
	pillars: (Omit<CameOut['pillars'][number], 'opinions'> & {
		opinions: WithCame<CameOut['pillars'][number]['opinions'][number]>[];
	})[];
};

/**
 * Of the sessions for which `which` holds, those of which this actor reads what came out; never of a 事例検討. `works`: whoever
 * runs them reads positions of few and decisions that are not public. One statement.
 */
export async function cameOutOf(
	tx: Tx,
	actor: Actor,
	which: SQL,
	works: boolean,
): Promise<CameOut> {
	const { rows } = await tx.execute<Found>(sql`with held as (
			select ${sessions.operatorId} as operator_id, ${sessions.id} as id, ${sessions.title} as title, ${sessions.ordinal} as ordinal,
				${sessions.courseStep} as step, ${sessions.heldWhen} as held_when, ${sessions.whenSort} as when_sort, ${sessions.headcount} as headcount
			from ${sessions} where ${contentVisibleTo(actor)} and ${which} and ${sessions.kind} <> 'caseStudy'
			and ${sessions.state} in ('open', 'closedDraft', 'reportApproved', 'published')
		), came as (select a.session_id, a.actor_group, sum(a.people)::int as n from held
			join attendances a on a.operator_id = held.operator_id and a.session_id = held.id group by a.session_id, a.actor_group)
		select ${heldSessions} as sessions, ${results} as results, ${pillars} as pillars, ${decisions(works)} as decisions,
			(select coalesce(json_object_agg(actor_group, n), '{}') from (select actor_group, sum(n) as n from came group by actor_group) as c) as came`);
	const [found] = rows;
	if (!found) return { sessions: [], results: [], pillars: [], decisions: [], came: {} };
	const mask = <Row extends { actorGroup: ActorGroup | null }>({
		came,
		...row
	}: WithCame<Row>) => ({
		...row,
		actorGroup: works || came >= smallestPosition ? row.actorGroup : null,
	});
	return {
		...found,
		results: found.results.map(mask),
		pillars: found.pillars.map((pillar) => ({ ...pillar, opinions: pillar.opinions.map(mask) })),
		came: works
			? found.came
			: Object.fromEntries(
					Object.entries(found.came).filter(([group]) => maskedPosition(group, found.came)),
				),
	};
}

const heldSessions = sql`(select coalesce(json_agg(json_build_object('id', id, 'title', title, 'ordinal', ordinal, 'step', step,
	'when', held_when, 'headcount', coalesce(headcount, (select sum(n) from came where came.session_id = held.id), 0))
	order by step, when_sort, id), '[]') from held)`;

/** How many of the position of a line came to its session. */
const cameOf = (row: 'r' | 'n') => {
	const line = sql.identifier(row);
	return sql`coalesce((select n from came where came.session_id = ${line}.session_id and came.actor_group = ${line}.actor_group), 0)`;
};

const results = sql`(select coalesce(json_agg(json_build_object('sessionId', r.session_id, 'kind', r.kind, 'text', r.text,
	'actorGroup', r.actor_group, 'organisationName', o.name, 'isSettled', r.settled_at is not null, 'came', ${cameOf('r')})
	order by held.step, held.when_sort, r.position, r.id), '[]')
	from held join session_results r on r.operator_id = held.operator_id and r.session_id = held.id
	left join organisations o on o.operator_id = r.operator_id and o.id = r.organisation_id)`;

const pillars = sql`(select coalesce(json_agg(json_build_object('sessionId', p.session_id, 'question', p.question, 'summary', p.summary,
	'groups', (select coalesce(json_agg(json_build_object('name', g.name, 'opinions', (select count(*)::int from opinions n
			where n.operator_id = g.operator_id and n.group_id = g.id and n.state = 'kept')) order by g.position, g.id), '[]')
		from opinion_groups g where g.operator_id = p.operator_id and g.pillar_id = p.id),
	'opinions', (select coalesce(json_agg(json_build_object('text', n.text, 'actorGroup', n.actor_group, 'came', ${cameOf('n')})
		order by n.position, n.id), '[]') from opinions n where n.operator_id = p.operator_id and n.pillar_id = p.id and n.state = 'kept'))
	order by held.step, held.when_sort, p.position), '[]')
	from held join pillars p on p.operator_id = held.operator_id and p.session_id = held.id)`;

const decisions = (
	works: boolean,
) => sql`(select coalesce(json_agg(json_build_object('sessionId', d.session_id, 'text', d.text,
	'whoDoes', d.who_does, 'byWhen', d.by_when,
	'organisations', (select coalesce(json_agg(o.name order by o.sort_key), '[]') from decision_parties y
		join organisations o on o.operator_id = y.operator_id and o.id = y.organisation_id
		where y.operator_id = d.operator_id and y.decision_id = d.id),
	'positions', (select coalesce(json_agg(y.actor_group order by y.id), '[]') from decision_parties y
		where y.operator_id = d.operator_id and y.decision_id = d.id and y.actor_group is not null))
	order by held.step, held.when_sort, d.position, d.id), '[]')
	from held join decisions d on d.operator_id = held.operator_id and d.session_id = held.id
	where d.is_public or ${works}::boolean)`;
