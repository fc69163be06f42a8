import { and, eq, isNotNull, max, notInArray } from 'drizzle-orm';
import { personOf } from '../../../../kernel/actor.ts';
import { refuseField } from '../../../../kernel/refusal.ts';
import { command, type Work } from '../../../../server/command.ts';
import { searchText } from '../../../../server/search.ts';
import { mayFacilitate } from '../../../rules.ts';
import { opinions, opinionSheets } from '../../../server/tables.ts';
import { TypeSheet } from '../../forms.ts';
import type { PlaceOnSheet } from '../../rules.ts';
import { sessionOrRefuse } from '../visible.ts';
import {
	groupNamed,
	pillarOrRefuse,
	refusePersonal,
	refuseUnlessWritable,
	removeEmptyGroups,
} from './opinions.ts';

/**
 * A 討議シート as it was written by hand: every place becomes an opinion with its position and its まとまり, the same record
 * as a note of the board. Typed in again it is put right: what stands there stays the same opinion.
 */
export const typeSheet = command('session.typeSheet', {
	input: TypeSheet,
	subject: ({ tx, actor }, { id }) => sessionOrRefuse(tx, actor, id),
	allow: (actor, { scope }) => mayFacilitate(actor, scope),
	async run(work, { id, pillarId, table, isReplaced, checked, ...sheet }, { session }) {
		refuseUnlessWritable(session.state);
		await pillarOrRefuse(work, id, pillarId);
		const { places, groups, summary } = sheet;
		const texts = [...places.map(({ text }) => text), ...groups.map(({ name }) => name), summary];
		refusePersonal(session, checked, '', texts);
		const where = { sessionId: id, pillarId };
		const sheetId = await sheetAt(work, where, { table, summary, isReplaced });
		const groupIds = new Map<number, string>();
		for (const { name, members } of groups) {
			if (!name) continue;
			const groupId = await groupNamed(work, id, pillarId, name);
			for (const place of members) groupIds.set(place, groupId);
		}
		await emptyPlaces(work, sheetId, places);
		for (const place of places)
			await putDown(work, { ...where, sheetId, groupId: groupIds.get(place.place) ?? null }, place);
		await removeEmptyGroups(work, pillarId);
		return {
			result: { id, pillarId, table },
			audit: {
				subject: { kind: 'session', id },
				detail: { pillar: pillarId, table, opinions: places.length, replaced: isReplaced },
			},
		};
	},
});

/** Of two people who type in the same sheet the second is told. */
async function sheetAt(
	{ tx, actor, now, newId }: Work,
	where: { sessionId: string; pillarId: string },
	{ table, summary, isReplaced }: { table: number; summary: string; isReplaced: boolean },
): Promise<string> {
	const { operatorId } = actor;
	const typed = { summary, typedBy: personOf(actor), typedAt: now() };
	const [made] = await tx
		.insert(opinionSheets)
		.values({ operatorId, id: newId(), ...where, tableNumber: table, ...typed })
		.onConflictDoNothing()
		.returning({ id: opinionSheets.id });
	if (made) return made.id;
	if (!isReplaced) throw refuseField('isReplaced', 'gatherings_sheet_typed');
	const [known] = await tx
		.update(opinionSheets)
		.set(typed)
		.where(
			and(
				eq(opinionSheets.operatorId, operatorId),
				eq(opinionSheets.pillarId, where.pillarId),
				eq(opinionSheets.tableNumber, table),
			),
		)
		.returning({ id: opinionSheets.id });
	if (!known) throw new Error('a sheet that is there is found');
	return known.id;
}

/** What is no longer on the sheet goes. */
async function emptyPlaces(
	{ tx, actor }: Work,
	sheetId: string,
	places: readonly PlaceOnSheet[],
): Promise<void> {
	const kept = places.map(({ place }) => place);
	await tx
		.delete(opinions)
		.where(
			and(
				eq(opinions.operatorId, actor.operatorId),
				eq(opinions.sheetId, sheetId),
				isNotNull(opinions.sheetPlace),
				kept.length > 0 ? notInArray(opinions.sheetPlace, kept) : undefined,
			),
		);
}

async function putDown(
	{ tx, actor, now, newId }: Work,
	at: { sessionId: string; pillarId: string; sheetId: string; groupId: string | null },
	{ place, text, actorGroup }: PlaceOnSheet,
): Promise<void> {
	const { operatorId } = actor;
	const { groupId } = at;
	const [there] = await tx
		.update(opinions)
		.set({ text, actorGroup, groupId, searchText: searchText(text) })
		.where(
			and(
				eq(opinions.operatorId, operatorId),
				eq(opinions.sheetId, at.sheetId),
				eq(opinions.sheetPlace, place),
			),
		)
		.returning({ id: opinions.id });
	if (there) return;
	const [last] = await tx
		.select({ position: max(opinions.position) })
		.from(opinions)
		.where(and(eq(opinions.operatorId, operatorId), eq(opinions.pillarId, at.pillarId)));
	await tx.insert(opinions).values({
		...{ operatorId, id: newId(), ...at, text, actorGroup, sheetPlace: place },
		searchText: searchText(text),
		...{ position: (last?.position ?? 0) + 1, source: 'session', state: 'kept' },
		...{ typedBy: personOf(actor), typedAt: now() },
	});
}
