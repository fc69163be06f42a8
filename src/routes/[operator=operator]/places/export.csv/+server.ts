import { directoryList } from '#lib/imports/server/lists.ts';
import { dateInTokyo } from '#lib/kernel/dates.ts';
import { listRequest } from '#lib/kernel/listing.ts';
import { m } from '#lib/paraglide/messages.js';
import { placeListing } from '#lib/places/rules.ts';
import { listPlaces } from '#lib/places/server/queries.ts';
import { now } from '#lib/server/application.ts';
import { csvResponse } from '#lib/server/csv.ts';
import { read } from '#lib/server/request.ts';
import type { RequestHandler } from './$types.ts';

/** The places as a file, with the columns that the import reads. */
export const GET: RequestHandler = async (event) => {
	const request = { ...listRequest(event.url.searchParams, placeListing), page: 1, size: 5_000 };
	const { columns, rows } = await read(event, async (tx, actor) => {
		const listed = await listPlaces(tx, actor, request);
		const ids = listed.rows.map(({ id }) => id);
		return directoryList(tx, actor, 'places', ids, dateInTokyo(now()));
	});
	return csvResponse(`${m.places_caption()}.csv`, columns, rows);
};
