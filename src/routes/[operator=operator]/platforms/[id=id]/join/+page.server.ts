import type { RequestEvent } from '@sveltejs/kit';
import { isSignedIn } from '#lib/kernel/actor.ts';
import { isOpenToOthers } from '#lib/platforms/rules.ts';
import { acceptInvitation, askToJoin, declineInvitation } from '#lib/platforms/server/commands.ts';
import { platformPage } from '#lib/platforms/server/page.ts';
import { act, read, requireActor } from '#lib/server/request.ts';
import type { Actions, PageServerLoad } from './$types.ts';

export const load: PageServerLoad = (event) => {
	requireActor(event, isSignedIn);
	return read(event, async (tx, actor) => {
		const { id, name, purpose, successCondition, state, neededRoles, pending, howToJoin } =
			await platformPage(tx, actor, event.params.id);
		return {
			platform: { id, name, purpose, successCondition, state, neededRoles, pending, howToJoin },
			isOpen: isOpenToOthers(state),
		};
	});
};

const toPlatform = { then: ({ id }: { id: string }) => `/platforms/${id}` };
const also = ({ params }: RequestEvent) => ({ id: params.id });

export const actions: Actions = {
	ask: act(askToJoin, { ...toPlatform, done: 'done_platforms_asked', also }),
	accept: act(acceptInvitation, { ...toPlatform, done: 'done_platforms_joined', also }),
	decline: act(declineInvitation, { ...toPlatform, done: 'done_platforms_declined', also }),
};
