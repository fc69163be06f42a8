import { and, eq, inArray, isNull, sql, type SQL, type Table } from 'drizzle-orm';
import type { PgColumn } from 'drizzle-orm/pg-core';
import { causeTrees } from '#lib/causes/server/tables.ts';
import { visibleTo as visibleCauses } from '#lib/causes/server/visible.ts';
import { benefitTables } from '#lib/benefits/server/tables.ts';
import { visibleTo as visibleBenefits } from '#lib/benefits/server/visibility.ts';
import { mayReadDeidentified } from '#lib/concerns/rules.ts';
import { areaShownTo, sharedWith } from '#lib/concerns/server/sight.ts';
import { concerns } from '#lib/concerns/server/tables.ts';
import { areaMemberships } from '#lib/districts/server/tables.ts';
import { visibleForums } from '#lib/gatherings/forums/server/visible.ts';
import {
	decisions,
	forumAreas,
	forums,
	opinions,
	sessionAreas,
	sessionResults,
	sessions,
} from '#lib/gatherings/server/tables.ts';
import { contentVisibleTo, visibleSessions } from '#lib/gatherings/sessions/server/visible.ts';
import { functionGaps, localFunctions } from '#lib/functions/server/tables.ts';
import { visibleFunctions, visibleGaps } from '#lib/functions/server/visible.ts';
import { issueAreas, issueComments, issues } from '#lib/issues/server/tables.ts';
import { visibleTo as visibleIssues } from '#lib/issues/server/visible.ts';
import type { Actor } from '#lib/kernel/actor.ts';
import { visibleTo as visibleOrganisations } from '#lib/organisations/server/queries.ts';
import { organisationAreas, organisations } from '#lib/organisations/server/tables.ts';
import { visibleTo as visibleOutcomes } from '#lib/outcomes/server/queries.ts';
import { outcomes } from '#lib/outcomes/server/tables.ts';
import { visibleTo as visiblePlaces } from '#lib/places/server/queries.ts';
import { places } from '#lib/places/server/tables.ts';
import { platformAreas, platforms } from '#lib/platforms/server/tables.ts';
import { visibleTo as visiblePlatforms } from '#lib/platforms/server/visibility.ts';
import type { SearchKind } from '#lib/search/rules.ts';
import type { Source } from '#lib/search/server/find.ts';
import { searchEntries } from '#lib/search/server/tables.ts';
import type { Tx } from '#lib/server/db.ts';
import { studyMaterials, studyQuestions } from '#lib/studies/server/tables.ts';

type Searched = Table & { operatorId: PgColumn; id: PgColumn };
type Rule = {
	table: Searched;
	visible: SQL | undefined;
	/** Whether it lies in one of these areas. */
	lies: ((areas: SQL) => SQL) | null;
	/** What it is part of and is read with; `visible` has to see that too. */
	within?: { table: Searched; id: PgColumn; title: PgColumn };
};

/**
 * Where a search looks for this actor, and by whose rule: each room's own `visibleTo`, and its own word about areas
 * (an area that a room hides cannot be found out by filtering). A kind of which the actor sees nothing is not looked at.
 */
export function sourcesFor(
	tx: Tx,
	actor: Actor,
	wanted: { kind?: string; area?: string },
): Source[] {
	return Object.entries(rulesFor(tx, actor)).flatMap(([name, rule]) => {
		// the cast is safe: the keys of rulesFor are kinds
		const kind = name as SearchKind;
		if (!rule || (wanted.kind && wanted.kind !== kind)) return [];
		const { table, visible, lies, within } = rule;
		if (wanted.area && !lies) return [];
		const there = wanted.area && lies ? lies(areasIn(actor, wanted.area)) : undefined;
		const itself = sql`${table.operatorId} = ${searchEntries.operatorId} and ${table.id} = ${searchEntries.id}`;
		const rows = within
			? sql`${table} join ${within.table}
				on ${within.table.operatorId} = ${table.operatorId} and ${within.table.id} = ${within.id}`
			: sql`${table}`;
		return [
			{
				kind,
				seen: sql`(select true from ${rows} where ${and(itself, visible, there)} limit 1)`,
				whole: within
					? sql`(select json_build_object('id', ${within.table.id}, 'title', ${within.title}) from ${rows} where ${itself})`
					: null,
			},
		];
	});
}

