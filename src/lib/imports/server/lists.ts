import { isStaff, type Actor } from '../../kernel/actor.ts';
import type { PlainDate } from '../../kernel/dates.ts';
import { shownTo as organisationShownTo } from '../../organisations/server/queries.ts';
import { shownTo as placeShownTo } from '../../places/server/queries.ts';
import type { Tx } from '../../server/db.ts';
import { listColumns, type ListColumn } from '../writing.ts';
import { directoryNames } from './names.ts';
import { organisationContents } from './registers/organisations.ts';
import { placeContents } from './registers/places.ts';
import type { Content } from './registers/register.ts';

/** A list to be written to a file, with the columns that the import reads. */
export type WrittenList = { columns: ListColumn[]; rows: Content[] };

/**
 * The records with these ids as a list, in this order. Staff get all of a record; everybody else gets what everybody
 * may see: what members see on a page one by one is not handed out as a whole.
 */
export async function directoryList(
	tx: Tx,
	actor: Actor,
	kind: 'organisations' | 'places',
	ids: readonly string[],
	today: PlainDate,
): Promise<WrittenList> {
	const reader: Actor = isStaff(actor) ? actor : { kind: 'anyone', operatorId: actor.operatorId };
	const contents: Map<string, Content> =
		kind === 'organisations'
			? await organisationContents(tx, actor, ids, (row) => organisationShownTo(reader, row))
			: await placeContents(tx, actor, ids, (row) => placeShownTo(reader, row));
	const { names } = await directoryNames(tx, actor, today);
	return {
		columns: listColumns(kind, names),
		rows: ids.map((id) => contents.get(id)).filter((content) => content !== undefined),
	};
}
