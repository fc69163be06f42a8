import { treePage } from '#lib/causes/server/queries.ts';
import { say } from '#lib/kernel/say.ts';
import { operatorOf, read } from '#lib/server/request.ts';
import { threadFor } from '../../thread.server.ts';
import type { PageServerLoad } from './$types.ts';

export const load: PageServerLoad = (event) =>
	read(event, async (tx, actor) => {
		const { id } = event.params;
		const asked = Number.parseInt(event.url.searchParams.get('revision') ?? '', 10);
		const tree = await treePage(tx, actor, id, asked > 0 ? asked : undefined);
		const end = { kind: 'cause' as const, id };
		const state = say(
			tree.publishedRevision === null ? 'causes_card_draft' : 'causes_card_published',
		);
		const card = { ...end, title: tree.question, at: tree.madeAt, state, path: `/causes/${id}` };
		return { tree, thread: await threadFor(tx, actor, operatorOf(event), end, card) };
	});