function rulesFor(tx: Tx, actor: Actor): Record<SearchKind, Rule | null> {
	const issueLies = (area: SQL) =>
		sql`exists (select from ${issueAreas} where ${issueAreas.operatorId} = ${issues.operatorId}
			and ${issueAreas.issueId} = ${issues.id} and ${issueAreas.areaId} in ${area})`;
	const sessionLies = (area: SQL) =>
		sql`exists (select from ${sessionAreas} where ${sessionAreas.operatorId} = ${sessions.operatorId}
			and ${sessionAreas.sessionId} = ${sessions.id} and ${sessionAreas.areaId} in ${area})`;
	const saidIn = (table: Searched & { sessionId: PgColumn }, state?: SQL): Rule => ({
		table,
		visible: and(state, contentVisibleTo(actor)),
		lies: sessionLies,
		within: { table: sessions, id: table.sessionId, title: sessions.title },
	});
	return {
		issue: { table: issues, visible: visibleIssues(actor), lies: issueLies },
		comment: {
			table: issueComments,
			visible: and(eq(issueComments.state, 'shown'), visibleIssues(actor)),
			lies: issueLies,
			within: { table: issues, id: issueComments.issueId, title: issues.title },
		},
		concern: mayReadDeidentified(actor)
			? {
					table: concerns,
					visible: sharedWith(actor),
					lies: (area) => sql`${areaShownTo(actor)} in ${area}`,
				}
			: null,
		forum: {
			table: forums,
			visible: visibleForums(actor),
			lies: (area) =>
				sql`exists (select from ${forumAreas} where ${forumAreas.operatorId} = ${forums.operatorId}
					and ${forumAreas.forumId} = ${forums.id} and ${forumAreas.areaId} in ${area})`,
		},
		session: {
			table: sessions,
			visible: visibleSessions(actor),
			lies: sessionLies,
		},
		opinion: saidIn(opinions, eq(opinions.state, 'kept')),
		result: saidIn(sessionResults),
		decision: saidIn(decisions, eq(decisions.isPublic, true)),
		material: saidIn(studyMaterials),
		question: saidIn(studyQuestions, inArray(studyQuestions.state, ['open', 'answered'])),
		cause: {
			table: causeTrees,
			visible: visibleCauses(actor),
			lies: (area) =>
				sql`exists (select from ${issueAreas} where ${issueAreas.operatorId} = ${causeTrees.operatorId}
					and ${issueAreas.issueId} = ${causeTrees.issueId} and ${issueAreas.areaId} in ${area})`,
		},
		gap: {
			table: functionGaps,
			visible: visibleGaps(actor),
			lies: (area) => sql`${functionGaps.areaId} in ${area}`,
			within: {
				table: localFunctions,
				id: functionGaps.functionId,
				title: localFunctions.name,
			},
		},
		function: {
			table: localFunctions,
			visible: and(visibleFunctions(actor), isNull(localFunctions.closedAt)),
			lies: null,
		},
		benefitTable: { table: benefitTables, visible: visibleBenefits(actor), lies: null },
		platform: {
			table: platforms,
			visible: visiblePlatforms(tx, actor),
			lies: (area) =>
				sql`exists (select from ${platformAreas} where ${platformAreas.operatorId} = ${platforms.operatorId}
					and ${platformAreas.platformId} = ${platforms.id} and ${platformAreas.areaId} in ${area})`,
		},
		outcome: { table: outcomes, visible: visibleOutcomes(tx, actor), lies: null },
		organisation: {
			table: organisations,
			visible: and(visibleOrganisations(actor), isNull(organisations.closedAt)),
			lies: (area) =>
				sql`exists (select from ${organisationAreas} where ${organisationAreas.operatorId} = ${organisations.operatorId}
					and ${organisationAreas.organisationId} = ${organisations.id} and ${organisationAreas.areaId} in ${area})`,
		},
		place: {
			table: places,
			visible: and(visiblePlaces(actor), isNull(places.closedAt)),
			lies: (area) => sql`${places.areaId} in ${area}`,
		},
	};
}

/** An area and what lies in it today. */
function areasIn(actor: Actor, area: string): SQL {
	return sql`(select ${area}::uuid union all select ${areaMemberships.partId} from ${areaMemberships}
		where ${areaMemberships.operatorId} = ${actor.operatorId} and ${areaMemberships.wholeId} = ${area}
			and ${areaMemberships.validFrom} <= (now() at time zone 'Asia/Tokyo')::date
			and (${areaMemberships.validUntil} is null or ${areaMemberships.validUntil} > (now() at time zone 'Asia/Tokyo')::date))`;
}
