import type { RequestEvent } from '@sveltejs/kit';
import { mayHandle } from '#lib/concerns/rules.ts';
import {
	publishDeidentified,
	returnDeidentified,
	takeBackDeidentified,
	writeDeidentified,
} from '#lib/concerns/server/commands.ts';
import { concernDetail } from '#lib/concerns/server/queries.ts';
import { act, contextOf, read, requireActor } from '#lib/server/request.ts';
import { recordReadingFor } from '../../concerns/recorded.ts';
import type { Actions, PageServerLoad } from './$types.ts';

export const load: PageServerLoad = async (event) => {
	const actor = requireActor(event, mayHandle);
	await recordReadingFor(contextOf(event), event.params.id);
	return read(event, async (tx) => ({
		actor,
		detail: await concernDetail(tx, actor, event.params.id),
	}));
};

const also = ({ params }: RequestEvent) => ({ id: params.id });
const here = (_: unknown, { params }: RequestEvent) => `/desk/deidentified/${params.id}`;

export const actions: Actions = {
	write: act(writeDeidentified, {
		then: here,
		done: 'done_concerns_deidentified',
		many: ['confirmed'],
		also,
	}),
	publish: act(publishDeidentified, { then: here, done: 'done_concerns_published', also }),
	return: act(returnDeidentified, { then: here, done: 'done_concerns_returned', also }),
	takeBack: act(takeBackDeidentified, { then: here, done: 'done_concerns_taken_back', also }),
};
