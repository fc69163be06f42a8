import { maySeeAudit } from '#lib/people/rules.ts';
import { chainState, listTrail } from '#lib/people/server/trail.ts';
import { read, requireActor } from '#lib/server/request.ts';
import type { PageServerLoad } from './$types.ts';
import { trailRequest } from './listing.ts';

export const load: PageServerLoad = async (event) => {
	const actor = requireActor(event, maySeeAudit);
	const request = trailRequest(event.url.searchParams);
	const isAsked = event.url.searchParams.get('check') === 'yes';
	return read(event, async (tx) => ({
		list: await listTrail(tx, actor, request),
		chain: await chainState(tx, actor, isAsked),
	}));
};
