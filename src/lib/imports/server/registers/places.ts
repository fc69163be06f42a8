import { and, eq, inArray, isNull, sql } from 'drizzle-orm';
import * as v from 'valibot';
import type { PlaceInput } from '../../../places/forms.ts';
import { insertPlace, updatePlace } from '../../../places/server/commands.ts';
import { places } from '../../../places/server/tables.ts';
import type { Actor } from '../../../kernel/actor.ts';
import type { Tx } from '../../../server/db.ts';
import { rowForms } from '../../forms.ts';
import { registerOf } from './register.ts';

export const placeRegister = registerOf<PlaceInput>({
	form: rowForms.places,
	partial: v.partial(rowForms.places),
	known: (tx, actor) =>
		tx
			.select({
				id: places.id,
				name: places.name,
				nameKana: places.nameKana,
				address: places.address,
				telephone: places.telephone,
				email: sql<string>`''`,
			})
			.from(places)
			.where(and(eq(places.operatorId, actor.operatorId), isNull(places.closedAt))),
	contents: (tx, actor, ids) => placeContents(tx, actor, ids, (row) => row),
	insert: (work, output, importId) => insertPlace(work, output, importId),
	update: (work, id, output) => updatePlace(work, id, output),
	remove: async ({ tx, actor }, ids) => {
		await tx
			.delete(places)
			.where(and(eq(places.operatorId, actor.operatorId), inArray(places.id, [...ids])));
	},
	use: { table: 'places', column: 'place_id', parts: [] },
});

type Row = typeof places.$inferSelect;

/** What places say, in the shape of the form; `show` empties what a reader may not see. */
export async function placeContents(
	tx: Tx,
	actor: Actor,
	ids: readonly string[],
	show: (row: Row) => Row,
): Promise<Map<string, PlaceInput>> {
	const rows = await tx
		.select()
		.from(places)
		.where(and(eq(places.operatorId, actor.operatorId), inArray(places.id, [...ids])));
	return new Map(rows.map((row) => [row.id, contentOf(show(row))]));
}

function contentOf(row: Row): PlaceInput {
	const { name, nameKana, kind, functions, postalCode, address, building } = row;
	const { latitude, longitude, telephone, hours, booking, fee, audience } = row;
	const { stepFree, accessibleToilet, lift, addressShown, remark, organisationId, areaId } = row;
	return {
		...{ name, nameKana, kind, functions, postalCode, address, building },
		...{ latitude, longitude, telephone, hours, booking, fee, audience },
		...{ stepFree, accessibleToilet, lift, addressShown, remark, organisationId, areaId },
	};
}
