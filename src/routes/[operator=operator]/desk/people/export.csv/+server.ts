import { listColumns } from '#lib/imports/writing.ts';
import { dateInTokyo, formatDateShort } from '#lib/kernel/dates.ts';
import { listRequest } from '#lib/kernel/listing.ts';
import { say } from '#lib/kernel/say.ts';
import { m } from '#lib/paraglide/messages.js';
import { maySeePeople } from '#lib/people/rules.ts';
import { listPeople } from '#lib/people/server/queries.ts';
import { now } from '#lib/server/application.ts';
import { csvResponse } from '#lib/server/csv.ts';
import { read, requireActor } from '#lib/server/request.ts';
import type { RequestHandler } from './$types.ts';

export const GET: RequestHandler = async (event) => {
	const actor = requireActor(event, maySeePeople);
	const options = { sorts: ['name', 'registered'], filters: ['role', 'signIn', 'state'] } as const;
	const request = { ...listRequest(event.url.searchParams, options), page: 1, size: 5_000 };
	const { rows } = await read(event, (tx) => listPeople(tx, actor, request, dateInTokyo(now())));
	return csvResponse(
		`${m.people_list_title()}.csv`,
		[
			...listColumns('people', new Map()),
			{
				label: m.people_roles(),
				value: (row) => row.roles.map((role) => say(`people_role_${role}`)).join('、'),
			},
			{ label: m.people_sign_in_way(), value: (row) => say(`people_way_${row.signIn}`) },
			{
				label: m.people_registered(),
				value: (row) => formatDateShort(dateInTokyo(row.registeredAt)),
			},
		],
		rows,
	);
};
