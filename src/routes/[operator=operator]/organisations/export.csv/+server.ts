import { directoryList } from '#lib/imports/server/lists.ts';
import { dateInTokyo } from '#lib/kernel/dates.ts';
import { listRequest } from '#lib/kernel/listing.ts';
import { listOrganisations } from '#lib/organisations/server/queries.ts';
import { organisationListing } from '#lib/organisations/rules.ts';
import { m } from '#lib/paraglide/messages.js';
import { now } from '#lib/server/application.ts';
import { csvResponse } from '#lib/server/csv.ts';
import { read } from '#lib/server/request.ts';
import type { RequestHandler } from './$types.ts';

/** The directory as a file, with the columns that the import reads. */
export const GET: RequestHandler = async (event) => {
	const request = {
		...listRequest(event.url.searchParams, organisationListing),
		page: 1,
		size: 5_000,
	};
	const { columns, rows } = await read(event, async (tx, actor) => {
		const listed = await listOrganisations(tx, actor, request);
		const ids = listed.rows.map(({ id }) => id);
		return directoryList(tx, actor, 'organisations', ids, dateInTokyo(now()));
	});
	return csvResponse(`${m.organisations_caption()}.csv`, columns, rows);
};
