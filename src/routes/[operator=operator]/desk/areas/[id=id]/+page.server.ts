import { endArea, moveArea } from '#lib/districts/server/changes.ts';
import { lieOf } from '#lib/districts/server/lie-of-areas.ts';
import {
	areaOrRefuse,
	listAreas,
	lyingOf,
	relativesOf,
	validityOf,
} from '#lib/districts/server/queries.ts';
import { isSecretariat } from '#lib/kernel/actor.ts';
import { dateInTokyo, formatDate } from '#lib/kernel/dates.ts';
import { now } from '#lib/server/application.ts';
import { act, read, requireActor } from '#lib/server/request.ts';
import type { Actions, PageServerLoad } from './$types.ts';

export const load: PageServerLoad = (event) => {
	requireActor(event, isSecretariat);
	return read(event, async (tx, actor) => {
		const today = dateInTokyo(now());
		const area = await areaOrRefuse(tx, actor, event.params.id);
		const all = await listAreas(tx, actor, today);
		const lying = await lyingOf(tx, actor, area.id);
		return {
			area,
			towns: (await lieOf(tx, actor, [area.id])).get(area.id)?.towns ?? [],
			validity: await validityOf(tx, actor, area.id),
			parts: (await relativesOf(tx, actor, area.id, today)).parts,
			lying: lying.map(({ validFrom, validUntil, ...where }) => ({
				...where,
				from: formatDate(validFrom),
				until: validUntil && formatDate(validUntil),
			})),
			wholes: all.filter(({ partitionId }) => partitionId !== area.partitionId),
		};
	});
};

const also = ({ params }: { params: { id?: string | undefined } }) => ({ id: params.id });

export const actions: Actions = {
	move: act(moveArea, {
		then: ({ id }) => `/desk/areas/${id}`,
		done: 'done_districts_moved',
		also,
	}),
	end: act(endArea, { then: ({ id }) => `/desk/areas/${id}`, done: 'done_districts_ended', also }),
};
