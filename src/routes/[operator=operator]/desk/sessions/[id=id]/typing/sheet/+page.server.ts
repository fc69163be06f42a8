import { error, redirect } from '@sveltejs/kit';
import { facilitatesSomething } from '#lib/gatherings/rules.ts';
import { typeSheet } from '#lib/gatherings/server/commands.ts';
import { workPage } from '#lib/gatherings/sessions/server/detail.ts';
import { sheetAsTyped } from '#lib/gatherings/sessions/server/sheets.ts';
import { isStaff } from '#lib/kernel/actor.ts';
import { m } from '#lib/paraglide/messages.js';
import { positionsAt } from '#lib/seating/server/papers/discussion.ts';
import { act, at, read, requireActor } from '#lib/server/request.ts';
import { sheetWanted } from './wanted.ts';
import type { Actions, PageServerLoad } from './$types.ts';

export const load: PageServerLoad = async (event) => {
	const actor = requireActor(event, (who) => isStaff(who) || facilitatesSomething(who));
	const { id } = event.params;
	const wanted = sheetWanted(event.url.searchParams);
	if (!wanted) {
		await read(event, (tx) => workPage(tx, actor, id));
		redirect(303, at(event, `/desk/sessions/${id}/typing`));
	}
	const { table, pillar: number } = wanted;
	const sheet = await read(event, async (tx) => {
		const page = await workPage(tx, actor, id);
		const pillar = page.pillars[number - 1];
		if (!pillar) return null;
		return {
			session: { id, kind: page.session.kind, state: page.session.state },
			...{ table, number, pillar: { id: pillar.id, question: pillar.question } },
			positions: (await positionsAt(tx, actor, id))(table),
			typed: await sheetAsTyped(tx, actor, page, { pillarId: pillar.id, table }),
		};
	});
	if (sheet) return sheet;
	// after the last question of a table comes the next table
	const next = new URLSearchParams(event.url.searchParams);
	next.set('table', String(table + 1));
	next.set('pillar', '1');
	if (number === 1) error(404, m.refusal_not_found());
	redirect(303, at(event, `/desk/sessions/${id}/typing/sheet?${next.toString()}`));
};

/** After one sheet comes the next: the next question of the same table, then the next table. */
export const actions: Actions = {
	default: act(typeSheet, {
		then: ({ id, table }, { url }) => {
			const pillar = (sheetWanted(url.searchParams)?.pillar ?? 1) + 1;
			return `/desk/sessions/${id}/typing/sheet?table=${table}&pillar=${pillar}`;
		},
		done: 'done_gatherings_sheet_typed',
		also: ({ params }) => ({ id: params.id }),
	}),
};
