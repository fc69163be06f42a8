import { listRequest } from '#lib/kernel/listing.ts';
import { say } from '#lib/kernel/say.ts';
import { listOrganisations } from '#lib/organisations/server/queries.ts';
import { organisationListing } from '#lib/organisations/rules.ts';
import { m } from '#lib/paraglide/messages.js';
import { csvResponse } from '#lib/server/csv.ts';
import { read } from '#lib/server/request.ts';
import type { RequestHandler } from './$types.ts';

export const GET: RequestHandler = async (event) => {
	const request = {
		...listRequest(event.url.searchParams, organisationListing),
		page: 1,
		size: 5_000,
	};
	const { rows } = await read(event, (tx, actor) => listOrganisations(tx, actor, request));
	return csvResponse(
		`${m.organisations_caption()}.csv`,
		[
			{ label: m.organisations_name(), value: (row) => row.name },
			{ label: m.organisations_name_kana(), value: (row) => row.nameKana },
			{ label: m.organisations_kind(), value: (row) => say(`organisations_kind_${row.kind}`) },
			{
				label: m.organisations_group(),
				value: (row) => say(`organisations_group_${row.actorGroup}`),
			},
			{ label: m.organisations_areas(), value: (row) => row.areas.join('、') },
			{ label: m.organisations_fields(), value: (row) => row.fields.join('、') },
			{ label: m.organisations_activity(), value: (row) => row.activity },
		],
		rows,
	);
};
