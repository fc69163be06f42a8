import { formatDateShort, dateInTokyo } from '#lib/kernel/dates.ts';
import { listRequest } from '#lib/kernel/listing.ts';
import { say } from '#lib/kernel/say.ts';
import { m } from '#lib/paraglide/messages.js';
import { platformListing, stateWordsOf } from '#lib/platforms/rules.ts';
import { listPlatforms } from '#lib/platforms/server/queries.ts';
import { csvResponse } from '#lib/server/csv.ts';
import { read } from '#lib/server/request.ts';
import type { RequestHandler } from './$types.ts';

export const GET: RequestHandler = async (event) => {
	const request = { ...listRequest(event.url.searchParams, platformListing), page: 1, size: 5_000 };
	const { rows } = await read(event, (tx, actor) => listPlatforms(tx, actor, request));
	const day = (at: Date | null) => (at ? formatDateShort(dateInTokyo(at)) : '');
	return csvResponse(
		`${m.platforms_title()}.csv`,
		[
			{ label: m.platforms_name(), value: (row) => row.name },
			{ label: m.platforms_state(), value: (row) => say(stateWordsOf(row)) },
			{ label: m.platforms_purpose(), value: (row) => row.purpose },
			{ label: m.platforms_condition(), value: (row) => row.successCondition },
			{ label: m.platforms_areas(), value: (row) => row.areas.join('、') },
			{ label: m.platforms_members(), value: (row) => row.memberCount },
			{ label: m.platforms_called_at(), value: (row) => day(row.calledAt) },
			{ label: m.platforms_ended_at(), value: (row) => day(row.endedAt) },
			{ label: m.platforms_reached_title(), value: (row) => row.reached },
		],
		rows,
	);
};
