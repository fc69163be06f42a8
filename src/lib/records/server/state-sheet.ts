import { sql, type SQL } from 'drizzle-orm';
import { benefitsOf, partiesOf } from '../../benefits/sheet.ts';
import { sheetsAbout } from '../../benefits/server/about.ts';
import { treesAbout } from '../../causes/server/queries.ts';
import { openGapsAbout } from '../../functions/server/gaps-about.ts';
import { missingOutputs } from '../../gatherings/forums/rules.ts';
import { forumPage, type ForumPage } from '../../gatherings/forums/server/detail.ts';
import { sessions } from '../../gatherings/server/tables.ts';
import { cameOutOf, type CameOut } from '../../gatherings/sessions/server/came-out.ts';
import { issuePage, type IssuePage } from '../../issues/server/detail.ts';
import { issues } from '../../issues/server/tables.ts';
import { visibleTo as visibleIssues } from '../../issues/server/visible.ts';
import { isStaff, type Actor } from '../../kernel/actor.ts';
import type { Tx } from '../../server/db.ts';
import type { Figures, StateSheet } from '../state-sheet.ts';

/** 現状把握シート of a forum (F-15): what its start course, and other sessions before 本格始動, left behind, of what this actor may read. */
export async function forumSheet(tx: Tx, actor: Actor, id: string): Promise<StateSheet> {
	const page = await forumPage(tx, actor, id);
	const works = page.mayFacilitate;
	const { launchedOn } = page.forum;
	const ofCourse = sql`${sessions.forumId} = ${id} and (${sessions.courseStep} is not null
		or ${launchedOn === null}::boolean or ${sessions.heldOn} < ${launchedOn}::date)`;
	const cameOut = await cameOutOf(tx, actor, ofCourse, works);
	const sessionIds = cameOut.sessions.map((one) => one.id);
	const areaIds = page.areas.map((area) => area.id);
	const around = await surroundingsOf(tx, actor, {
		areaIds,
		issues: tiedTo(id, sessionIds),
	});
	const issueIds = around.issues.map((issue) => issue.id);
	const about = { sessionIds, issueIds };
	return {
		title: page.forum.name,
		works,
		isPublic: page.forum.state !== 'planned' && page.forum.kind !== 'caseStudy',
		forum: partsOfForum(page, cameOut),
		issue: null,
		...around,
		cameOut,
		trees: await treesAbout(tx, actor, about, works),
		tables: await rowsOfTables(tx, actor, { ...about, issueIds: [], forumIds: [id] }, works),
		gaps: await gapsOf(tx, actor, { ...about, areaIds }),
	};
}

/** The same for an issue: what is written on it, and what the sessions about it left behind. */
export async function issueSheet(tx: Tx, actor: Actor, id: string): Promise<StateSheet> {
	const issue = await issuePage(tx, actor, id);
	const works = isStaff(actor);
	const around = await surroundingsOf(tx, actor, {
		areaIds: issue.areas.map((area) => area.id),
		issues: sql`false`,
	});
	const aboutIt = sql`exists (select from links l where l.operator_id = ${sessions.operatorId} and l.from_kind = 'issue'
		and l.from_id = ${id} and ((l.to_kind = 'session' and l.to_id = ${sessions.id})
			or (l.to_kind = 'forum' and l.to_id = ${sessions.forumId} and ${sessions.courseStep} is not null))
		or l.operator_id = ${sessions.operatorId} and l.from_kind = 'session' and l.from_id = ${sessions.id}
			and l.to_kind = 'issue' and l.to_id = ${id})`;
	const cameOut = await cameOutOf(tx, actor, aboutIt, works);
	const about = { sessionIds: cameOut.sessions.map((one) => one.id), issueIds: [id] };
	return {
		title: issue.title,
		works,
		isPublic: issue.state !== 'candidate',
		forum: null,
		issue: partsOfIssue(issue),
		...around,
		cameOut,
		trees: await treesAbout(tx, actor, { sessionIds: [], issueIds: [id] }, works),
		tables: await rowsOfTables(tx, actor, { ...about, forumIds: [] }, works),
		gaps: await gapsOf(tx, actor, { ...about, areaIds: [] }),
	};
}

