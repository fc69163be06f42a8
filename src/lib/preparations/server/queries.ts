import { and, asc, desc, eq, inArray, isNotNull, isNull, ne, sql } from 'drizzle-orm';
import { sessionOrRefuse, type SessionInScope } from '../../gatherings/server/queries.ts';
import { opinions, sessionResults, sessions } from '../../gatherings/server/tables.ts';
import { isFacilitator, mayFacilitate } from '../../gatherings/rules.ts';
import { isStaff, mayActFor, type Actor } from '../../kernel/actor.ts';
import type { PlainDate, VagueDate } from '../../kernel/dates.ts';
import { Refusal } from '../../kernel/refusal.ts';
import type { ActorGroup, OrganisationKind } from '../../organisations/rules.ts';
import { organisations } from '../../organisations/server/tables.ts';
import type { Tx } from '../../server/db.ts';
import { linesOfSheet, mayAnswer, mayReadCards, mayRemind, type Line } from '../rules.ts';
import { preparations } from './tables.ts';

export type Preparation = typeof preparations.$inferSelect;

export type Asked = Preparation & {
	name: string;
	kind: OrganisationKind;
	actorGroup: ActorGroup;
	/** As the directory tells everybody. */
	activity: string;
	offers: string;
};

const ofOrganisation = and(
	eq(organisations.operatorId, preparations.operatorId),
	eq(organisations.id, preparations.organisationId),
);

const ofSession = and(
	eq(sessions.operatorId, preparations.operatorId),
	eq(sessions.id, preparations.sessionId),
);

/** All that were asked for one session, 五十音順. The caller has checked who reads them. */
export async function askedFor(tx: Tx, actor: Actor, sessionId: string): Promise<Asked[]> {
	const rows = await tx
		.select({
			preparation: preparations,
			name: organisations.name,
			kind: organisations.kind,
			actorGroup: organisations.actorGroup,
			activity: organisations.activity,
			offers: organisations.offers,
		})
		.from(preparations)
		.innerJoin(organisations, ofOrganisation)
		.where(
			and(eq(preparations.operatorId, actor.operatorId), eq(preparations.sessionId, sessionId)),
		)
		.orderBy(asc(organisations.sortKey), asc(organisations.id))
		.limit(500);
	return rows.map(({ preparation, ...organisation }) => ({ ...preparation, ...organisation }));
}

/** The newest answer of each organisation for a session, or for any session of a forum; nothing of a 事例検討. */
export async function answeredFor(
	tx: Tx,
	actor: Actor,
	{ sessionId, forumId }: { sessionId: string | null; forumId: string | null },
): Promise<(Preparation & { name: string })[]> {
	const which = sessionId
		? eq(sessions.id, sessionId)
		: forumId
			? eq(sessions.forumId, forumId)
			: undefined;
	if (!which) return [];
	const rows = await tx
		.select({ preparation: preparations, name: organisations.name })
		.from(preparations)
		.innerJoin(organisations, ofOrganisation)
		.innerJoin(sessions, ofSession)
		.where(
			and(
				eq(preparations.operatorId, actor.operatorId),
				which,
				ne(sessions.kind, 'caseStudy'),
				isNotNull(preparations.answeredAt),
			),
		)
		.orderBy(asc(organisations.sortKey), asc(organisations.id), desc(preparations.answeredAt))
		.limit(500);
	return rows
		.map(({ preparation, name }) => ({ ...preparation, name }))
		.filter(
			({ organisationId }, index, all) =>
				all.findIndex((one) => one.organisationId === organisationId) === index,
		);
}

export type WorkPage = SessionInScope & {
	asked: (Asked & { lines: (Line & { isTaken: boolean })[]; isCardKept: boolean })[];
	/** How many would be reminded now. */
	silent: number;
};

/** For those who run the session; nobody else finds it. Three statements. */
export async function preparationsPage(
	tx: Tx,
	actor: Actor,
	sessionId: string,
	now: Date,
): Promise<WorkPage> {
	const found = await sessionOrRefuse(tx, actor, sessionId);
	if (!mayFacilitate(actor, found.scope)) throw new Refusal('not-found', 'refusal_not_found');
	const asked = await askedFor(tx, actor, sessionId);
	const [taken] = await tx
		.select({
			lines: sql<
				string[]
			>`(select coalesce(array_agg(${opinions.preparationId} || ' ' || ${opinions.text}), '{}')
				from ${opinions} where ${opinions.operatorId} = ${actor.operatorId} and ${opinions.sessionId} = ${sessionId}
				and ${opinions.preparationId} is not null)`,
			cards: sql<
				string[]
			>`(select coalesce(array_agg(${sessionResults.preparationId}::text), '{}') from ${sessionResults}
				where ${sessionResults.operatorId} = ${actor.operatorId} and ${sessionResults.sessionId} = ${sessionId}
				and ${sessionResults.preparationId} is not null)`,
		})
		.from(sql`(select 1) as one`);
	const [lines, cards] = [new Set(taken?.lines), new Set(taken?.cards)];
	return {
		...found,
		asked: asked.map((sheet) => ({
			...sheet,
			lines: linesOfSheet(sheet.id, sheet).map((line) => ({
				...line,
				isTaken: lines.has(`${sheet.id} ${line.text}`),
			})),
			isCardKept: cards.has(sheet.id),
		})),
		silent: asked.filter((sheet) => mayRemind(sheet, now)).length,
	};
}

