import { dateInTokyo } from '#lib/kernel/dates.ts';
import { listRequest } from '#lib/kernel/listing.ts';
import { mayKeepPeople, maySeePeople } from '#lib/people/rules.ts';
import { listPeople } from '#lib/people/server/queries.ts';
import { now } from '#lib/server/application.ts';
import { read, requireActor } from '#lib/server/request.ts';
import type { PageServerLoad } from './$types.ts';

export const load: PageServerLoad = async (event) => {
	const actor = requireActor(event, maySeePeople);
	const request = listRequest(event.url.searchParams, {
		sorts: ['name', 'registered'],
		filters: ['role', 'signIn', 'state'],
	});
	return {
		mayKeep: mayKeepPeople(actor),
		list: await read(event, (tx) => listPeople(tx, actor, request, dateInTokyo(now()))),
	};
};
