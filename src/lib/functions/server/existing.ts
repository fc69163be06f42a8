import { and, eq, inArray, isNull, or, sql } from 'drizzle-orm';
import { areasAround } from '../../districts/server/queries.ts';
import { forumAreas, forums, forumThemes } from '../../gatherings/server/tables.ts';
import { visibleForums } from '../../gatherings/forums/server/visible.ts';
import { issueAreas, issues } from '../../issues/server/tables.ts';
import { visibleTo as visibleIssues } from '../../issues/server/visible.ts';
import type { Actor } from '../../kernel/actor.ts';
import { similarIndex, similarTo, type SimilarText } from '../../methods/similar-texts.ts';
import { organisationAreas, organisations } from '../../organisations/server/tables.ts';
import { visibleTo as visibleOrganisations } from '../../organisations/server/queries.ts';
import { places } from '../../places/server/tables.ts';
import { visibleTo as visiblePlaces } from '../../places/server/queries.ts';
import { synonymsOf } from '../../search/rules.ts';
import { ownSynonyms } from '../../search/server/synonyms.ts';
import type { Tx } from '../../server/db.ts';
import { coversOf } from './queries.ts';
import { functionCovers, localFunctions } from './tables.ts';
import { visibleFunctions } from './visible.ts';

/** Somebody who does something like it already, and why it is shown. */
export type Existing = {
	/** `organisation:`, `place:` or `cover:` and an id. */
	key: string;
	name: string;
	path: string | null;
	sortKey: string;
	what: string;
	/** Functions of the inventory that it does. */
	functions: string[];
	/** Words that it and the question have in common. */
	words: string[];
};

export type Wanted = { text: string; areaIds: readonly string[] };

const atLeast = 0.12;
const most = 20;

/**
 * すでにある取組み (大田: 新たな事業を生み出すことより、連携強化): who does something like it in the same areas, by the functions of the
 * inventory and by the words of the directory. 五十音順, so that nobody is told to be the best.
 */
export async function existingActivities(
	tx: Tx,
	actor: Actor,
	{ text, areaIds }: Wanted,
): Promise<Existing[]> {
	if (text.trim() === '') return [];
	const synonyms = synonymsOf(await ownSynonyms(tx, actor));
	const near = await areasAround(tx, actor, areaIds);
	const alike = (collection: SimilarText[]) =>
		similarTo(similarIndex(collection, { synonyms }), text, { limit: most, threshold: atLeast });

	const functions = await functionTexts(tx, actor);
	const named = functions.filter(({ name }) => text.includes(name)).map(({ id }) => id);
	const meant = [...new Set([...named, ...alike(functions).map(({ id }) => id)])];
	const covers =
		meant.length === 0 ? [] : await coversOf(tx, actor, inArray(functionCovers.functionId, meant));
	const bodies = await directory(tx, actor, near);
	const byKey = new Map<string, Existing>();
	const nameOf = new Map(functions.map(({ id, name }) => [id, name]));
	for (const cover of covers) {
		const isHere =
			near.length === 0 ||
			cover.areas.length === 0 ||
			cover.areas.some(({ id }) => near.includes(id));
		if (!isHere) continue;
		const key = cover.path ? keyOf(cover.path) : `cover:${cover.id}`;
		const name = nameOf.get(cover.functionId) ?? '';
		const known = byKey.get(key);
		if (known) known.functions.push(name);
		else
			byKey.set(key, {
				...{ key, name: cover.name, path: cover.path, what: cover.what, words: [] },
				sortKey: bodies.find((body) => body.id === key)?.sortKey ?? cover.name,
				functions: [name],
			});
	}
	for (const { id, words } of alike(bodies)) {
		const body = bodies.find((one) => one.id === id);
		if (!body) continue;
		const known = byKey.get(id);
		const { name, path, sortKey, what } = body;
		byKey.set(
			id,
			known
				? { ...known, what: known.what || what, words }
				: { key: id, ...{ name, path, sortKey, what, words }, functions: [] },
		);
	}
	return [...byKey.values()].sort((one, other) => (one.sortKey < other.sortKey ? -1 : 1));
}

const keyOf = (path: string) => path.slice(1).replace('s/', ':');

/** Bodies of the directory whose own words are like a function and that do not stand there yet. */
export async function suggestedBodies(
	tx: Tx,
	actor: Actor,
	functionId: string,
): Promise<Existing[]> {
	const [wanted] = (await functionTexts(tx, actor)).filter(({ id }) => id === functionId);
	if (!wanted) return [];
	const covers = await coversOf(tx, actor, eq(functionCovers.functionId, functionId));
	const there = new Set(covers.flatMap(({ path }) => (path ? [keyOf(path)] : [])));
	const bodies = (await directory(tx, actor, [])).filter(({ id }) => !there.has(id));
	const synonyms = synonymsOf(await ownSynonyms(tx, actor));
	const found = similarTo(similarIndex(bodies, { synonyms }), wanted.text, {
		...{ limit: most, threshold: atLeast },
	});
	return bodies.flatMap(({ id, name, path, sortKey, what }) => {
		const alike = found.find((one) => one.id === id);
		return alike ? [{ key: id, name, path, sortKey, what, functions: [], words: alike.words }] : [];
	});
}

