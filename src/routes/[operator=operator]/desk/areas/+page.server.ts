import { byPartition } from '#lib/districts/rules.ts';
import { addAreas, addPartition } from '#lib/districts/server/commands.ts';
import { listAreas, listPartitions } from '#lib/districts/server/queries.ts';
import { draftAreas } from '#lib/imports/server/commands.ts';
import { isSecretariat } from '#lib/kernel/actor.ts';
import { dateInTokyo } from '#lib/kernel/dates.ts';
import { now } from '#lib/server/application.ts';
import { act, read, requireActor } from '#lib/server/request.ts';
import type { Actions, PageServerLoad } from './$types.ts';

export const load: PageServerLoad = (event) => {
	requireActor(event, isSecretariat);
	return read(event, async (tx, actor) => ({
		partitions: await listPartitions(tx, actor),
		groups: byPartition(await listAreas(tx, actor, dateInTokyo(now()))),
	}));
};

const looked = ({ id }: { id: string }) => `/desk/areas/drafts/${id}`;

export const actions: Actions = {
	partition: act(addPartition, { then: () => '/desk/areas', done: 'done_districts_added' }),
	boundaries: act(draftAreas, {
		...{ then: looked, files: ['file'] },
		also: () => ({ kind: 'boundaries' }),
	}),
	// a list of 町丁目 says nothing of days
	towns: act(draftAreas, {
		...{ then: looked, files: ['file'] },
		also: () => ({ kind: 'towns', from: dateInTokyo(now()) }),
	}),
	areas: act(addAreas, { then: () => '/desk/areas', done: 'done_districts_added' }),
};
