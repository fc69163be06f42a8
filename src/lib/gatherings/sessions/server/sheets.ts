import { and, asc, eq } from 'drizzle-orm';
import type { Actor } from '../../../kernel/actor.ts';
import { Refusal } from '../../../kernel/refusal.ts';
import type { Tx } from '../../../server/db.ts';
import { opinionGroups, opinions, opinionSheets } from '../../server/tables.ts';
import type { PlaceOnSheet } from '../rules.ts';
import type { SessionInScope } from './visible.ts';

function refuseUnlessWork({ sight }: SessionInScope): void {
	if (sight !== 'work') throw new Refusal('not-found', 'refusal_not_found');
}

export type TypedSheet = { pillarId: string; table: number };

/** Which sheets of a session are typed in already. */
export async function listTypedSheets(
	tx: Tx,
	actor: Actor,
	found: SessionInScope,
): Promise<TypedSheet[]> {
	refuseUnlessWork(found);
	return tx
		.select({ pillarId: opinionSheets.pillarId, table: opinionSheets.tableNumber })
		.from(opinionSheets)
		.where(
			and(
				eq(opinionSheets.operatorId, actor.operatorId),
				eq(opinionSheets.sessionId, found.session.id),
			),
		)
		.orderBy(asc(opinionSheets.tableNumber))
		.limit(2_000);
}

export type SheetAsTyped = {
	summary: string;
	places: (PlaceOnSheet & { groupName: string })[];
};

/** A sheet as it stands now, with what was changed since; undefined before it is typed in. */
export async function sheetAsTyped(
	tx: Tx,
	actor: Actor,
	found: SessionInScope,
	{ pillarId, table }: TypedSheet,
): Promise<SheetAsTyped | undefined> {
	refuseUnlessWork(found);
	const { operatorId } = actor;
	const [sheet] = await tx
		.select({ id: opinionSheets.id, summary: opinionSheets.summary })
		.from(opinionSheets)
		.where(
			and(
				eq(opinionSheets.operatorId, operatorId),
				eq(opinionSheets.pillarId, pillarId),
				eq(opinionSheets.tableNumber, table),
			),
		);
	if (!sheet) return undefined;
	const rows = await tx
		.select({
			place: opinions.sheetPlace,
			text: opinions.text,
			actorGroup: opinions.actorGroup,
			groupName: opinionGroups.name,
		})
		.from(opinions)
		.leftJoin(
			opinionGroups,
			and(
				eq(opinionGroups.operatorId, opinions.operatorId),
				eq(opinionGroups.id, opinions.groupId),
			),
		)
		.where(and(eq(opinions.operatorId, operatorId), eq(opinions.sheetId, sheet.id)))
		.orderBy(asc(opinions.sheetPlace));
	const places = rows.flatMap(({ place, groupName, ...one }) =>
		place === null ? [] : [{ ...one, place, groupName: groupName ?? '' }],
	);
	return { summary: sheet.summary, places };
}
