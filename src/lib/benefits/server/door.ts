import type { RequestEvent } from '@sveltejs/kit';
import { secretOf } from '../../boards/server/door.ts';
import { newId } from '../../server/application.ts';
import { read } from '../../server/request.ts';
import { wishesOfPrepared } from '../prepared.ts';
import type { Wish } from '../sheet.ts';
import { loadSheet, type Receipt } from './log.ts';
import { liveTables } from './live.ts';
import { fillIn } from './material.ts';
import { preparedFor } from './prepared.ts';
import { draftOrRefuse, type AtTable, type HallSecret } from './sight.ts';

/** What the browser of this request carries for a hall. */
export function hallSecretOf(event: RequestEvent): HallSecret {
	return (boardId) => secretOf(event, boardId);
}

/** Who stands before the table of this address, where it is being written; 404 for everybody else. */
export function atTableOf(event: RequestEvent, id: string): Promise<AtTable> {
	return read(event, (tx, actor) => draftOrRefuse(tx, actor, id, hallSecretOf(event)));
}

/** The wishes that take a 準備シート over into the row of its organisation. */
export function preparedWishes(event: RequestEvent, tableId: string, sheetId: unknown) {
	return read(event, async (tx, actor) => {
		const at = await draftOrRefuse(tx, actor, tableId, hallSecretOf(event));
		const prepared = (await preparedFor(tx, actor, at)).find(({ id }) => id === sheetId);
		const { sheet } = await loadSheet(tx, { operatorId: actor.operatorId, tableId });
		return prepared ? wishesOfPrepared(sheet, prepared, newId) : [];
	});
}

/** Saves what somebody wrote, one receipt for each wish. */
export async function write(
	event: RequestEvent,
	tableId: string,
	wishes: readonly Wish[],
): Promise<Receipt[]> {
	const { at, filled } = await read(event, async (tx, actor) => {
		const found = await draftOrRefuse(tx, actor, tableId, hallSecretOf(event));
		return { at: found, filled: await fillIn(tx, actor, found, wishes) };
	});
	const { operatorId } = at.table;
	return liveTables().append({ operatorId, tableId }, at.hand, filled);
}
