import { atBoardOf, secretOf } from '#lib/boards/server/door.ts';
import { offerStatement, vote } from '#lib/perceptions/server/commands.ts';
import { ballotPage } from '#lib/perceptions/server/pages.ts';
import { act, read } from '#lib/server/request.ts';
import type { RequestEvent } from '@sveltejs/kit';
import type { Actions, PageServerLoad } from './$types.ts';

export const load: PageServerLoad = async (event) => {
	const { id } = event.params;
	event.setHeaders({ 'x-robots-tag': 'noindex, nofollow' });
	const here = await atBoardOf(event, id);
	const page = await read(event, (tx) => ballotPage(tx, here));
	return { id, page, isParticipant: here.participant !== null };
};

const inHall = {
	then: (_result: unknown, { params }: { params: { id?: string | undefined } }) =>
		`/boards/${params.id}/statements`,
	also: (event: RequestEvent) => {
		const boardId = event.params.id ?? '';
		return { boardId, secret: secretOf(event, boardId) };
	},
};

export const actions: Actions = {
	vote: act(vote, { ...inHall, done: 'done_perceptions_answered' }),
	offer: act(offerStatement, { ...inHall, done: 'done_perceptions_offered' }),
};
