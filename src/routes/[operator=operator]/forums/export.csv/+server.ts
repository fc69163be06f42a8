import { forumListing, listForums } from '#lib/gatherings/server/queries.ts';
import { nthOptions, weekdayOptions } from '#lib/gatherings/ui/choices.ts';
import { formatDate } from '#lib/kernel/dates.ts';
import { listRequest } from '#lib/kernel/listing.ts';
import { say } from '#lib/kernel/say.ts';
import { m } from '#lib/paraglide/messages.js';
import { csvResponse } from '#lib/server/csv.ts';
import { read } from '#lib/server/request.ts';
import type { RequestHandler } from './$types.ts';

export const GET: RequestHandler = async (event) => {
	const request = { ...listRequest(event.url.searchParams, forumListing), page: 1, size: 5_000 };
	const { rows } = await read(event, (tx, actor) => listForums(tx, actor, request));
	const wordOf = (options: readonly { value: string; label: string }[], value: number | null) =>
		options.find((option) => option.value === String(value))?.label ?? '';
	return csvResponse(
		`${m.gatherings_forums_file()}.csv`,
		[
			{ label: m.gatherings_col_forum(), value: (row) => row.name },
			{ label: m.gatherings_col_kind(), value: (row) => say(`gatherings_forum_kind_${row.kind}`) },
			{
				label: m.gatherings_col_state(),
				value: (row) => say(`gatherings_forum_state_${row.state}`),
			},
			{ label: m.gatherings_col_theme(), value: (row) => row.theme },
			{ label: m.gatherings_col_areas(), value: (row) => row.areas.join('、') },
			{
				label: m.gatherings_launched_on(),
				value: (row) => (row.launchedOn ? formatDate(row.launchedOn) : ''),
			},
			{
				label: m.gatherings_col_rhythm(),
				value: (row) =>
					wordOf(nthOptions(), row.monthlyNth) + wordOf(weekdayOptions(), row.monthlyWeekday),
			},
		],
		rows,
	);
};
