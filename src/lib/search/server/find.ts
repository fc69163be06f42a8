import { sql, type SQL } from 'drizzle-orm';
import type { PgColumn } from 'drizzle-orm/pg-core';
import type { Actor } from '../../kernel/actor.ts';
import type { Tx } from '../../server/db.ts';
import { mostFound, type SearchCase, type SearchKind } from '../rules.ts';
import { searchEntries } from './tables.ts';

/** One kind of things, asked of a row of search_entries. */
export type Source = {
	kind: SearchKind;
	/** Whether this actor sees it, by the rule of its room. */
	seen: SQL;
	/** What it is part of and is read with, as json {"id", "title"}; null when it has a page of its own. */
	whole: SQL | null;
};

export type Hit = {
	kind: SearchKind;
	id: string;
	/** What it is part of and is read with. */
	whole: { id: string; title: string } | null;
	heading: string;
	words: string;
	/** Everything that was compared, folded. */
	body: string;
	at: Date;
};

/** From the first moment of `from` until before `until`. */
export type Span = { from: Date | null; until: Date | null };

type Question = { cases: readonly SearchCase[]; sources: readonly Source[]; span: Span };

/** Of so many newest entries at least so many make a word a common one. */
const probed = 2_000;
const common = 8;

/**
 * The newest things that are called so, then the newest that say so; at most one more than are shown. A common word is
 * found by walking back from today, a rare one by the index of letters; a look at the newest entries tells which. Never
 * more than four statements.
 */
export async function find(tx: Tx, actor: Actor, question: Question): Promise<Hit[]> {
	if (question.cases.length === 0 || question.sources.length === 0) return [];
	const { titles, bodies } = await probe(tx, actor, question);
	if (bodies < common) return lookUp(tx, actor, question, false);
	const called = await (titles < common
		? lookUp(tx, actor, question, true)
		: walk(tx, actor, question, inTitle(question)));
	if (called.length > mostFound) return called;
	const saying = sql`${inBody(question)} and not ${inTitle(question)}`;
	return [...called, ...(await walk(tx, actor, question, saying))].slice(0, mostFound + 1);
}

async function probe(tx: Tx, actor: Actor, question: Question) {
	const { rows } = await tx.execute<{ titles: number; bodies: number }>(sql`
		select count(*) filter (where ${inTitle(question)})::int as titles, count(*)::int as bodies
		from (
			select ${searchEntries.title}, ${searchEntries.body} from ${searchEntries}
			where ${ofKinds(actor, question)}
			order by ${searchEntries.at} desc, ${searchEntries.id} desc limit ${probed}
		) as search_entries
		where ${inBody(question)}`);
	return rows[0] ?? { titles: 0, bodies: 0 };
}

/** By the index: everything that has the words, the best first, and of that what is seen. */
async function lookUp(tx: Tx, actor: Actor, question: Question, onlyTitles: boolean) {
	const { cases, sources } = question;
	const kinds = sources.map(({ kind }) => kind);
	return hits(
		tx,
		question,
		sql`select ${searchEntries}.*, found.in_title
		from (
			select kind, id, at, bool_or(in_title) as in_title
			from search_found(${JSON.stringify(cases)}::jsonb, ${sql.param(kinds)}::text[], ${onlyTitles})
			group by kind, id, at
			order by in_title desc, at desc, id desc offset 0
		) as found
		join ${searchEntries} on ${searchEntries.operatorId} = ${actor.operatorId}
			and ${searchEntries.kind} = found.kind and ${searchEntries.id} = found.id
		where ${inSpan(question)} and ${seen(question)}
		order by found.in_title desc, found.at desc, found.id desc limit ${mostFound + 1}`,
	);
}

/** By date: entry after entry from the newest on. */
async function walk(tx: Tx, actor: Actor, question: Question, says: SQL) {
	return hits(
		tx,
		question,
		sql`select ${searchEntries}.*, true as in_title from ${searchEntries}
		where ${ofKinds(actor, question)} and ${inSpan(question)} and ${says} and ${seen(question)}
		order by ${searchEntries.at} desc, ${searchEntries.id} desc limit ${mostFound + 1}`,
	);
}

/** What `found` chose of search_entries, with what each is part of. */
async function hits(tx: Tx, { sources }: Question, found: SQL): Promise<Hit[]> {
	const parts = sources.flatMap(({ kind, whole }) =>
		whole ? [sql`when ${kind} then ${whole}`] : [],
	);
	const whole =
		parts.length > 0 ? sql`case ${searchEntries.kind} ${sql.join(parts, sql` `)} end` : sql`null`;
	const { rows } = await tx.execute<HitRow>(sql`
		select kind, id, ${whole} as whole, heading, words, body, at from (${found}) as search_entries
		order by in_title desc, at desc, id desc`);
	return rows.map(({ at, ...hit }) => ({ ...hit, at: new Date(at) }));
}

type HitRow = Omit<Hit, 'at'> & { at: string };

function ofKinds(actor: Actor, { sources }: Question): SQL {
	const here = sql`${searchEntries.operatorId} = ${actor.operatorId}`;
	const kinds = sources.map(({ kind }) => kind);
	// one kind by equality: its own order of dates serves it
	return kinds.length === 1
		? sql`${here} and ${searchEntries.kind} = ${kinds[0]}`
		: sql`${here} and ${searchEntries.kind} = any (${sql.param(kinds)}::text[])`;
}

function inSpan({ span }: Question): SQL {
	return sql.join(
		[
			sql`true`,
			...(span.from ? [sql`${searchEntries.at} >= ${span.from.toISOString()}`] : []),
			...(span.until ? [sql`${searchEntries.at} < ${span.until.toISOString()}`] : []),
		],
		sql` and `,
	);
}

/** Asked last and row by row (a scalar subquery): most entries are never asked for. */
function seen({ sources }: Question): SQL {
	const whens = sources.map(({ kind, seen: rule }) => sql`when ${kind} then ${rule}`);
	return sql`case ${searchEntries.kind} ${sql.join(whens, sql` `)} else false end`;
}

function inTitle({ cases }: Question): SQL {
	return says(searchEntries.title, cases);
}

function inBody({ cases }: Question): SQL {
	return says(searchEntries.body, cases);
}

function says(column: PgColumn, cases: readonly SearchCase[]): SQL {
	const ways = cases.map(({ words }) =>
		sql.join(
			words.map((word) => sql`strpos(${column}, ${word}) > 0`),
			sql` and `,
		),
	);
	return sql`(${sql.join(
		ways.map((way) => sql`(${way})`),
		sql` or `,
	)})`;
}
