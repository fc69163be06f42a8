import { cooperations, tableListing, tableStates } from '#lib/benefits/rules.ts';
import { listTables } from '#lib/benefits/server/queries.ts';
import { listRequest } from '#lib/kernel/listing.ts';
import { read } from '#lib/server/request.ts';
import type { PageServerLoad } from './$types.ts';

export const load: PageServerLoad = async (event) => ({
	list: await read(event, (tx, actor) =>
		listTables(tx, actor, listRequest(event.url.searchParams, tableListing)),
	),
	states: tableStates,
	cooperations,
});
