import { listSessions, sessionListing } from '#lib/gatherings/server/queries.ts';
import { dateInTokyo, formatVagueDate } from '#lib/kernel/dates.ts';
import { listRequest } from '#lib/kernel/listing.ts';
import { say } from '#lib/kernel/say.ts';
import { m } from '#lib/paraglide/messages.js';
import { now } from '#lib/server/application.ts';
import { csvResponse } from '#lib/server/csv.ts';
import { read } from '#lib/server/request.ts';
import type { RequestHandler } from './$types.ts';

export const GET: RequestHandler = async (event) => {
	const request = { ...listRequest(event.url.searchParams, sessionListing), page: 1, size: 5_000 };
	const { rows } = await read(event, (tx, actor) =>
		listSessions(tx, actor, request, dateInTokyo(now())),
	);
	return csvResponse(
		`${m.gatherings_sessions_file()}.csv`,
		[
			{ label: m.gatherings_ordinal_field(), value: (row) => row.ordinal },
			{ label: m.gatherings_col_session(), value: (row) => row.title },
			{ label: m.gatherings_col_forum(), value: (row) => row.forumName },
			{ label: m.gatherings_col_when(), value: (row) => formatVagueDate(row.when) },
			{ label: m.gatherings_starts(), value: (row) => row.startsAt },
			{ label: m.gatherings_ends(), value: (row) => row.endsAt },
			{ label: m.gatherings_col_place(), value: (row) => row.placeName },
			{
				label: m.gatherings_col_kind(),
				value: (row) => say(`gatherings_session_kind_${row.kind}`),
			},
			{
				label: m.gatherings_col_state(),
				value: (row) => say(`gatherings_session_state_${row.state}`),
			},
			{ label: m.gatherings_col_areas(), value: (row) => row.areas.join('、') },
		],
		rows,
	);
};
