import { historyOf, treeOrRefuse } from '#lib/causes/server/queries.ts';
import { facilitatesSomething } from '#lib/gatherings/rules.ts';
import { isStaff } from '#lib/kernel/actor.ts';
import { read, requireActor } from '#lib/server/request.ts';
import type { PageServerLoad } from './$types.ts';

export const load: PageServerLoad = (event) => {
	const actor = requireActor(event, (who) => isStaff(who) || facilitatesSomething(who));
	const { id } = event.params;
	return read(event, async (tx) => {
		const changes = await historyOf(tx, actor, id);
		const { tree } = await treeOrRefuse(tx, actor, id);
		return { id, question: tree.question, changes };
	});
};
