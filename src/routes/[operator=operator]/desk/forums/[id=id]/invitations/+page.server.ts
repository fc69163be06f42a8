import { forumPage, invitationCandidates } from '#lib/gatherings/forums/server/detail.ts';
import { isStaff } from '#lib/kernel/actor.ts';
import { read, requireActor } from '#lib/server/request.ts';
import type { PageServerLoad } from './$types.ts';

export const load: PageServerLoad = (event) => {
	const actor = requireActor(event, isStaff);
	return read(event, async (tx) => {
		const page = await forumPage(tx, actor, event.params.id);
		return { page, candidates: await invitationCandidates(tx, actor, page) };
	});
};