export type SheetPage = {
	sheet: Asked;
	session: SessionInScope['session'];
	facilitates: boolean;
};

/** One sheet, for its organisation and for those who run the session; for nobody else it exists. */
export async function sheetOrRefuse(tx: Tx, actor: Actor, id: string): Promise<SheetPage> {
	const missing = new Refusal('not-found', 'refusal_not_found');
	const [found] = await tx
		.select({
			preparation: preparations,
			session: sessions,
			name: organisations.name,
			kind: organisations.kind,
			actorGroup: organisations.actorGroup,
			activity: organisations.activity,
			offers: organisations.offers,
		})
		.from(preparations)
		.innerJoin(organisations, ofOrganisation)
		.innerJoin(sessions, ofSession)
		.where(and(eq(preparations.operatorId, actor.operatorId), eq(preparations.id, id)));
	if (!found) throw missing;
	const { preparation, session, ...organisation } = found;
	const sheet = { ...preparation, ...organisation };
	const facilitates = await runs(tx, actor, session);
	// whoever was asked may read it also before the session is announced to everybody
	if (!mayAnswer(actor, { organisationId: sheet.organisationId, facilitates })) throw missing;
	return { sheet, session, facilitates };
}

async function runs(
	tx: Tx,
	actor: Actor,
	{ id, forumId }: { id: string; forumId: string | null },
): Promise<boolean> {
	if (isFacilitator(actor, { forumId, sessionId: id, areaIds: [] })) return true;
	if (!isStaff(actor)) return false;
	const { scope } = await sessionOrRefuse(tx, actor, id);
	return mayFacilitate(actor, scope);
}

export type Card = Pick<
	Asked,
	'id' | 'name' | 'actorGroup' | 'whatWeDo' | 'troubles' | 'wishes'
> & {
	activity: string;
	offers: string;
};

/** 活動紹介カード for those who will sit together; for nobody else. */
export async function cardsPage(
	tx: Tx,
	actor: Actor,
	sessionId: string,
): Promise<{
	session: SessionInScope['session'];
	cards: Card[];
	facilitates: boolean;
	/** The sheet of the reader's own organisation, to which the cards lead back. */
	ownSheetId: string | null;
}> {
	const missing = new Refusal('not-found', 'refusal_not_found');
	// whoever was asked reads the cards also before the session is announced to everybody
	const [session] = await tx
		.select()
		.from(sessions)
		.where(and(eq(sessions.operatorId, actor.operatorId), eq(sessions.id, sessionId)));
	if (!session) throw missing;
	const sheets = await askedFor(tx, actor, sessionId);
	const facilitates = await runs(tx, actor, session);
	const asked = sheets.map(({ organisationId }) => organisationId);
	if (!mayReadCards(actor, { asked, facilitates })) throw missing;
	const own = sheets.find(({ organisationId }) => mayActFor(actor, organisationId));
	return {
		session,
		facilitates,
		ownSheetId: own?.id ?? null,
		cards: sheets.map(({ id, name, actorGroup, whatWeDo, troubles, wishes, activity, offers }) => ({
			...{ id, name, actorGroup, whatWeDo, troubles, wishes, activity, offers },
		})),
	};
}

export type OwnSheet = {
	id: string;
	organisation: string;
	session: string;
	when: VagueDate;
	dueOn: PlainDate | null;
	answeredAt: Date | null;
};

/** What the organisations of this person are asked now: for the own page, what is due first stands first. */
export async function ownSheets(tx: Tx, actor: Actor): Promise<OwnSheet[]> {
	if (actor.kind !== 'person' || actor.represents.length === 0) return [];
	return tx
		.select({
			id: preparations.id,
			organisation: organisations.name,
			session: sessions.title,
			when: sessions.heldWhen,
			dueOn: preparations.dueOn,
			answeredAt: preparations.answeredAt,
		})
		.from(preparations)
		.innerJoin(organisations, ofOrganisation)
		.innerJoin(sessions, ofSession)
		.where(
			and(
				eq(preparations.operatorId, actor.operatorId),
				inArray(preparations.organisationId, [...actor.represents]),
				inArray(sessions.state, ['planned', 'announced', 'registration', 'postponed', 'open']),
			),
		)
		.orderBy(
			desc(isNull(preparations.answeredAt)),
			asc(preparations.dueOn),
			asc(preparations.askedAt),
			asc(preparations.id),
		)
		.limit(20);
}
