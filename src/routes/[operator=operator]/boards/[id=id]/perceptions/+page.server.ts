import { atBoardOf } from '#lib/boards/server/door.ts';
import { hallPicture } from '#lib/perceptions/server/pages.ts';
import { read } from '#lib/server/request.ts';
import type { PageServerLoad } from './$types.ts';

export const load: PageServerLoad = async (event) => {
	const { id } = event.params;
	event.setHeaders({ 'x-robots-tag': 'noindex, nofollow' });
	const here = await atBoardOf(event, id);
	const isAsked = event.url.searchParams.has('me');
	const { shown, you } = await read(event, (tx) => hallPicture(tx, here, isAsked));
	return { id, shown, you, isAsked, isParticipant: here.participant !== null };
};
