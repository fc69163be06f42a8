import { mayHandle } from '#lib/concerns/rules.ts';
import { listWaitingForSecondEye } from '#lib/concerns/server/queries.ts';
import { listRequest } from '#lib/kernel/listing.ts';
import { read, requireActor } from '#lib/server/request.ts';
import type { PageServerLoad } from './$types.ts';

export const load: PageServerLoad = (event) => {
	const actor = requireActor(event, mayHandle);
	const request = listRequest(event.url.searchParams, { sorts: ['waiting'] });
	return read(event, async (tx) => ({ list: await listWaitingForSecondEye(tx, actor, request) }));
};
