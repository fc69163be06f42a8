import { gapCards, gapPage } from '#lib/functions/server/queries.ts';
import { mayKeep } from '#lib/functions/rules.ts';
import { operatorOf, read } from '#lib/server/request.ts';
import { threadFor } from '../../../thread.server.ts';
import type { PageServerLoad } from './$types.ts';

export const load: PageServerLoad = (event) =>
	read(event, async (tx, actor) => {
		const { id } = event.params;
		const gap = await gapPage(tx, actor, id);
		const [own] = await gapCards(tx, actor, [id]);
		return {
			gap,
			thread: await threadFor(tx, actor, operatorOf(event), { kind: 'gap', id }, own),
			mayKeep: mayKeep(actor),
		};
	});
