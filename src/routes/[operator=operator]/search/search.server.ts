import { listAreas } from '#lib/districts/server/queries.ts';
import type { Actor } from '#lib/kernel/actor.ts';
import { addDays, dateInTokyo, instantInTokyo, parseDate } from '#lib/kernel/dates.ts';
import { isId } from '#lib/kernel/ids.ts';
import type { ListRequest } from '#lib/kernel/listing.ts';
import { excerpt, highlighted, type Piece } from '#lib/search/highlight.ts';
import { casesOf, mostFound, waysToSay, synonymsOf, type SearchKind } from '#lib/search/rules.ts';
import { find, type Hit, type Span } from '#lib/search/server/find.ts';
import { ownSynonyms } from '#lib/search/server/synonyms.ts';
import type { Tx } from '#lib/server/db.ts';
import { sourcesFor } from './sources.server.ts';

export type FoundRow = {
	kind: SearchKind;
	path: string;
	heading: Piece[];
	/** How that is called of which it is a part. */
	of: string | null;
	words: Piece[];
	/** Words that stand on the thing's page, in none of the texts shown here. */
	elsewhere: string[];
	at: Date;
};

export type SearchPage = {
	request: ListRequest;
	rows: FoundRow[];
	/** Of what this actor may see; at most `mostFound`. */
	total: number;
	/** There are more than are counted. */
	isCut: boolean;
	/** The other ways in which the words were looked for. */
	alsoSaid: string[];
	/** Names of the date fields that could not be read. */
	unread: string[];
	areas: Awaited<ReturnType<typeof listAreas>>;
};

const paths: Record<Exclude<SearchKind, 'concern'>, string> = {
	issue: '/issues',
	forum: '/forums',
	session: '/sessions',
	opinion: '/sessions',
	result: '/sessions',
	decision: '/sessions',
	material: '/studies',
	question: '/studies',
	cause: '/causes',
	gap: '/functions',
	function: '/functions',
	benefitTable: '/benefits',
	platform: '/platforms',
	outcome: '/outcomes',
	organisation: '/organisations',
	place: '/places',
	comment: '/issues',
};

/** What a search finds for this actor. Statements: 6 at most, whatever is found. */
export async function searchPage(
	tx: Tx,
	actor: Actor,
	request: ListRequest,
	now: Date,
): Promise<SearchPage> {
	const { q, filters, page, size } = request;
	const ways = q === '' ? [] : waysToSay(q, synonymsOf(await ownSynonyms(tx, actor)));
	const { span, unread } = spanOf(filters, now);
	const area = filters.area && isId(filters.area) ? { area: filters.area } : {};
	const sources = sourcesFor(tx, actor, { ...(filters.kind && { kind: filters.kind }), ...area });
	const hits = await find(tx, actor, { cases: casesOf(ways), sources, span });
	const total = Math.min(hits.length, mostFound);
	const words = ways.flat();
	return {
		request,
		rows: hits
			.slice(0, total)
			.slice((page - 1) * size, page * size)
			.map((hit) => rowOf(hit, q, words)),
		total,
		isCut: hits.length > mostFound,
		alsoSaid: ways.flatMap(([, ...others]) => others),
		unread,
		areas: await listAreas(tx, actor, dateInTokyo(now)),
	};
}

function rowOf(
	{ kind, id, whole, heading, words, body, at }: Hit,
	q: string,
	found: string[],
): FoundRow {
	const path =
		kind === 'concern'
			? `/concerns?q=${encodeURIComponent(q)}`
			: `${paths[kind]}/${whole?.id ?? id}`;
	const row = {
		kind,
		path,
		of: whole?.title ?? null,
		at,
		heading: highlighted(heading, found),
		words: excerpt(words, found),
	};
	const isMarked = [...row.heading, ...row.words].some(({ hit }) => hit);
	return { ...row, elsewhere: isMarked ? [] : found.filter((word) => body.includes(word)) };
}

function spanOf(filters: ListRequest['filters'], now: Date): { span: Span; unread: string[] } {
	const unread: string[] = [];
	const day = (name: 'from' | 'until') => {
		const typed = filters[name];
		if (!typed) return null;
		const date = parseDate(typed, { today: dateInTokyo(now) });
		if (date) return date;
		unread.push(name);
		return null;
	};
	const [from, until] = [day('from'), day('until')];
	return {
		span: {
			from: from === null ? null : instantInTokyo(from, '00:00'),
			until: until === null ? null : instantInTokyo(addDays(until, 1), '00:00'),
		},
		unread,
	};
}
