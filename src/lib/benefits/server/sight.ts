import { and, eq } from 'drizzle-orm';
import { atBoard } from '../../boards/server/queries.ts';
import { boards } from '../../boards/server/tables.ts';
import { forumOrRefuse, sessionOrRefuse } from '../../gatherings/server/queries.ts';
import type { Scope } from '../../gatherings/rules.ts';
import { personOf, type Actor } from '../../kernel/actor.ts';
import { Refusal } from '../../kernel/refusal.ts';
import type { Tx } from '../../server/db.ts';
import { reachOf, sightOf, type Sight, type Standing } from '../rules.ts';
import type { Hand } from './log.ts';
import { benefitTables } from './tables.ts';
import { hasSignedUp, isAdopted, isMember, visibleTo } from './visibility.ts';

export type BenefitTable = Omit<typeof benefitTables.$inferSelect, 'searchText'>;

/** A table as this actor stands before it. */
export type AtTable = {
	table: BenefitTable;
	standing: Standing;
	sight: Exclude<Sight, 'none'>;
	hand: Hand;
};

/** What the browser of somebody in the hall carries for the board of this id. */
export type HallSecret = (boardId: string) => string | undefined;

/** The table, for whoever may see it; for everybody else there is none. */
export async function tableOrRefuse(
	tx: Tx,
	actor: Actor,
	id: string,
	hallSecret?: HallSecret,
): Promise<AtTable> {
	const [row] = await tx
		.select({
			table: benefitTables,
			seen: visibleTo(actor).mapWith(Boolean),
			hasSignedUp: hasSignedUp(actor),
			isPlatformMember: isMember(actor),
			isAdopted,
			boardId: boards.id,
			hallClosedAt: boards.closedAt,
		})
		.from(benefitTables)
		.leftJoin(
			boards,
			and(
				eq(boards.operatorId, benefitTables.operatorId),
				eq(boards.sessionId, benefitTables.sessionId),
			),
		)
		.where(and(eq(benefitTables.operatorId, actor.operatorId), eq(benefitTables.id, id)));
	if (!row) throw new Refusal('not-found', 'refusal_not_found');
	const secret = row.boardId ? hallSecret?.(row.boardId) : undefined;
	const participant =
		row.boardId && secret ? await participantAt(tx, actor, row.boardId, secret) : null;
	if (!row.seen && !participant) throw new Refusal('not-found', 'refusal_not_found');
	const { searchText: _searchText, ...table } = row.table;
	const standing: Standing = {
		state: table.state,
		scope: await scopeOf(tx, actor, table),
		isInHall: participant !== null && row.hallClosedAt === null,
		hasSignedUp: row.hasSignedUp || participant !== null,
		isPlatformMember: row.isPlatformMember,
		isAdopted: row.isAdopted,
		isPublished: table.publishedVersion !== null,
		organisationIds: table.organisationIds,
	};
	const sight = sightOf(actor, standing);
	if (sight === 'none') throw new Refusal('not-found', 'refusal_not_found');
	const hand = {
		personId: participant ? null : personOf(actor),
		participantId: participant,
		reach: reachOf(actor, standing),
	};
	return { table, standing, sight, hand };
}

/** For those who read what is being written, nobody else. */
export async function draftOrRefuse(
	tx: Tx,
	actor: Actor,
	id: string,
	hallSecret?: HallSecret,
): Promise<AtTable> {
	const found = await tableOrRefuse(tx, actor, id, hallSecret);
	if (found.sight !== 'draft') throw new Refusal('not-found', 'refusal_not_found');
	return found;
}

async function participantAt(
	tx: Tx,
	actor: Actor,
	boardId: string,
	secret: string,
): Promise<string | null> {
	const found = await seenOrNull(() => atBoard(tx, actor, boardId, secret));
	return found?.participant?.id ?? null;
}

/** Whose areas, forum and session; null where the actor does not see them. */
export async function scopeOf(
	tx: Tx,
	actor: Actor,
	{ sessionId, forumId }: { sessionId: string | null; forumId: string | null },
): Promise<Scope | null> {
	const found = await seenOrNull<{ scope: Scope }>(() =>
		sessionId ? sessionOrRefuse(tx, actor, sessionId) : forumOrRefuse(tx, actor, forumId ?? ''),
	);
	return found?.scope ?? null;
}

async function seenOrNull<T>(look: () => Promise<T>): Promise<T | null> {
	try {
		return await look();
	} catch (refusal) {
		if (refusal instanceof Refusal && refusal.code === 'not-found') return null;
		throw refusal;
	}
}
