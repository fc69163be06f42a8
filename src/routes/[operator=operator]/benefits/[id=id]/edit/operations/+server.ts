import { error, json } from '@sveltejs/kit';
import { atTableOf, write } from '#lib/benefits/server/door.ts';
import { operationsAfter } from '#lib/benefits/server/log.ts';
import type { Wish } from '#lib/benefits/sheet.ts';
import { wishFrom } from '#lib/benefits/wishes.ts';
import { m } from '#lib/paraglide/messages.js';
import { read } from '#lib/server/request.ts';
import type { RequestHandler } from './$types.ts';

const mostAtOnce = 200;

/** Wishes from the outbox of a browser; a receipt for each, in their order, once they are saved. */
export const POST: RequestHandler = async (event) => {
	const sent: unknown = await event.request.json().catch(() => undefined);
	if (!Array.isArray(sent) || sent.length > mostAtOnce) error(422, m.refusal_not_valid());
	const wishes: Wish[] = [];
	for (const fields of sent) {
		const wish = typeof fields === 'object' && fields !== null ? wishFrom(fields) : undefined;
		if (!wish) error(422, m.refusal_not_valid());
		wishes.push(wish);
	}
	return json(await write(event, event.params.id, wishes));
};

/** For networks that let no stream through: what is new since a number. */
export const GET: RequestHandler = async (event) => {
	const { id: tableId } = event.params;
	const { table } = await atTableOf(event, tableId);
	const since = Math.max(0, Math.trunc(Number(event.url.searchParams.get('since'))) || 0);
	const where = { operatorId: table.operatorId, tableId };
	return json(await read(event, (tx) => operationsAfter(tx, where, since)));
};
