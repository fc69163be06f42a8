import { dateInTokyo } from '#lib/kernel/dates.ts';
import { Refusal } from '#lib/kernel/refusal.ts';
import { linkMakers } from '#lib/outcomes/server/makers.ts';
import { now } from '#lib/server/application.ts';
import { operatorOf, read } from '#lib/server/request.ts';
import { endKey, traceKinds } from '#lib/trace/rules.ts';
import { threadFor } from '../../../thread.server.ts';
import type { PageServerLoad } from './$types.ts';

export const load: PageServerLoad = (event) =>
	read(event, async (tx, actor) => {
		const kind = traceKinds.find((known) => known === event.params.kind);
		if (!kind) throw new Refusal('not-found', 'refusal_not_found');
		const here = { kind, id: event.params.id };
		const thread = await threadFor(tx, actor, operatorOf(event), here);
		const own = thread.stops.find((stop) => endKey(stop) === endKey(here) && stop.path !== null);
		// the thread of what this reader cannot see does not exist
		if (!own) throw new Refusal('not-found', 'refusal_not_found');
		const makers = thread.links.flatMap(({ madeBy }) => (madeBy ? [madeBy] : []));
		const names = await linkMakers(tx, actor, makers, dateInTokyo(now()));
		return {
			here,
			own,
			isCut: thread.isCut,
			stops: thread.stops,
			links: thread.links.map((link) => ({
				...link,
				madeBy: null,
				who: (link.madeBy && names.get(link.madeBy)) ?? '',
			})),
		};
	});
