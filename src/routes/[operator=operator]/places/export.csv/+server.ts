import { listRequest } from '#lib/kernel/listing.ts';
import { say } from '#lib/kernel/say.ts';
import { m } from '#lib/paraglide/messages.js';
import { placeListing } from '#lib/places/rules.ts';
import { listPlaces } from '#lib/places/server/queries.ts';
import { csvResponse } from '#lib/server/csv.ts';
import { read } from '#lib/server/request.ts';
import type { RequestHandler } from './$types.ts';

export const GET: RequestHandler = async (event) => {
	const request = { ...listRequest(event.url.searchParams, placeListing), page: 1, size: 5_000 };
	const { rows } = await read(event, (tx, actor) => listPlaces(tx, actor, request));
	return csvResponse(
		`${m.places_caption()}.csv`,
		[
			{ label: m.places_name(), value: (row) => row.name },
			{ label: m.places_name_kana(), value: (row) => row.nameKana },
			{ label: m.places_kind(), value: (row) => say(`places_kind_${row.kind}`) },
			{ label: m.places_area(), value: (row) => row.area },
			{ label: m.places_address(), value: (row) => row.address },
			{ label: m.places_hours(), value: (row) => row.hours },
			{ label: m.places_telephone(), value: (row) => row.telephone },
		],
		rows,
	);
};
