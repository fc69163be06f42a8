import { redirect } from '@sveltejs/kit';
import { facilitatesSomething } from '#lib/gatherings/rules.ts';
import { workPage } from '#lib/gatherings/sessions/server/detail.ts';
import { listTypedSheets } from '#lib/gatherings/sessions/server/sheets.ts';
import { isStaff } from '#lib/kernel/actor.ts';
import { countStatements } from '#lib/perceptions/server/queries.ts';
import { tablesOn } from '#lib/seating/server/papers/plan.ts';
import { at, read, requireActor } from '#lib/server/request.ts';
import { sheetWanted } from './sheet/wanted.ts';
import type { PageServerLoad } from './$types.ts';

export const load: PageServerLoad = (event) => {
	const actor = requireActor(event, (who) => isStaff(who) || facilitatesSomething(who));
	const { id } = event.params;
	// the picture on a sheet of paper names its table and question
	const wanted = sheetWanted(event.url.searchParams);
	if (wanted) redirect(303, at(event, `/desk/sessions/${id}/typing/sheet${event.url.search}`));
	return read(event, async (tx) => {
		const page = await workPage(tx, actor, id);
		const typed = await listTypedSheets(tx, actor, page);
		const planned = await tablesOn(tx, actor, page);
		const statements = await countStatements(tx, {
			...{ operatorId: actor.operatorId, sessionId: id },
		});
		return {
			session: { id, title: page.session.title },
			pillars: page.pillars.map(({ id: pillarId, question }) => ({ id: pillarId, question })),
			tables: Math.max(planned, ...typed.map(({ table }) => table)),
			...{ typed, hasStatements: statements > 0 },
		};
	});
};
