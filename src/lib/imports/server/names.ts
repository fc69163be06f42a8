import { listAreas } from '../../districts/server/queries.ts';
import type { Area } from '../../districts/rules.ts';
import type { Actor } from '../../kernel/actor.ts';
import type { PlainDate } from '../../kernel/dates.ts';
import { fold } from '../../kernel/text.ts';
import { organisationChoices } from '../../organisations/server/queries.ts';
import type { Tx } from '../../server/db.ts';
import type { Names } from '../reading/values.ts';

/** Names of areas and organisations as lists write them: from names to ids, and back. */
export type DirectoryNames = { ids: Names; names: ReadonlyMap<string, string> };

/** Where two partitions have an area of one name, the first is meant, and the other is called 本町（出張所管内）. */
export async function directoryNames(
	tx: Tx,
	actor: Actor,
	today: PlainDate,
): Promise<DirectoryNames> {
	const areas = await listAreas(tx, actor, today);
	const organisations = await organisationChoices(tx, actor);
	const full = ({ name, partitionName }: Area) => `${name}（${partitionName}）`;
	const area = new Map([
		...areas.map((one): [string, string] => [fold(full(one)), one.id]),
		...areas.toReversed().map((one): [string, string] => [fold(one.name), one.id]),
	]);
	return {
		ids: {
			area,
			organisation: new Map(organisations.map((one) => [fold(one.name), one.id])),
		},
		names: new Map([
			...areas.map((one): [string, string] => [
				...([one.id, area.get(fold(one.name)) === one.id ? one.name : full(one)] as const),
			]),
			...organisations.map(({ id, name }): [string, string] => [id, name]),
		]),
	};
}