function partsOfForum(
	{ forum, areas, themes }: ForumPage,
	{ results }: CameOut,
): NonNullable<StateSheet['forum']> {
	const found: Partial<Record<string, number>> = {};
	for (const { kind } of results) found[kind] = (found[kind] ?? 0) + 1;
	return {
		areas: areas.map(({ name }) => name),
		theme: themes.find(({ state }) => state === 'current')?.name ?? '',
		purpose: forum.purpose,
		launchedOn: forum.launchedOn,
		preparedWithout: forum.preparedWithout,
		missing: missingOutputs(found),
	};
}

function partsOfIssue(issue: IssuePage): NonNullable<StateSheet['issue']> {
	const { description, wall, theme, voices, attempts, workers } = issue;
	return {
		...{ description, wall, theme, voices },
		areas: issue.areas.map(({ name }) => name),
		attempts: attempts.map(({ who, what, triedWhen, result }) => ({
			...{ who, what, triedWhen, result },
		})),
		workers: workers.flatMap(({ name, what, confirmedAs }) =>
			confirmedAs ? [{ name, what }] : [],
		),
	};
}

type Around = Pick<StateSheet, 'areas' | 'issues'>;

/** The areas in figures, and the issues that are talked about; one statement. */
async function surroundingsOf(
	tx: Tx,
	actor: Actor,
	{ areaIds, issues: which }: { areaIds: readonly string[]; issues: SQL },
): Promise<Around> {
	const { rows } = await tx.execute<{ areas: Figures[]; issues: Around['issues'] }>(sql`select
		(select coalesce(json_agg(json_build_object('name', a.name, 'households', a.households, 'population', a.population,
			'organisations', (select count(*)::int from organisation_areas oa join organisations o on o.operator_id = oa.operator_id
				and o.id = oa.organisation_id and o.closed_at is null where oa.operator_id = a.operator_id and oa.area_id = a.id),
			'places', (select count(*)::int from places p where p.operator_id = a.operator_id and p.area_id = a.id and p.closed_at is null))
			order by a.sort_key), '[]') from areas a
			where a.operator_id = ${actor.operatorId} and a.id = any(${sql.param([...areaIds])}::uuid[])) as areas,
		(select coalesce(json_agg(json_build_object('id', ${issues.id}, 'title', ${issues.title}) order by ${issues.sortKey}, ${issues.id}), '[]')
			from ${issues} where ${visibleIssues(actor)} and ${which}) as issues`);
	return rows[0] ?? { areas: [], issues: [] };
}

/** Issues that the forum, or one of these sessions, is about, or that came out of one of them. */
function tiedTo(forumId: string, sessionIds: readonly string[]): SQL {
	return sql`exists (select from links l where l.operator_id = ${issues.operatorId}
		and l.from_kind = 'issue' and l.from_id = ${issues.id} and ((l.to_kind = 'forum' and l.to_id = ${forumId})
			or (l.to_kind = 'session' and l.to_id = any(${sql.param([...sessionIds])}::uuid[])))
		or l.operator_id = ${issues.operatorId} and l.to_kind = 'issue' and l.to_id = ${issues.id}
			and l.from_kind = 'session' and l.from_id = any(${sql.param([...sessionIds])}::uuid[]))`;
}

async function gapsOf(
	tx: Tx,
	actor: Actor,
	about: Parameters<typeof openGapsAbout>[2],
): Promise<StateSheet['gaps']> {
	const found = await openGapsAbout(tx, actor, about);
	return found.map(({ functionName, areaName, standing, text, sessionId }) => ({
		...{ functionName, areaName, standing, text, sessionId },
	}));
}

async function rowsOfTables(
	tx: Tx,
	actor: Actor,
	about: Parameters<typeof sheetsAbout>[2],
	works: boolean,
): Promise<StateSheet['tables']> {
	const found = await sheetsAbout(tx, actor, about, works);
	return found.map(({ title, tableNumber, sheet }) => ({
		...{ title, tableNumber, activity: sheet.activity.text },
		rows: partiesOf(sheet).map(({ id, name, leftSeq, cells }) => ({
			party: name.text,
			hasLeft: leftSeq > 0,
			...{ trouble: cells.trouble.text, purpose: cells.purpose.text },
			...{ activity: cells.activity.text, role: cells.role.text },
			benefits: benefitsOf(sheet, id).map(({ kind, words }) => ({ kind, text: words.text })),
		})),
	}));
}
