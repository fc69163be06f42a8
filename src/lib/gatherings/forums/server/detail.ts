import { sql, type SQL } from 'drizzle-orm';
import type { Actor } from '../../../kernel/actor.ts';
import type { PlainDate, VagueDate } from '../../../kernel/dates.ts';
import { Refusal } from '../../../kernel/refusal.ts';
import { fold } from '../../../kernel/text.ts';
import { organisationKinds, type OrganisationKind } from '../../../organisations/rules.ts';
import type { Tx } from '../../../server/db.ts';
import { mayFacilitate, mayManage } from '../../rules.ts';
import { sessions } from '../../server/tables.ts';
import type { ResultKind, SessionKind, SessionState } from '../../sessions/rules.ts';
import { visibleSessions } from '../../sessions/server/visible.ts';
import type { CheckItem, ForumState, ThemeState } from '../rules.ts';
import { forumWith, type ForumInScope } from './visible.ts';

export type Theme = {
	id: string;
	name: string;
	state: ThemeState;
	startedOn: PlainDate | null;
	endedOn: PlainDate | null;
};
export type Target = {
	id: string;
	description: string;
	inAreas: boolean;
	inWelfare: boolean;
	interests: string[];
	why: string;
	madeAt: string;
};
export type ForumSession = {
	id: string;
	title: string;
	kind: SessionKind;
	courseStep: number | null;
	ordinal: number | null;
	state: SessionState;
	when: VagueDate;
	heldOn: PlainDate | null;
	startsAt: string | null;
	placeName: string;
};
export type ForumMoved = { from: ForumState; to: ForumState; reason: string; at: string };

type Parts = {
	areas: { id: string; name: string }[];
	themes: Theme[];
	/** Newest first: the first one counts. */
	targets: Target[];
	moves: ForumMoved[];
	/** The steps of the start course, then everything else from the newest on. */
	sessions: ForumSession[];
	headcount: number;
	distinctPersons: number;
};

export type ForumPage = ForumInScope & Parts & { mayManage: boolean; mayFacilitate: boolean };

/** Everything a forum's page shows to this actor, in one statement. */
export async function forumPage(tx: Tx, actor: Actor, id: string): Promise<ForumPage> {
	const { found, parts } = await forumWith(tx, actor, id, partsOf(actor, id));
	return {
		...found,
		...parts,
		mayManage: mayManage(actor, found.scope),
		mayFacilitate: mayFacilitate(actor, found.scope),
	};
}

function partsOf(actor: Actor, id: string): SQL<Parts> {
	const ofForum = sql`operator_id = ${actor.operatorId} and forum_id = ${id}`;
	const seen = sql`${visibleSessions(actor)} and ${sessions.forumId} = ${id}`;
	const held = sql`${sessions.operatorId} = ${actor.operatorId} and ${sessions.forumId} = ${id} and ${sessions.kind} <> 'caseStudy'
		and ${sessions.state} in ('open', 'closedDraft', 'reportApproved', 'published')`;
	return sql<Parts>`json_build_object(
		'areas', (select coalesce(json_agg(json_build_object('id', areas.id, 'name', areas.name) order by areas.sort_key), '[]')
			from forum_areas join areas on areas.operator_id = forum_areas.operator_id and areas.id = forum_areas.area_id
			where forum_areas.operator_id = ${actor.operatorId} and forum_areas.forum_id = ${id}),
		'themes', (select coalesce(json_agg(json_build_object('id', id, 'name', name, 'state', state, 'startedOn', started_on, 'endedOn', ended_on)
			order by position), '[]') from forum_themes where ${ofForum}),
		'targets', (select coalesce(json_agg(json_build_object('id', id, 'description', description, 'inAreas', in_areas, 'inWelfare', in_welfare,
			'interests', interests, 'why', why, 'madeAt', made_at) order by made_at desc, id desc), '[]') from forum_targets where ${ofForum}),
		'moves', (select coalesce(json_agg(json_build_object('from', from_state, 'to', to_state, 'reason', reason, 'at', moved_at)
			order by moved_at, id), '[]') from forum_moves where ${ofForum}),
		'sessions', (select coalesce(json_agg(found), '[]') from (select ${sessions.id} as id, ${sessions.title} as title, ${sessions.kind} as kind,
			${sessions.courseStep} as "courseStep", ${sessions.ordinal} as ordinal, ${sessions.state} as state, ${sessions.heldWhen} as "when",
			${sessions.heldOn} as "heldOn", ${sessions.startsAt} as "startsAt", ${sessions.placeName} as "placeName" from ${sessions}
			where ${seen} order by ${sessions.courseStep}, ${sessions.whenSort} desc, ${sessions.id} limit 100) as found),
		'headcount', (select coalesce(sum(coalesce(${sessions.headcount}, (select coalesce(sum(people), 0) from attendances a
			where a.operator_id = ${sessions.operatorId} and a.session_id = ${sessions.id}))), 0)::int from ${sessions} where ${held}),
		'distinctPersons', (select count(distinct a.who_key)::int from attendances a join ${sessions} on a.operator_id = ${sessions.operatorId}
			and a.session_id = ${sessions.id} where ${held} and a.who_key <> ''))`;
}

