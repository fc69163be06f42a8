import { newSecret } from '#lib/concerns/server/numbers.ts';
import { sendDigest } from '#lib/digests/server/commands.ts';
import { digestPaper } from '#lib/digests/server/papers.ts';
import { sendingPage } from '#lib/digests/server/queries.ts';
import { isStaff } from '#lib/kernel/actor.ts';
import { dateInTokyo } from '#lib/kernel/dates.ts';
import { askFor } from '#lib/paper-kinds.ts';
import { application, now } from '#lib/server/application.ts';
import { act, read, requireActor } from '#lib/server/request.ts';
import type { Actions, PageServerLoad } from './$types.ts';

export const load: PageServerLoad = (event) => {
	const actor = requireActor(event, isStaff);
	return read(event, async (tx) => ({
		...(await sendingPage(tx, actor, event.params.id, dateInTokyo(now()))),
		secret: newSecret(),
	}));
};

export const actions: Actions = {
	send: act((context, input) => sendDigest(application().config.origin)(context, input), {
		then: ({ id }) => `/desk/sessions/${id}/digest`,
		done: 'done_digests_sent',
		also: ({ params }) => ({ id: params.id }),
	}),
	paper: act(askFor, {
		then: ({ id }) => `/papers/${id}`,
		many: ['parts'],
		also: ({ params }) => ({ kind: digestPaper.name, subjectId: params.id }),
	}),
};
