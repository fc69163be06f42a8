import { mayHandle, mayOpenDesk } from '#lib/concerns/rules.ts';
import { countWaitingForSecondEye, listUntriaged } from '#lib/concerns/server/queries.ts';
import { listRequest } from '#lib/kernel/listing.ts';
import { now } from '#lib/server/application.ts';
import { read, requireActor } from '#lib/server/request.ts';
import type { PageServerLoad } from './$types.ts';

export const load: PageServerLoad = (event) => {
	const actor = requireActor(event, mayOpenDesk);
	const request = listRequest(event.url.searchParams, { sorts: ['waiting'] });
	return read(event, async (tx) => ({
		list: await listUntriaged(tx, actor, request),
		waiting: await countWaitingForSecondEye(tx, actor),
		isStaff: mayHandle(actor),
		now: now(),
	}));
};
