import { sql } from 'drizzle-orm';
import { sessionOrRefuse, type SessionInScope } from '../../gatherings/server/queries.ts';
import type { VagueDate } from '../../kernel/dates.ts';
import { Refusal } from '../../kernel/refusal.ts';
import type { Tx } from '../../server/db.ts';
import { hasDigest, mostNamed } from '../rules.ts';

export const publishedKinds = ['issue', 'platform', 'outcome', 'session'] as const;
export type PublishedKind = (typeof publishedKinds)[number];

type Content = {
	/** What was decided, for everybody to read. */
	agreed: { id: string; text: string; whoDoes: string; byWhen: string }[];
	/** 次へ持ち越したこと: of all sessions of the forum up to this one that no session has settled. */
	parked: { id: string; text: string; sessionTitle: string; ordinal: number | null }[];
	/** Public since the session before this one, the newest first. */
	published: { kind: PublishedKind; id: string; title: string }[];
	next: {
		id: string;
		title: string;
		ordinal: number | null;
		when: VagueDate;
		startsAt: string | null;
		endsAt: string | null;
		placeName: string;
		placeAddress: string;
	} | null;
};

export type Digest = Content & {
	session: SessionInScope['session'];
	forum: SessionInScope['forum'];
};

/**
 * What everybody may read about a session whose report is published, and what followed. It is read as a visitor, whoever
 * asks for it, so that nothing else can get into a letter or a paper. Two statements and those of the session itself.
 */
export async function digestOf(tx: Tx, operatorId: string, sessionId: string): Promise<Digest> {
	const visitor = { kind: 'anyone', operatorId } as const;
	const { session, forum } = await sessionOrRefuse(tx, visitor, sessionId);
	if (!hasDigest(session)) throw new Refusal('not-found', 'refusal_not_found');
	return { session, forum, ...(await contentOf(tx, session)) };
}

async function contentOf(tx: Tx, session: SessionInScope['session']): Promise<Content> {
	const { operatorId, id, forumId, whenSort, heldOn } = session;
	const isPublic = sql`kind <> 'caseStudy' and audience <> 'invited'`;
	const { rows } = await tx.execute<Content>(sql`
		with since as (
			select coalesce(
				(select max(published_at) from sessions where operator_id = ${operatorId} and forum_id = ${forumId}
					and state = 'published' and id <> ${id} and when_sort < ${whenSort}),
				${heldOn}::date::timestamptz) as at
		), told as (
			select id, title, ordinal, when_sort, published_at from sessions
			where operator_id = ${operatorId} and state = 'published' and ${isPublic}
				and (id = ${id} or (forum_id = ${forumId} and published_at > (select at from since)))
		), earlier as (
			select id, title, ordinal, when_sort from sessions
			where operator_id = ${operatorId} and state = 'published' and ${isPublic}
				and (id = ${id} or (forum_id = ${forumId} and when_sort <= ${whenSort}))
		)
		select
			(select coalesce(json_agg(json_build_object('id', d.id, 'text', d.text, 'whoDoes', d.who_does, 'byWhen', d.by_when)
				order by told.when_sort, d.position, d.id), '[]')
				from decisions d join told on told.id = d.session_id
				where d.operator_id = ${operatorId} and d.is_public) as agreed,
			(select coalesce(json_agg(json_build_object('id', r.id, 'text', r.text, 'sessionTitle', earlier.title,
				'ordinal', earlier.ordinal) order by earlier.when_sort, r.position, r.id), '[]')
				from session_results r join earlier on earlier.id = r.session_id
				where r.operator_id = ${operatorId} and r.kind = 'openPoint' and r.settled_at is null) as parked,
			(select coalesce(json_agg(json_build_object('kind', kind, 'id', id, 'title', title) order by at desc, id), '[]') from (
				(select 'issue' as kind, id, title, shared_at as at from issues
					where operator_id = ${operatorId} and state <> 'candidate' and shared_at > (select at from since)
					order by shared_at desc limit ${mostNamed})
				union all
				(select 'platform', id, name, opened_at from platforms
					where operator_id = ${operatorId} and state in ('gathering', 'active') and opened_at > (select at from since)
					order by opened_at desc limit ${mostNamed})
				union all
				(select 'outcome', id, title, published_at from outcomes
					where operator_id = ${operatorId} and state = 'published' and published_at > (select at from since)
					order by published_at desc limit ${mostNamed})
				union all
				(select 'session', id, title, published_at from told where id <> ${id} order by published_at desc limit ${mostNamed})
			) as fresh) as published,
			(select json_build_object('id', id, 'title', title, 'ordinal', ordinal, 'when', held_when, 'startsAt', starts_at,
				'endsAt', ends_at, 'placeName', place_name, 'placeAddress', place_address)
				from sessions where operator_id = ${operatorId} and forum_id = ${forumId} and announced_at is not null
					and state in ('announced', 'registration', 'open', 'postponed') and ${isPublic} and when_sort > ${whenSort}
				order by when_sort, id limit 1) as next`);
	const [content] = rows;
	if (!content) throw new Error('one row always comes back');
	return content;
}
