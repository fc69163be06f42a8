import { and, asc, desc, eq, inArray, ne, or } from 'drizzle-orm';
import { flat } from '../../causes/rules.ts';
import { treesAbout } from '../../causes/server/queries.ts';
import { opinions, pillars, sessionResults, sessions } from '../../gatherings/server/tables.ts';
import { contentVisibleTo } from '../../gatherings/sessions/server/visible.ts';
import type { Actor } from '../../kernel/actor.ts';
import { organisations } from '../../organisations/server/tables.ts';
import type { Tx } from '../../server/db.ts';
import { facilitates } from '../rules.ts';
import type { Origin, Wish } from '../sheet.ts';
import { preparedFor } from './prepared.ts';
import type { AtTable } from './sight.ts';

/** Something that is written already and can be taken over. */
export type Material = Origin & { text: string };

const most = 300;

/**
 * What is written already about this table: what organisations told before, root causes, opinions (the notes of a closed
 * board among them, and what was sent in before), the lines that sum up, results, and what organisations say of
 * themselves. What was said in a session is for those who run it and the hall until its report is published.
 */
export async function materialFor(tx: Tx, actor: Actor, at: AtTable): Promise<Material[]> {
	if (at.hand.reach === 'none') return [];
	return [
		...(await preparedFor(tx, actor, at)).flatMap(({ id, texts }) =>
			texts.map(({ part, text }) => ({ kind: 'preparation' as const, id, part, text })),
		),
		...(await dugOut(tx, actor, at)),
		...(await saidIn(tx, actor, at)),
		...(await ofOrganisations(tx, actor, at)),
	];
}

/**
 * Opinions and summaries of the session (of a table of a forum: of all its sessions), and what came out of any session of
 * the forum, as far as this actor reads it. Nothing of a 事例検討.
 */
async function saidIn(tx: Tx, actor: Actor, { table, standing }: AtTable): Promise<Material[]> {
	const { sessionId, forumId } = table;
	const ofForum = forumId ? eq(sessions.forumId, forumId) : undefined;
	const own = sessionId ? eq(sessions.id, sessionId) : ofForum;
	const readable = and(
		ne(sessions.kind, 'caseStudy'),
		or(
			contentVisibleTo(actor),
			sessionId && (facilitates(actor, standing) || standing.isInHall) ? own : undefined,
		),
	);
	const said = await tx
		.select({ id: opinions.id, text: opinions.text })
		.from(opinions)
		.innerJoin(sessions, sessionOf(opinions))
		.where(and(readable, own, eq(opinions.state, 'kept')))
		.orderBy(desc(sessions.whenSort), asc(opinions.position), asc(opinions.id))
		.limit(most);
	const summed = await tx
		.select({ id: pillars.id, text: pillars.summary })
		.from(pillars)
		.innerJoin(sessions, sessionOf(pillars))
		.where(and(readable, own, ne(pillars.summary, '')))
		.orderBy(desc(sessions.whenSort), asc(pillars.position))
		.limit(most);
	const came = await tx
		.select({ id: sessionResults.id, text: sessionResults.text })
		.from(sessionResults)
		.innerJoin(sessions, sessionOf(sessionResults))
		.where(and(readable, or(own, ofForum)))
		.orderBy(desc(sessions.whenSort), asc(sessionResults.position))
		.limit(most);
	return [
		...summed.map((one) => ({ kind: 'pillar' as const, part: 0, ...one })),
		...came.map((one) => ({ kind: 'result' as const, part: 0, ...one })),
		...said.map((one) => ({ kind: 'opinion' as const, part: 0, ...one })),
	];
}

type Said = typeof opinions | typeof pillars | typeof sessionResults;

const sessionOf = ({ operatorId, sessionId }: Said) =>
	and(eq(sessions.operatorId, operatorId), eq(sessions.id, sessionId));

/** 課題の根っこ: what was dug out about the issue, and in the sessions of the forum. What turned out wrong is left out. */
async function dugOut(tx: Tx, actor: Actor, { table }: AtTable): Promise<Material[]> {
	const { sessionId, forumId, issueId } = table;
	const found = await tx
		.select({ id: sessions.id })
		.from(sessions)
		.where(
			and(
				eq(sessions.operatorId, actor.operatorId),
				or(
					sessionId ? eq(sessions.id, sessionId) : undefined,
					forumId ? eq(sessions.forumId, forumId) : undefined,
				),
			),
		)
		.orderBy(desc(sessions.whenSort))
		.limit(most);
	const sessionIds = found.map(({ id }) => id);
	const trees = await treesAbout(
		tx,
		actor,
		{ sessionIds, issueIds: issueId ? [issueId] : [] },
		true,
	);
	return trees.flatMap(({ twigs }) =>
		flat(twigs)
			.filter(({ cause }) => cause.standing !== 'wrong')
			.map(({ cause: { id, text } }) => ({ kind: 'cause' as const, id, part: 0, text })),
	);
}

/** What everybody reads in the directory of the organisations that have a row. */
async function ofOrganisations(tx: Tx, actor: Actor, { table }: AtTable): Promise<Material[]> {
	if (table.organisationIds.length === 0) return [];
	const found = await tx
		.select({
			id: organisations.id,
			activity: organisations.activity,
			reason: organisations.reason,
			strengths: organisations.strengths,
			offers: organisations.offers,
			needs: organisations.needs,
		})
		.from(organisations)
		.where(
			and(
				eq(organisations.operatorId, actor.operatorId),
				inArray(organisations.id, table.organisationIds),
			),
		)
		.orderBy(asc(organisations.sortKey), asc(organisations.id));
	return found.flatMap(({ id, ...texts }) =>
		Object.values(texts)
			.map((text, part) => ({ kind: 'organisation' as const, id, part, text }))
			.filter(({ text }) => text !== ''),
	);
}

/**
 * Fills in what a wish takes from elsewhere: the name of an organisation as the directory has it, and words that were taken
 * over. What this actor cannot take is not named as an origin, and an organisation that is unknown has no name.
 */
export async function fillIn(
	tx: Tx,
	actor: Actor,
	at: AtTable,
	wishes: readonly Wish[],
): Promise<Wish[]> {
	const added = wishes.flatMap(({ kind, organisationId }) =>
		kind === 'party.add' ? organisationId || [] : [],
	);
	const names = await namesOf(tx, actor, added);
	const material = wishes.some(({ origin }) => origin) ? await materialFor(tx, actor, at) : [];
	return wishes.map((wish) => {
		const { kind, organisationId, origin, text } = wish;
		if (kind === 'party.add' && organisationId !== '')
			return { ...wish, text: names.get(organisationId) ?? '' };
		const taken = material.find(
			(one) => one.kind === origin?.kind && one.id === origin.id && one.part === origin.part,
		);
		return taken ? { ...wish, text: text || taken.text } : { ...wish, origin: null };
	});
}

async function namesOf(tx: Tx, actor: Actor, ids: string[]): Promise<Map<string, string>> {
	if (ids.length === 0) return new Map();
	const found = await tx
		.select({ id: organisations.id, name: organisations.name })
		.from(organisations)
		.where(and(eq(organisations.operatorId, actor.operatorId), inArray(organisations.id, ids)));
	return new Map(found.map(({ id, name }) => [id, name]));
}
