import { isSecretariat } from '#lib/kernel/actor.ts';
import { requireActor } from '#lib/server/request.ts';
import type { PageServerLoad } from './$types.ts';

export const load: PageServerLoad = (event) => {
	requireActor(event, isSecretariat);
};
