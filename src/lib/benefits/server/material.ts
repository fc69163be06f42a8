import { and, asc, eq, inArray, ne } from 'drizzle-orm';
import { opinions, pillars, sessionResults, sessions } from '../../gatherings/server/tables.ts';
import { mayActFor, type Actor } from '../../kernel/actor.ts';
import { askedFor } from '../../preparations/server/queries.ts';
import { organisations } from '../../organisations/server/tables.ts';
import type { Tx } from '../../server/db.ts';
import { facilitates } from '../rules.ts';
import type { Origin, Wish } from '../sheet.ts';
import type { AtTable } from './sight.ts';

/** Something that is written already and can be taken over. */
export type Material = Origin & { text: string };

const most = 300;

/**
 * What the session and the directory hold for this table: opinions (the notes of a closed board among them, and what was
 * sent in before), the lines that sum up, results, and what organisations say of themselves. What was said in a session
 * is for those who run it and the hall until its report is published.
 */
export async function materialFor(tx: Tx, actor: Actor, at: AtTable): Promise<Material[]> {
	if (at.hand.reach === 'none') return [];
	return [
		...(await preparedFor(tx, actor, at)),
		...(await saidIn(tx, actor, at)),
		...(await ofOrganisations(tx, actor, at)),
	];
}

/** What organisations told before: all of it for those who run the session, its own for an organisation. */
async function preparedFor(tx: Tx, actor: Actor, at: AtTable): Promise<Material[]> {
	const { sessionId } = at.table;
	if (!sessionId) return [];
	const asked = await askedFor(tx, actor, sessionId);
	return asked
		.filter(
			({ organisationId }) => facilitates(actor, at.standing) || mayActFor(actor, organisationId),
		)
		.flatMap(({ id, troubles, wishes, whatWeDo }) =>
			[troubles, wishes, whatWeDo]
				.map((text, part) => ({ kind: 'preparation' as const, id, part, text }))
				.filter(({ text }) => text !== ''),
		);
}

async function saidIn(tx: Tx, actor: Actor, at: AtTable): Promise<Material[]> {
	const { sessionId } = at.table;
	if (!sessionId) return [];
	const { operatorId } = actor;
	const [session] = await tx
		.select({ state: sessions.state })
		.from(sessions)
		.where(and(eq(sessions.operatorId, operatorId), eq(sessions.id, sessionId)));
	const isOpen =
		facilitates(actor, at.standing) || at.standing.isInHall || session?.state === 'published';
	if (!isOpen) return [];
	const said = await tx
		.select({ id: opinions.id, text: opinions.text })
		.from(opinions)
		.where(
			and(
				eq(opinions.operatorId, operatorId),
				eq(opinions.sessionId, sessionId),
				eq(opinions.state, 'kept'),
			),
		)
		.orderBy(asc(opinions.position), asc(opinions.id))
		.limit(most);
	const summed = await tx
		.select({ id: pillars.id, text: pillars.summary })
		.from(pillars)
		.where(
			and(
				eq(pillars.operatorId, operatorId),
				eq(pillars.sessionId, sessionId),
				ne(pillars.summary, ''),
			),
		)
		.orderBy(asc(pillars.position));
	const came = await tx
		.select({ id: sessionResults.id, text: sessionResults.text })
		.from(sessionResults)
		.where(and(eq(sessionResults.operatorId, operatorId), eq(sessionResults.sessionId, sessionId)))
		.orderBy(asc(sessionResults.position))
		.limit(most);
	return [
		...summed.map((one) => ({ kind: 'pillar' as const, part: 0, ...one })),
		...came.map((one) => ({ kind: 'result' as const, part: 0, ...one })),
		...said.map((one) => ({ kind: 'opinion' as const, part: 0, ...one })),
	];
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
