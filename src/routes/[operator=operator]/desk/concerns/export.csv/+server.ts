import { tagNames } from '#lib/concerns/labels.ts';
import { waitingSince } from '#lib/concerns/waiting.ts';
import { mayHandle } from '#lib/concerns/rules.ts';
import { exportForFile } from '#lib/concerns/server/commands.ts';
import { concernFilters, concernSorts } from '#lib/concerns/server/queries.ts';
import { dateInTokyo, formatDateShort } from '#lib/kernel/dates.ts';
import { listRequest } from '#lib/kernel/listing.ts';
import { say } from '#lib/kernel/say.ts';
import { m } from '#lib/paraglide/messages.js';
import { csvResponse } from '#lib/server/csv.ts';
import { contextOf, requireActor } from '#lib/server/request.ts';
import type { RequestHandler } from './$types.ts';

/** What the statistics need: no words of anybody, nothing above P4. */
export const GET: RequestHandler = async (event) => {
	requireActor(event, mayHandle);
	const { locale } = event.locals.display;
	const request = listRequest(event.url.searchParams, {
		sorts: concernSorts,
		filters: concernFilters,
	});
	const rows = await exportForFile(contextOf(event), request);
	return csvResponse(
		m.concerns_export_file(),
		[
			{ label: m.concerns_col_number(), value: (row) => row.number },
			{ label: m.concerns_col_state(), value: (row) => say(`concerns_state_${row.state}`) },
			{ label: m.concerns_col_kind(), value: (row) => say(`concerns_kind_short_${row.kind}`) },
			{ label: m.concerns_col_channel(), value: (row) => say(`concerns_channel_${row.channel}`) },
			{
				label: m.concerns_col_received(),
				value: (row) => formatDateShort(dateInTokyo(row.receivedAt), locale),
			},
			{ label: m.concerns_col_urgency(), value: (row) => say(`concerns_urgency_${row.urgency}`) },
			{ label: m.concerns_col_area(), value: (row) => row.areaName },
			{ label: m.concerns_col_tags(), value: (row) => tagNames(row.tags) },
			{ label: m.concerns_col_tag_count(), value: (row) => row.tags.length },
			{
				label: m.concerns_col_isolation(),
				value: (row) => row.isolation.map((code) => say(`concerns_isolation_${code}`)).join('、'),
			},
			{
				label: m.concerns_col_gap(),
				value: (row) => (row.institutionalGap ? m.concerns_yes() : m.concerns_no()),
			},
			{ label: m.concerns_col_holder(), value: (row) => row.holderName },
			{
				label: m.concerns_col_first_response(),
				value: (row) =>
					row.firstResponseAt && waitingSince(row.receivedAt, row.firstResponseAt).workingDays,
			},
		],
		rows,
	);
};
