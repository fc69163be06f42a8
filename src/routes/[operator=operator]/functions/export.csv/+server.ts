import { functionListing } from '#lib/functions/rules.ts';
import { inventory } from '#lib/functions/server/queries.ts';
import { dateInTokyo } from '#lib/kernel/dates.ts';
import { listRequest } from '#lib/kernel/listing.ts';
import { say } from '#lib/kernel/say.ts';
import { m } from '#lib/paraglide/messages.js';
import { now } from '#lib/server/application.ts';
import { csvResponse } from '#lib/server/csv.ts';
import { read } from '#lib/server/request.ts';
import type { RequestHandler } from './$types.ts';

/** A line for each function and area, so that a spreadsheet can filter and count them. */
export const GET: RequestHandler = async (event) => {
	const request = { ...listRequest(event.url.searchParams, functionListing), page: 1, size: 1_000 };
	const { result, areas } = await read(event, (tx, actor) =>
		inventory(tx, actor, request, dateInTokyo(now())),
	);
	const nameOf = new Map(areas.map(({ id, name }) => [id, name]));
	return csvResponse(
		`${m.functions_file()}.csv`,
		[
			{ label: m.functions_col_function(), value: ({ row }) => row.name },
			{ label: m.functions_area(), value: ({ cell }) => nameOf.get(cell.areaId) },
			{
				label: m.functions_strength(),
				value: ({ cell }) => say(`functions_coverage_${cell.coverage}`),
			},
			{ label: m.functions_who(), value: ({ cell }) => cell.names.join('、') },
			{ label: m.functions_description(), value: ({ row }) => row.description },
		],
		result.rows.flatMap((row) => row.cells.map((cell) => ({ row, cell }))),
	);
};
