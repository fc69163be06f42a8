import { sql, type SQL } from 'drizzle-orm';
import { visibleTo as visibleCauses } from '../../causes/server/visible.ts';
import { visibleTo as visibleBenefits } from '../../benefits/server/visibility.ts';
import { concernCards } from '../../concerns/server/queries.ts';
import { visibleGaps } from '../../functions/server/visible.ts';
import { visibleForums } from '../../gatherings/forums/server/visible.ts';
import { visibleSessions } from '../../gatherings/sessions/server/visible.ts';
import { visibleTo as visibleIssues } from '../../issues/server/visible.ts';
import { concernCount, countFor, maskedBelow } from '../../issues/server/voices.ts';
import { isStaff, type Actor } from '../../kernel/actor.ts';
import type { MessageKey } from '../../kernel/refusal.ts';
import { say } from '../../kernel/say.ts';
import { visibleSheets } from '../../preparations/server/visible.ts';
import { visibleTo as visiblePlatforms } from '../../platforms/server/visibility.ts';
import type { Tx } from '../../server/db.ts';
import type { TraceCard, TraceEnd, TraceKind } from '../../trace/rules.ts';
import { visibleTo as visibleOutcomes } from './queries.ts';

/** What a stop says: its kind, title, the key of the text for its state, when it came to be. */
type Row = {
	kind: Exclude<TraceKind, 'concern'>;
	id: string;
	title: string;
	state: MessageKey;
	at: string;
	/** Concerns behind an issue, and the smallest count that is shown. */
	voices: number;
	below: number;
};

const pages: Record<Row['kind'], string> = {
	issue: '/issues',
	forum: '/forums',
	session: '/sessions',
	preparation: '/preparations',
	cause: '/causes',
	gap: '/functions/gaps',
	benefitTable: '/benefits',
	platform: '/platforms',
	outcome: '/outcomes',
};

/**
 * The stops of a thread that this actor may see, of all rooms in one statement: a thread is on every page
 * of the loop. Each says what its own room's `…Cards` say (tests/thread.test.ts compares them).
 */
export async function stopsOf(
	tx: Tx,
	actor: Actor,
	ends: readonly TraceEnd[],
): Promise<TraceCard[]> {
	const idsOf = (kind: TraceKind) => ends.filter((end) => end.kind === kind).map(({ id }) => id);
	// whoever could see single concerns could count what the page calls 少数
	const concerns = isStaff(actor) ? await concernCards(tx, actor, idsOf('concern')) : [];
	const parts = Object.entries(selects(tx, actor)).flatMap(([kind, select]) => {
		// the cast is safe: the keys of `selects` are kinds
		const ids = idsOf(kind as TraceKind);
		return ids.length > 0 ? [select(ids)] : [];
	});
	if (parts.length === 0) return concerns;
	// the names of the columns stand here: a union takes them from its first part, whichever that is
	const { rows } = await tx.execute<Row>(
		sql`select * from (${sql.join(parts, sql` union all `)}) as stops (kind, id, title, state, at, voices, below)`,
	);
	const stops = rows.map(({ kind, id, title, state, at, voices, below }): TraceCard => ({
		kind,
		id,
		title,
		state: say(state),
		at: new Date(at),
		path: `${pages[kind]}/${id}`,
		...(kind === 'issue' && { voices: countFor(actor, voices, below) }),
	}));
	return [...concerns, ...stops];
}

function selects(tx: Tx, actor: Actor): Record<Row['kind'], (ids: string[]) => SQL> {
	return {
		issue: (ids) => sql`
			select 'issue', issues.id, issues.title, 'issues_state_' || issues.state, issues.made_at,
				${concernCount}, ${maskedBelow}
			from issues where ${visibleIssues(actor)} and issues.id in ${ids}`,
		forum: (ids) => sql`
			select 'forum', forums.id, forums.name, 'gatherings_forum_state_' || forums.state, forums.made_at, 0, 0
			from forums where ${visibleForums(actor)} and forums.id in ${ids}`,
		// a session stands at its day; a vague one in the middle of its month, one without a date at the end
		session: (ids) => sql`
			select 'session', sessions.id, concat_ws(' ', forums.name, sessions.title),
				'gatherings_session_state_' || sessions.state,
				case when sessions.held_when->>'kind' = 'day' then (sessions.held_when->>'date')::date::timestamp
					when sessions.held_when->>'kind' in ('month', 'part') then ((sessions.held_when->>'month') || '-15')::date::timestamp
					when sessions.held_when->>'kind' = 'season' then ((sessions.held_when->>'year') || '-07-01')::date::timestamp
					else '9999-01-01'::timestamp end at time zone 'Asia/Tokyo', 0, 0
			from sessions left join forums on forums.operator_id = sessions.operator_id and forums.id = sessions.forum_id
			where ${visibleSessions(actor)} and sessions.id in ${ids}`,
		preparation: (ids) => sql`
			select 'preparation', preparations.id, organisations.name, 'preparations_state_answered', preparations.asked_at, 0, 0
			from preparations join organisations on organisations.operator_id = preparations.operator_id
				and organisations.id = preparations.organisation_id
			where ${visibleSheets(actor)} and preparations.id in ${ids}`,
		cause: (ids) => sql`
			select 'cause', cause_trees.id, cause_trees.question,
				case when cause_trees.published_revision is null then 'causes_card_draft' else 'causes_card_published' end,
				cause_trees.made_at, 0, 0
			from cause_trees where ${visibleCauses(actor)} and cause_trees.id in ${ids}`,
		gap: (ids) => sql`
			select 'gap', function_gaps.id, concat_ws(' ', local_functions.name, areas.name),
				'functions_card_' || case when function_gaps.state = 'open' then function_gaps.standing else function_gaps.state end,
				function_gaps.made_at, 0, 0
			from function_gaps join local_functions on local_functions.operator_id = function_gaps.operator_id
				and local_functions.id = function_gaps.function_id
			left join areas on areas.operator_id = function_gaps.operator_id and areas.id = function_gaps.area_id
			where ${visibleGaps(actor)} and function_gaps.id in ${ids}`,
		benefitTable: (ids) => sql`
			select 'benefitTable', benefit_tables.id, benefit_tables.title, 'benefits_state_' || benefit_tables.state,
				benefit_tables.made_at, 0, 0
			from benefit_tables where ${visibleBenefits(actor)} and benefit_tables.id in ${ids}`,
		platform: (ids) => sql`
			select 'platform', platforms.id, platforms.name,
				'platforms_state_' || platforms.state || case when platforms.state <> 'dissolved' then ''
					when platforms.ending = 'achieved' then '_achieved' else '_stopped' end, platforms.called_at, 0, 0
			from platforms where ${visiblePlatforms(tx, actor)} and platforms.id in ${ids}`,
		outcome: (ids) => sql`
			select 'outcome', outcomes.id, outcomes.title, 'outcomes_state_' || outcomes.state, outcomes.written_at, 0, 0
			from outcomes where ${visibleOutcomes(tx, actor)} and outcomes.id in ${ids}`,
	};
}