/** What only the people who run it need: the checklist, and which outcomes of the four steps are there. */
export async function forumWork(
	tx: Tx,
	actor: Actor,
	found: ForumInScope,
): Promise<{
	checks: { item: CheckItem; note: string; doneAt: string }[];
	outputs: Partial<Record<ResultKind, number>>;
}> {
	if (!mayFacilitate(actor, found.scope)) throw new Refusal('not-found', 'refusal_not_found');
	const id = found.forum.id;
	const { rows } = await tx.execute<{
		checks: { item: CheckItem; note: string; doneAt: string }[];
		outputs: Partial<Record<ResultKind, number>>;
	}>(sql`select
		(select coalesce(json_agg(json_build_object('item', item, 'note', note, 'doneAt', done_at)), '[]') from forum_checks
			where operator_id = ${actor.operatorId} and forum_id = ${id}) as checks,
		(select coalesce(json_object_agg(kind, n), '{}') from (select r.kind, count(*)::int as n from session_results r
			join sessions s on s.operator_id = r.operator_id and s.id = r.session_id
			where r.operator_id = ${actor.operatorId} and s.forum_id = ${id} group by r.kind) as counted) as outputs`);
	return rows[0] ?? { checks: [], outputs: {} };
}

/** Kinds whose work is welfare; a neighbourhood association or a shop is asked by its interests. */
const welfareKinds: readonly OrganisationKind[] = organisationKinds.filter((kind) =>
	(
		[
			'minsei',
			'welfareCorporation',
			'npo',
			'voluntary',
			'hokatsu',
			'medical',
			'professional',
		] as const
	).some((known) => known === kind),
);

export type Candidate = {
	id: string;
	name: string;
	kind: OrganisationKind;
	activity: string;
	postalCode: string;
	address: string;
	contact: string;
	telephone: string;
	fax: string;
};

/**
 * Whom to invite: the directory asked by area × active in welfare × interest (大田, seeds/000), 五十音順. With
 * addresses for letters, so only for the staff.
 */
export async function invitationCandidates(
	tx: Tx,
	actor: Actor,
	page: ForumPage,
): Promise<Candidate[]> {
	if (!page.mayManage) throw new Refusal('not-found', 'refusal_not_found');
	const [target] = page.targets;
	const areaIds = target?.inAreas === false ? [] : page.scope.areaIds;
	const interests = (target?.interests ?? []).map(
		(word) => `%${fold(word).replace(/[\\%_]/g, (sign) => `\\${sign}`)}%`,
	);
	const { rows } =
		await tx.execute<Candidate>(sql`select o.id, o.name, o.kind, o.activity, o.postal_code as "postalCode", o.address,
			trim(o.contact_section || ' ' || o.contact_name) as contact, o.telephone, o.fax
		from organisations o where o.operator_id = ${actor.operatorId} and o.closed_at is null
		${areaIds.length > 0 ? sql`and exists (select 1 from organisation_areas oa where oa.operator_id = o.operator_id and oa.organisation_id = o.id and oa.area_id in ${[...areaIds]})` : sql``}
		${target?.inWelfare ? sql`and (o.kind in ${[...welfareKinds]} or o.fields <> '{}')` : sql``}
		${
			interests.length > 0
				? sql`and (${sql.join(
						interests.map((word) => sql`o.search_text like ${word}`),
						sql` or `,
					)})`
				: sql``
		}
		order by o.sort_key, o.id limit 1000`);
	return rows;
}
