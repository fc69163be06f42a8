import { formatVagueDate } from '#lib/kernel/dates.ts';
import { listRequest } from '#lib/kernel/listing.ts';
import { say } from '#lib/kernel/say.ts';
import { outcomeListing } from '#lib/outcomes/rules.ts';
import { listOutcomes } from '#lib/outcomes/server/queries.ts';
import { m } from '#lib/paraglide/messages.js';
import { csvResponse } from '#lib/server/csv.ts';
import { read } from '#lib/server/request.ts';
import type { RequestHandler } from './$types.ts';

export const GET: RequestHandler = async (event) => {
	const request = { ...listRequest(event.url.searchParams, outcomeListing), page: 1, size: 5_000 };
	const { rows } = await read(event, (tx, actor) => listOutcomes(tx, actor, request));
	return csvResponse(
		`${m.outcomes_title()}.csv`,
		[
			{ label: m.outcomes_field_title(), value: (row) => row.title },
			{ label: m.outcomes_kind(), value: (row) => say(`outcomes_kind_${row.kind}`) },
			{ label: m.outcomes_happened(), value: (row) => formatVagueDate(row.happened) },
			{ label: m.outcomes_changed(), value: (row) => row.changed },
			{ label: m.outcomes_evidence(), value: (row) => row.evidence },
			{ label: m.outcomes_link(), value: (row) => row.evidenceLink },
			{
				label: m.outcomes_number(),
				value: (row) => (row.numberValue === null ? null : Number(row.numberValue)),
			},
			{ label: m.outcomes_unit(), value: (row) => row.numberUnit },
			{ label: m.outcomes_meaning(), value: (row) => row.numberMeaning },
		],
		rows,
	);
};
