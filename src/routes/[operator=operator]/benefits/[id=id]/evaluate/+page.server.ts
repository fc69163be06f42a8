import { judgeBenefit } from '#lib/benefits/server/commands.ts';
import { hallSecretOf } from '#lib/benefits/server/door.ts';
import { judgingPage } from '#lib/benefits/server/judging.ts';
import { isSignedIn } from '#lib/kernel/actor.ts';
import { isId } from '#lib/kernel/ids.ts';
import { act, read, requireActor } from '#lib/server/request.ts';
import type { Actions, PageServerLoad } from './$types.ts';

export const load: PageServerLoad = (event) => {
	requireActor(event, isSignedIn);
	const asked = event.url.searchParams.get('version');
	return read(event, (tx, actor) =>
		judgingPage(tx, actor, {
			...{ id: event.params.id, version: asked && isId(asked) ? asked : null },
			hallSecret: hallSecretOf(event),
		}),
	);
};

export const actions: Actions = {
	default: act(judgeBenefit, {
		then: ({ id }) => `/benefits/${id}/evaluate`,
		done: 'done_benefits_judged',
		also: ({ params }) => ({ id: params.id }),
	}),
};