type FunctionText = SimilarText & { name: string };

async function functionTexts(tx: Tx, actor: Actor): Promise<FunctionText[]> {
	const rows = await tx
		.select({
			id: localFunctions.id,
			name: localFunctions.name,
			description: localFunctions.description,
			words: localFunctions.words,
		})
		.from(localFunctions)
		.where(and(visibleFunctions(actor), isNull(localFunctions.closedAt)))
		.limit(1_000);
	return rows.map(({ id, name, description, words }) => ({
		...{ id, name, text: [name, words, description].join('\n') },
	}));
}

type Body = SimilarText & { name: string; path: string; sortKey: string; what: string };

/** The public words of the directory, in some areas or everywhere, 五十音順. */
async function directory(tx: Tx, actor: Actor, near: readonly string[]): Promise<Body[]> {
	const isNear = near.length
		? or(
				sql`not exists (select from ${organisationAreas} where ${organisationAreas.operatorId} = ${organisations.operatorId}
					and ${organisationAreas.organisationId} = ${organisations.id})`,
				sql`exists (select from ${organisationAreas} where ${organisationAreas.operatorId} = ${organisations.operatorId}
					and ${organisationAreas.organisationId} = ${organisations.id} and ${inArray(organisationAreas.areaId, [...near])})`,
			)
		: undefined;
	const bodies = await tx
		.select({
			id: organisations.id,
			name: organisations.name,
			sortKey: organisations.sortKey,
			activity: organisations.activity,
			offers: organisations.offers,
			strengths: organisations.strengths,
			audience: organisations.audience,
		})
		.from(organisations)
		.where(and(visibleOrganisations(actor), isNull(organisations.closedAt), isNear))
		.limit(2_000);
	const open = await tx
		.select({
			id: places.id,
			name: places.name,
			sortKey: places.sortKey,
			audience: places.audience,
			remark: places.remark,
		})
		.from(places)
		.where(
			and(
				visiblePlaces(actor),
				isNull(places.closedAt),
				near.length ? or(isNull(places.areaId), inArray(places.areaId, [...near])) : undefined,
			),
		)
		.limit(2_000);
	const all: Body[] = [
		...bodies.map((row) => ({
			...{ id: `organisation:${row.id}`, name: row.name, sortKey: row.sortKey },
			...{ path: `/organisations/${row.id}`, what: row.activity },
			text: [row.name, row.activity, row.offers, row.strengths, row.audience].join('\n'),
		})),
		...open.map((row) => ({
			...{ id: `place:${row.id}`, name: row.name, sortKey: row.sortKey },
			...{ path: `/places/${row.id}`, what: row.remark },
			text: [row.name, row.audience, row.remark].join('\n'),
		})),
	];
	return all.sort((one, other) => (one.sortKey < other.sortKey ? -1 : 1));
}

/** What a new plan is about: the words and areas of issues. */
export async function wantedForIssues(
	tx: Tx,
	actor: Actor,
	ids: readonly string[],
): Promise<Wanted> {
	if (ids.length === 0) return { text: '', areaIds: [] };
	const rows = await tx
		.select({
			title: issues.title,
			description: issues.description,
			areas: sql<
				string[]
			>`${sql`array(select ${issueAreas.areaId} from ${issueAreas} where ${issueAreas.operatorId} = ${issues.operatorId}
				and ${issueAreas.issueId} = ${issues.id})`}`,
		})
		.from(issues)
		.where(and(visibleIssues(actor), inArray(issues.id, [...ids])));
	return {
		text: rows.map(({ title, description }) => `${title}\n${description}`).join('\n'),
		areaIds: rows.flatMap((row) => row.areas),
	};
}

/** The same of a forum: its name, purpose and themes. */
export async function wantedForForum(tx: Tx, actor: Actor, id: string): Promise<Wanted> {
	const [row] = await tx
		.select({
			name: forums.name,
			purpose: forums.purpose,
			themes: sql<
				string[]
			>`${sql`array(select ${forumThemes.name} from ${forumThemes} where ${forumThemes.operatorId} = ${forums.operatorId}
				and ${forumThemes.forumId} = ${forums.id})`}`,
			areas: sql<
				string[]
			>`${sql`array(select ${forumAreas.areaId} from ${forumAreas} where ${forumAreas.operatorId} = ${forums.operatorId}
				and ${forumAreas.forumId} = ${forums.id})`}`,
		})
		.from(forums)
		.where(and(visibleForums(actor), eq(forums.id, id)));
	if (!row) return { text: '', areaIds: [] };
	return { text: [row.name, row.purpose, ...row.themes].join('\n'), areaIds: row.areas };
}
