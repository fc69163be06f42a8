import { and, eq, sql } from 'drizzle-orm';
import { isStaff, type Actor } from '../../kernel/actor.ts';
import { Refusal } from '../../kernel/refusal.ts';
import type { Tx } from '../../server/db.ts';
import {
	actsFor,
	isOwn,
	unreadyBecause,
	type Destination,
	type Member,
	type MemberAct,
	type MembershipState,
	type Stage,
	type Unready,
} from '../rules.ts';
import { platforms } from './tables.ts';
import { visibleTo } from './visibility.ts';

export type MemberView = {
	id: string;
	name: string;
	organisationId: string | null;
	state: MembershipState;
	roles: string[];
	sharesOnly: boolean;
	isConvenor: boolean;
	/** This member is the reader, or an organisation for which the reader may act. */
	isOwn: boolean;
	benefit: string;
};

export type EntryView = {
	id: string;
	who: string;
	at: Date;
	progress: string;
	tried: string;
	learned: string;
	nextStep: string;
	stage: Stage;
	hiddenReason: string;
};

type MemberJson = Member & { name: string; benefit: string };
type EntryJson = Omit<EntryView, 'at'> & { at: string };

/** Members with their names, 五十音順: organisations by their kana, then persons by the name they chose. */
const membersJson = sql<MemberJson[]>`(
	select coalesce(json_agg(json_build_object(
		'id', pm.id, 'organisationId', pm.organisation_id, 'personId', pm.person_id, 'state', pm.state,
		'acceptedBy', pm.accepted_by, 'roles', pm.roles, 'sharesOnly', pm.shares_only,
		'name', coalesce(o.name, pm.display_name), 'benefit', coalesce(b.words, ''))
		order by o.sort_key nulls last, pm.display_name, pm.id), '[]')
	from platform_members pm
	left join organisations o on o.operator_id = pm.operator_id and o.id = pm.organisation_id
	left join platform_benefits b on b.operator_id = pm.operator_id and b.member_id = pm.id
	where pm.operator_id = platforms.operator_id and pm.platform_id = platforms.id)`;

const newestEntries = 20;

const entriesJson = sql<EntryJson[]>`(
	select coalesce(json_agg(e order by e.id desc), '[]') from (
		select pe.id, coalesce(o.name, pm.display_name) as who, pe.written_at as at, pe.stage,
			pe.hidden_reason as "hiddenReason",
			case when pe.hidden_at is null then pe.progress else '' end as progress,
			case when pe.hidden_at is null then pe.tried else '' end as tried,
			case when pe.hidden_at is null then pe.learned else '' end as learned,
			case when pe.hidden_at is null then pe.next_step else '' end as "nextStep"
		from platform_entries pe
		join platform_members pm on pm.operator_id = pe.operator_id and pm.id = pe.member_id
		left join organisations o on o.operator_id = pm.operator_id and o.id = pm.organisation_id
		where pe.operator_id = platforms.operator_id and pe.platform_id = platforms.id
		order by pe.id desc limit ${newestEntries}) e)`;

const areasJson = sql<{ id: string; name: string }[]>`(
	select coalesce(json_agg(json_build_object('id', a.id, 'name', a.name) order by a.sort_key), '[]')
	from platform_areas pa join areas a on a.operator_id = pa.operator_id and a.id = pa.area_id
	where pa.operator_id = platforms.operator_id and pa.platform_id = platforms.id)`;

const remainsJson = sql<{ words: string; destination: Destination }[]>`(
	select coalesce(json_agg(json_build_object('words', r.words, 'destination', r.destination) order by r.position), '[]')
	from platform_remains r where r.operator_id = platforms.operator_id and r.platform_id = platforms.id)`;

const firstLinksJson = sql<{ a: string; b: string }[]>`(
	select coalesce(json_agg(json_build_object('a', oa.name, 'b', ob.name) order by oa.sort_key, ob.sort_key), '[]')
	from platform_first_links f
	join organisations oa on oa.operator_id = f.operator_id and oa.id = f.organisation_a
	join organisations ob on ob.operator_id = f.operator_id and ob.id = f.organisation_b
	where f.operator_id = platforms.operator_id and f.platform_id = platforms.id)`;

/** Earlier and later ones: what it grew out of, what grew out of it, what it joined. Only public ones. */
const relativesJson = sql<
	{ id: string; name: string; how: 'before' | 'after' | 'into' | 'from' }[]
>`(
	select coalesce(json_agg(json_build_object('id', r.id, 'name', r.name, 'how',
		case when r.id = platforms.successor_of then 'before' when r.id = platforms.merged_into then 'into'
			when r.merged_into = platforms.id then 'from' else 'after' end) order by r.called_at), '[]')
	from platforms r
	where r.operator_id = platforms.operator_id and r.opened_at is not null
		and (r.id = platforms.successor_of or r.id = platforms.merged_into
			or r.successor_of = platforms.id or r.merged_into = platforms.id))`;

