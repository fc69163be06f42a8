import { facilitatesSomething, mayFacilitate } from '#lib/gatherings/rules.ts';
import { sessionOrRefuse } from '#lib/gatherings/server/queries.ts';
import { isStaff } from '#lib/kernel/actor.ts';
import { Refusal } from '#lib/kernel/refusal.ts';
import { listStatements } from '#lib/perceptions/server/queries.ts';
import { read, requireActor } from '#lib/server/request.ts';
import type { PageServerLoad } from './$types.ts';

export const load: PageServerLoad = (event) => {
	requireActor(event, (who) => isStaff(who) || facilitatesSomething(who));
	return read(event, async (tx, actor) => {
		const { session, scope } = await sessionOrRefuse(tx, actor, event.params.id);
		if (!mayFacilitate(actor, scope)) throw new Refusal('not-found', 'refusal_not_found');
		const where = { operatorId: actor.operatorId, sessionId: session.id };
		const statements = await listStatements(tx, where);
		return {
			session: { id: session.id, title: session.title },
			statements: statements.flatMap(({ id, number, text, state }) =>
				number === null || state === 'offered' ? [] : [{ id, number, text }],
			),
		};
	});
};