/** The issues out of which it was called, with the wall that no one body gets over alone. */
const issuesJson = sql<{ id: string; title: string; wall: string }[]>`(
	select coalesce(json_agg(json_build_object('id', i.id, 'title', i.title, 'wall', i.wall) order by l.made_at, i.id), '[]')
	from links l join issues i on i.operator_id = l.operator_id and i.id = l.from_id and i.state <> 'candidate'
	where l.operator_id = platforms.operator_id and l.from_kind = 'issue' and l.to_kind = 'platform' and l.to_id = platforms.id)`;

const openQuestionJson = sql<{ id: string; kind: 'achieve' | 'stop' | 'merge' } | null>`(
	select json_build_object('id', q.id, 'kind', q.kind) from platform_questions q
	where q.operator_id = platforms.operator_id and q.platform_id = platforms.id and q.state = 'open')`;

const columns = {
	id: platforms.id,
	name: platforms.name,
	nameKana: platforms.nameKana,
	purpose: platforms.purpose,
	successCondition: platforms.successCondition,
	period: platforms.period,
	neededRoles: platforms.neededRoles,
	howToJoin: platforms.howToJoin,
	themes: platforms.themes,
	state: platforms.state,
	ending: platforms.ending,
	stage: platforms.stage,
	convenorId: platforms.convenorId,
	calledAt: platforms.calledAt,
	openedAt: platforms.openedAt,
	activatedAt: platforms.activatedAt,
	endedAt: platforms.endedAt,
	dissolvedAt: platforms.dissolvedAt,
	stopReason: platforms.stopReason,
	reached: platforms.reached,
	thanks: platforms.thanks,
	resultId: platforms.resultId,
	areas: areasJson,
	issues: issuesJson,
	allMembers: membersJson,
	allEntries: entriesJson,
	remains: remainsJson,
	firstLinks: firstLinksJson,
	relatives: relativesJson,
	openQuestion: openQuestionJson,
};

type Found = { allMembers: MemberJson[]; allEntries: EntryJson[] };

/** Everything that a page about one プラットフォーム says, in one statement however many members it has. */
export async function platformPage(tx: Tx, actor: Actor, id: string) {
	const [found] = await tx
		.select(columns)
		.from(platforms)
		.where(and(visibleTo(tx, actor), eq(platforms.id, id)));
	if (!found) throw new Refusal('not-found', 'refusal_not_found');
	const { allMembers, allEntries, openQuestion, ...platform } = found;
	const standing = { state: platform.state, members: allMembers };
	const acts = actsFor(actor, standing);
	const unready: Unready[] = platform.state === 'gathering' ? unreadyBecause(allMembers) : [];
	const view = (member: MemberJson) => memberView(actor, platform.convenorId, member);
	return {
		...platform,
		acts,
		unready,
		openQuestion: acts.length > 0 ? openQuestion : null,
		/** As they were on the last day, once it is over. */
		members: allMembers.filter(({ state }) => state === 'active' || state === 'ended').map(view),
		/** Own memberships that are still open: an invitation, a wish to join. */
		pending: allMembers
			.filter(
				(member) =>
					(member.state === 'invited' || member.state === 'asked') && isOwn(actor, member),
			)
			.map(view),
		/** Seen by members: who was invited, who asks to join. */
		waiting:
			acts.length > 0
				? allMembers.filter(({ state }) => state === 'invited' || state === 'asked').map(view)
				: [],
		wasMember: allMembers.some(
			(member) => ['active', 'left', 'ended'].includes(member.state) && isOwn(actor, member),
		),
		entries: entriesFor(actor, acts, allEntries),
	};
}

export type PlatformPage = Awaited<ReturnType<typeof platformPage>>;

function memberView(actor: Actor, convenorId: string | null, member: MemberJson): MemberView {
	return {
		id: member.id,
		name: member.name,
		organisationId: member.organisationId,
		state: member.state,
		roles: [...member.roles],
		sharesOnly: member.sharesOnly,
		isConvenor: member.id === convenorId,
		isOwn: isOwn(actor, member),
		benefit: member.benefit,
	};
}

/** A hidden note stays in the list for members and staff, with the reason and without its words. */
function entriesFor(
	actor: Actor,
	acts: readonly MemberAct[],
	entries: Found['allEntries'],
): EntryView[] {
	const seesHidden = acts.length > 0 || isStaff(actor);
	return entries
		.filter((entry) => seesHidden || entry.hiddenReason === '')
		.map((entry) => ({ ...entry, at: new Date(entry.at) }));
}
